"""The SatCLIP panel: its sections, the live layer and the algorithms that it runs."""
