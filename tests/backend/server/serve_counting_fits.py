"""`satclip-backend serve` that writes a line to its log whenever clusters are fitted, and takes its time for it."""

import sys
import time

from satclip_backend.cli import main
from satclip_backend.rasters import live_styles

fit = live_styles.fit_clusters


def fit_and_tell(encoder, lonlat, k, *arguments):
    """Fit a part of the points, but no sooner than after a second."""
    print(f"fits {k} clusters.", file=sys.stderr, flush=True)
    time.sleep(1)
    return fit(encoder, lonlat[::8], k, *arguments)


if __name__ == "__main__":
    live_styles.fit_clusters = fit_and_tell
    sys.exit(main(["serve"]))
