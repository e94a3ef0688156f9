"""Challenge by which the server proves that it knows the token, before a client sends it.

A killed server leaves its runtime file, and any program on the computer may take its port. So a client first sends
a random number. It sends its token on the same connection only after an answer that requires the token:
HMAC-SHA256 (RFC 2104) of that number and the port, with the token as the key. The server knows only the hashes of the
tokens of its users: for them, the key is that hash, and their name follows the number.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Query

from satclip_backend.errors import SatclipError
from satclip_backend.server.logins import Logins
from satclip_backend.server.models import Proof

CHALLENGE = "/challenge"
"""A route without a token. It costs less than a refusal, so it has no limit of its own."""

Nonce = Annotated[
    str, Query(pattern="^[0-9a-f]{64}$", description="32 random bytes, each as two hexadecimal digits.")
]

Name = Annotated[
    str,
    Query(
        max_length=64,
        description="Name of the user whose token the client has. On a server without such a user, the key is the "
        "token in the runtime file.",
    ),
]


def proof(key: str, port: int, nonce: str, user: str = "") -> str:
    """Return the answer of a server on `port` that knows `key` to `nonce`, and to the name of a user if it is given."""
    said = " ".join(["satclip", str(port), nonce, *([user] if user else [])])
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).hexdigest()


def challenge_router(token: str, port: int, logins: Logins | None = None) -> APIRouter:
    """Return the router of the challenge for the server on `port` that knows `token`, and the hashes of `logins`."""
    router = APIRouter(tags=["Server"])

    @router.get(CHALLENGE, summary="Prove that this is the server that knows the token")
    async def challenge(nonce: Nonce, user: Name = "") -> Proof:
        # The key for an unknown user is the token in the runtime file. The name is a part of what is proven: otherwise
        # the answers to two unknown names would be equal, and names could be found out.
        return Proof(proof=proof(_hash_of(user) or token, port, nonce, user))

    def _hash_of(name: str) -> str | None:
        try:
            user = logins and logins.named(name)
        except SatclipError:
            return None
        return user.sha256 if user else None

    return router
