"""Challenge by which the server proves that it knows the token, before a client sends it.

A killed server leaves its runtime file, and any program on the computer may take its port. So a client first sends
a random number. It sends its token on the same connection only after an answer that requires the token:
HMAC-SHA256 (RFC 2104) of that number and the port, with the token as the key.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Query

from satclip_backend.server.models import Proof

CHALLENGE = "/challenge"
"""A route without a token. It costs less than a refusal, so it has no limit of its own."""

Nonce = Annotated[
    str, Query(pattern="^[0-9a-f]{64}$", description="32 random bytes, each as two hexadecimal digits.")
]


def proof(token: str, port: int, nonce: str) -> str:
    """Return the answer to `nonce` of a server on `port` that knows `token`."""
    return hmac.new(token.encode(), f"satclip {port} {nonce}".encode(), hashlib.sha256).hexdigest()


def challenge_router(token: str, port: int) -> APIRouter:
    """Return the router of the challenge for the server on `port` that knows `token`."""
    router = APIRouter(tags=["Server"])

    @router.get(CHALLENGE, summary="Prove that this is the server that knows the token")
    async def challenge(nonce: Nonce) -> Proof:
        return Proof(proof=proof(token, port, nonce))

    return router
