"""Outputs of algorithms: files and layers, written atomically."""
