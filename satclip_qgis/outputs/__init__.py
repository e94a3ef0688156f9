"""What algorithms write: files and layers that are complete, or not there at all."""
