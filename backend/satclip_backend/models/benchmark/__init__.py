"""The benchmark of encoders: prediction tasks, protocols, cached results and ranks."""
