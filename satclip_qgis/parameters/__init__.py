"""Parameters of the algorithms, with the defaults, limits and choices that the backend declares."""
