"""HTTP server on the loopback interface: OGC API - Processes for jobs, embeddings as raw arrays, map tiles.

`serve.py` runs the server, `app.py` assembles the application, and `access.py` checks every request first.
"""

PROTOCOL = 2
"""Version of the protocol between plugin and backend. Clients with another version are refused."""

PROTOCOL_HEADER = "X-SatCLIP-Protocol"
