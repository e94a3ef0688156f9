"""Patches of georeferenced imagery around points."""
