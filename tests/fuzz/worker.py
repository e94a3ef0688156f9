"""Worker process that reads one file after the other: `python -m fuzz.worker READER`, paths in, lines of JSON
out.

Its address space may grow by `SPARE` beyond what reading valid files takes. A crash or hang of a reader
affects only this process.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

SPARE = 1 << 30
"""Memory in bytes that reading a file may take."""


def main() -> None:
    """Read files until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    from fuzz.readers import READERS
    from satclip_backend.errors import SatclipError

    reader = READERS[sys.argv[1]]
    for seed in reader.seeds():
        reader.read(seed)
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + SPARE, resource.RLIM_INFINITY))
    before = resident()
    print(json.dumps("ready"), file=answers, flush=True)
    for line in sys.stdin:
        began = time.monotonic()
        outcome, said = "read", ""
        try:
            reader.read(Path(line.rstrip("\n")))
        except SatclipError as error:
            outcome, said = "sentence", str(error)
        except BaseException as error:
            import traceback

            outcome, said = "exception", "".join(traceback.format_exception(error))[-1500:]
        taken = {"seconds": time.monotonic() - began, "megabytes": (resident() - before) / 1e6}
        print(json.dumps({"outcome": outcome, "said": said, **taken}), file=answers, flush=True)
    os._exit(0)


def resident() -> int:
    """Return the peak memory of this process in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
