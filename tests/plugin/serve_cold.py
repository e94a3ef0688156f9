"""Run by the backend's Python: `satclip-backend`, whose server doesn't import torch before it is needed."""

import sys

from satclip_backend.cli import main
from satclip_backend.server import serve

if __name__ == "__main__":
    serve._warm_up = lambda encoders: None
    sys.exit(main(sys.argv[sys.argv.index("satclip_backend") + 1 :]))
