"""Run the command line: `python -m satclip_backend` is equivalent to `satclip-backend`, and torchrun needs it."""

import os
import sys

from satclip_backend.cli import main

status = main()
if "TORCHELASTIC_RUN_ID" in os.environ:
    # Threads of torch can abort the process during interpreter shutdown: pull request 179291 of pytorch/pytorch.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
raise SystemExit(status)
