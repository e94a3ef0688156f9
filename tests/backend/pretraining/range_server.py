"""A file server with range requests, like servers of COGs."""

import re
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def serve(folder, seconds=0.0):
    """Serve the files of `folder`; yield the address and the list of requests (path, Range).

    Responses to range requests beyond the start of a file take `seconds`.
    """
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self):
            self.answer(body=False)

        def do_GET(self):
            self.answer(body=True)

        def answer(self, body):
            asked.append((self.path, self.headers.get("Range")))
            file = folder / self.path.split("?")[0].lstrip("/")
            content = file.read_bytes() if file.is_file() else b""
            wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range") or "")
            status = 404 if not file.is_file() else 206 if wanted else 200
            if wanted and int(wanted[1]):
                time.sleep(seconds)
            part = content
            self.send_response(status)
            if wanted:
                start, end = int(wanted[1]), min(int(wanted[2]), len(content) - 1)
                part = content[start : end + 1]
                self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(len(part)))
            self.end_headers()
            if body:
                with suppress(OSError):  # the client has disconnected
                    self.wfile.write(part)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
