"""`python -m satclip_backend` is `satclip-backend`; torchrun starts it like this."""

import os
import sys

from satclip_backend.cli import main

status = main()
if "TORCHELASTIC_RUN_ID" in os.environ:
    # threads of torch can abort the process while the interpreter shuts down: pull request 179291 of pytorch/pytorch
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
raise SystemExit(status)
