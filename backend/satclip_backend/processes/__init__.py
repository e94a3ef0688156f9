"""One job a file: typed inputs -> outputs. The server and the command line offer what `PROCESSES` lists."""
