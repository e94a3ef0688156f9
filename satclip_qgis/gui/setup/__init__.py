"""The Set-up window: installs, updates and removes the backend."""
