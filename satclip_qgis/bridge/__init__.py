"""Installation of the backend, its start, and communication with it.

`environment.py` installs the backend, `launcher.py` starts it or attaches to it, `client.py` sends it HTTP requests.
"""
