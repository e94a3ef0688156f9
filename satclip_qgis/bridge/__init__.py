"""The only code that knows there is a backend.

environment.py installs it, launcher.py starts it and attaches to it, client.py speaks HTTP with it.
"""
