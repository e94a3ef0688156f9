"""Months and Fourier terms of the year."""

MONTHS = range(1, 13)
TERMS = 4
"""Fourier terms of the year: cosine and sine of one and of two periods."""
