"""Groups of the algorithms in the Processing Toolbox, the menu and the toolbar."""

from __future__ import annotations

from satclip_qgis.i18n import tr

SETUP, EXPLORE, ENRICH, MODEL, PRETRAIN = "setup", "explore", "enrich", "model", "pretrain"


def group_names() -> dict[str, str]:
    """Return the names of the groups in the user's language, by id, in the order of the menu."""
    return {
        SETUP: tr("Set-up"),
        EXPLORE: tr("Explore"),
        ENRICH: tr("Enrich"),
        MODEL: tr("Model"),
        PRETRAIN: tr("Pretrain"),
    }
