"""Installs the backend, starts it and talks to it.

`environment.py` installs the backend, `launcher.py` starts it or attaches to it, `client.py` sends it HTTP requests.
"""
