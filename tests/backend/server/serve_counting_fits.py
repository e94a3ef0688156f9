"""`satclip-backend serve` with slow fits of clusters, each of which writes a line to the log."""

import sys
import time

from satclip_backend.cli import main
from satclip_backend.rasters import live_styles

fit = live_styles.fit_clusters


def fit_and_tell(encoder, lonlat, k, *arguments):
    """Log the fit, wait for a second, and fit an eighth of the points."""
    print(f"fits {k} clusters.", file=sys.stderr, flush=True)
    time.sleep(1)
    return fit(encoder, lonlat[::8], k, *arguments)


if __name__ == "__main__":
    live_styles.fit_clusters = fit_and_tell
    sys.exit(main(["serve"]))
