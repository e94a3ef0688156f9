"""Run the command line: `python -m satclip_backend` is equivalent to `satclip-backend`, and torchrun needs it."""

from satclip_backend.cli import program

program()
