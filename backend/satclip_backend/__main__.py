"""Run the command line: `python -m satclip_backend` is equivalent to `satclip-backend`, and torchrun needs it."""

from satclip_backend.startup import end_on_interrupt


def program() -> None:
    """Run the command line of the process, and end it with the status."""
    end_on_interrupt()
    from satclip_backend import cli  # imports other modules, which takes a while

    cli.program()


if __name__ == "__main__":
    program()
