"""The authentication database of QGIS, which the tests of a process share."""

MASTER_PASSWORD = "of the tests"
"""It can be set once: another one is refused."""
