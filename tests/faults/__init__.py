"""Faults while working: see `__main__.py`."""
