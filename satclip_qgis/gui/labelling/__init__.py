"""Labelling of places by clicks on the map."""
