"""The API conforms to /openapi.json for the valid and invalid requests of schemathesis.

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
    # The status of a dismissed job remains available (OGC 18-062r2, clause 11).
    "use_after_free",
    # A schema can't express all conditions: an extent may be too large, or a file may not be a table.
    "positive_data_acceptance",
]


@pytest.mark.slow
def test_schemathesis_finds_no_failures(start, tiny_encoder_file, tmp_path, monkeypatch):
    """Run all checks except `LEFT_OUT` on all routes except /shutdown, which would stop the server."""
    for name in (
        "HF_HUB_OFFLINE",
        "SATCLIP_OFFLINE",
    ):  # /releases/{release_id} requests the hub, and jobs download
        monkeypatch.setenv(name, "1")
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
        cwd=tmp_path,  # schemathesis stores examples there
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert server.request("GET", "/status").status == 200
    assert "Traceback" not in server.log()
