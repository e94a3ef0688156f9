"""satclip-backend: the same work from a shell. One subcommand a file, each with `add_parser` and `run`."""
