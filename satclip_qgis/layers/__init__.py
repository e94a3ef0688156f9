"""Layers that the plugin loads: styles, legends and the live layer."""
