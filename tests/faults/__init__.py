"""Fault injection during work: see `__main__.py`."""
