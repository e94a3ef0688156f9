"""Families of location encoders."""
