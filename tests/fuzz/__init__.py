"""Fuzzing of file readers."""
