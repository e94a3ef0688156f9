"""HTTP on loopback: the app, who may use it, jobs as OGC API - Processes, embeddings as raw arrays.

`serve.py` runs it, `app.py` puts it together, `access.py` is what every request passes first.
"""

PROTOCOL = 2
"""Version of the protocol between plugin and backend. A client that names another one is refused."""

PROTOCOL_HEADER = "X-SatCLIP-Protocol"
