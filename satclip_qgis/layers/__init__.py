"""The layers that the plugin loads: their styles and legends, and the live layer."""
