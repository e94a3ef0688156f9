"""Processes, one per module: functions with typed inputs and outputs. The server offers those in `registry.py`."""
