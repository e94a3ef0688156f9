"""Damage done to good files, to see what readers make of it."""
