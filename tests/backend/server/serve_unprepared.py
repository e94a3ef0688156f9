"""`satclip-backend serve` without imports in advance: each job's process imports what it needs."""

import sys

if __name__ == "__main__":
    from satclip_backend.cli import main  # imported here, because a job's process needs none of it
    from satclip_backend.server import child_run, serve

    if child_run.FORKS:
        child_run._CONTEXT.set_forkserver_preload([])
    serve._warm_up = lambda encoders: None
    sys.exit(main(["serve", *sys.argv[1:]]))
