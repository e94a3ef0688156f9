"""A script for the backend's Python: `satclip-backend` with a server that imports torch on demand."""

import sys

from satclip_backend.cli import main
from satclip_backend.server import serve

if __name__ == "__main__":
    serve._warm_up = lambda encoders: None
    sys.exit(main(sys.argv[sys.argv.index("satclip_backend") + 1 :]))
