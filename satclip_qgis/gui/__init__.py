"""Widgets. They call the algorithms and the bridge."""
