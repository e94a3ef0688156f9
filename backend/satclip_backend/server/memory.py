"""The message when memory runs out."""

from __future__ import annotations

from satclip_backend.limits import memory_gb
from satclip_backend.translation import gettext_lazy as _


def memory_message() -> str:
    """Return what a user reads when memory runs out, which depends on whether it is limited."""
    limit = memory_gb()
    if not limit:
        return _("The computer ran out of memory. Close other programs, or ask for less at once.")
    return _(
        "This needs more than the {memory} GB of memory that the backend may use. Allow it more (in QGIS: Settings > "
        "Options > SatCLIP), or ask for less at once.",
        memory=limit,
    )
