"""A test server of a package index (PEP 503) with one wheel, and wheels for it. Standard library only."""

from __future__ import annotations

import contextlib
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WEIGHTS = "geoclip/model/weights/location_encoder_weights.pth"
WHEEL = "geoclip-1.3.0-py3-none-any.whl"


class Index(ThreadingHTTPServer):
    """Server of the wheel `content`. `pause` is the time between two pieces in seconds, `requests` all paths."""

    daemon_threads = True

    def __init__(self, content, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.content, self.pause, self.requests = content, 0.0, []
        self.url = f"http://127.0.0.1:{self.server_port}/simple"

    @property
    def variables(self):
        """Environment variables that make pip and uv use this index only."""
        return {
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_FIND_LINKS": "",
            "PIP_INDEX_URL": self.url,
            "PIP_RETRIES": "0",
            "UV_NO_CONFIG": "1",
            "UV_DEFAULT_INDEX": self.url,
            "NO_PROXY": "127.0.0.1,127.0.0.2",
        }


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        index = self.server
        index.requests.append(self.path)
        if self.path == "/simple/geoclip/":
            self.answer(f'<!DOCTYPE html><html><body><a href="/{WHEEL}">{WHEEL}</a></body></html>'.encode())
        elif self.path == f"/{WHEEL}" and index.content:
            self.answer(index.content, "application/octet-stream")
        else:
            self.send_error(404)

    def answer(self, body, kind="text/html"):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            for start in range(0, len(body), 2**14):
                self.wfile.write(body[start : start + 2**14])
                if kind != "text/html":
                    time.sleep(self.server.pause)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serve(content, port=0):
    """Serve a wheel; yield the `Index`."""
    with Index(content, port) as index:
        threading.Thread(target=index.serve_forever, daemon=True).start()
        yield index
        index.shutdown()


def make_wheel(path, files):
    """Write a wheel of geoclip 1.3.0 with these files (paths and contents); return its content."""
    info = "geoclip-1.3.0.dist-info"
    files = {
        **files,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: geoclip\nVersion: 1.3.0\nRequires-Python: >=3.11\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path.read_bytes()
