"""The API keeps to what /openapi.json says of it, whatever schemathesis asks: thousands of right and wrong requests.

`SATCLIP_FUZZ_SECONDS=3600 pytest tests/backend/server/test_fuzz_api.py` sends random requests for an hour.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).with_name("serve_for_fuzz.py")
COMMAND = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run"]
SECONDS = os.environ.get("SATCLIP_FUZZ_SECONDS")
LEFT_OUT = [
    # A job that is dismissed may be asked for how it ended (OGC 18-062r2, clause 11).
    "use_after_free",
    # What a map or a table means is not in a schema: an extent can be too large, a file no table.
    "positive_data_acceptance",
]


@pytest.mark.slow
def test_schemathesis_finds_no_failures(start, tiny_encoder_file, tmp_path, monkeypatch):
    """All of its checks but `LEFT_OUT`, on all routes but /shutdown, which would be the end of it."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")  # /releases/{release_id} asks the hub
    (tmp_path / "encoders").mkdir()
    shutil.copy(tiny_encoder_file, tmp_path / "encoders" / "tiny.safetensors")
    server = start(tmp_path, program=SERVER).wait()
    options = {
        "--header": f"Authorization: Bearer {server.token}",
        "--exclude-path": "/shutdown",
        "--checks": "all",
        "--exclude-checks": ",".join(LEFT_OUT),
        "--max-examples": "1000" if SECONDS else "1",
        "--max-failures": "1000",
        "--max-time": SECONDS or "20",
        "--seed": "2026",
        "--request-timeout": "60",
        "--max-response-time": "60",
        "--warnings": "off",
    }
    done = subprocess.run(
        [*COMMAND, f"http://127.0.0.1:{server.port}/openapi.json", "--no-color", *sum(options.items(), ())],
        cwd=tmp_path,  # it keeps examples
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert server.request("GET", "/status").status == 200
    assert "Traceback" not in server.log()
