"""Panels, dialogs and widgets of QGIS Desktop."""
