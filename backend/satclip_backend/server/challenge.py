"""How the server proves that it knows the token, before a client sends it.

A server that was killed leaves its runtime file, and any program of the computer may take its port. So a client first
sends a number that it has drawn at random, and sends its token on the same connection only after the answer that
nobody can give without the token: HMAC-SHA256 (RFC 2104) of that number and the port, with the token as its key.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Query

from satclip_backend.server.models import Proof

CHALLENGE = "/challenge"
"""The only route that wants no token. It costs less than a refusal does, so it is not limited on its own."""

Nonce = Annotated[
    str, Query(pattern="^[0-9a-f]{64}$", description="32 random bytes, each as two hexadecimal digits.")
]


def proof(token: str, port: int, nonce: str) -> str:
    """The answer to `nonce` of the server on `port` that knows `token`."""
    return hmac.new(token.encode(), f"satclip {port} {nonce}".encode(), hashlib.sha256).hexdigest()


def challenge_router(token: str, port: int) -> APIRouter:
    """The route, for the server on `port` that knows `token`."""
    router = APIRouter(tags=["Server"])

    @router.get(CHALLENGE, summary="Prove that this is the server that knows the token")
    async def challenge(nonce: Nonce) -> Proof:
        return Proof(proof=proof(token, port, nonce))

    return router
