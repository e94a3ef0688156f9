"""Language of responses: the best available one of the Accept-Language header (RFC 9110, 12.5.4)."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from satclip_backend.translation import best_language, language


def localised(app: ASGIApp) -> ASGIApp:
    """Return `app` with the current language of each request set to the one that the client asks for."""

    async def localised_app(scope: Scope, receive: Receive, send: Send) -> None:
        accepted = Headers(scope=scope).get("accept-language", "") if scope["type"] == "http" else ""
        with language(best_language(accepted)):
            await app(scope, receive, send)

    return localised_app
