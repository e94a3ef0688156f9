"""The page in Settings > Options."""
