"""Widgets only: they call the algorithms and the bridge."""
