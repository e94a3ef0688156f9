"""What the algorithms ask for. Defaults, limits and choices are those that the backend declares."""
