"""Serve with few file descriptors and short time limits: `python serve_with_little.py FILES SECONDS [OPTION...]`."""

import resource
import sys

from satclip_backend.cli import main
from satclip_backend.server import connections

if __name__ == "__main__":
    files, seconds = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    connections.HEAD = connections.WINDOW = connections.STALLED = seconds
    sys.exit(main(["serve", *sys.argv[3:]]))
