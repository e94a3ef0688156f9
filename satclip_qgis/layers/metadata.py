"""Metadata of output layers, which QGIS shows in the layer properties and saves in the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from qgis.core import QgsMapLayer, QgsVectorLayer

from satclip_qgis.i18n import tr
from satclip_qgis.paths import metadata, plugin_version


def describe(layer: QgsMapLayer, summary: str, algorithm: str, encoders: Sequence[dict[str, Any]]) -> None:
    """Set title, abstract, licences and history of a layer.

    `summary` describes the layer, `algorithm` is the id of the algorithm. `encoders` are descriptions by the
    backend. Those of a model have the hash of its weights as `weights_sha256`, and nothing else if the
    encoder is not installed.
    """
    about = layer.metadata()
    about.setTitle(layer.name())
    about.setType("dataset")
    about.setAbstract("\n".join([summary, *map(encoder_line, encoders)]))
    about.setLicenses(list(dict.fromkeys(one["licence"] for one in encoders if one.get("licence"))))
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    about.setHistory([f"{algorithm}, SatCLIP for QGIS {plugin_version()} ({metadata('repository')}), {made}"])
    about.setCrs(layer.crs())
    layer.setMetadata(about)


def encoder_line(encoder: dict[str, Any]) -> str:
    """Return a sentence with the name, id, hash and licence of an encoder."""
    name = str(encoder.get("name") or encoder["id"])
    named = name if name == encoder["id"] else f"{name} ({encoder['id']})"
    parts = [tr("Encoder: {encoder}").format(encoder=named)]
    if encoder.get("weights_sha256"):
        parts.append(tr("SHA-256 of the weights: {hash}").format(hash=encoder["weights_sha256"]))
    elif encoder.get("sha256"):
        parts.append(tr("SHA-256 of the file: {hash}").format(hash=encoder["sha256"]))
    if encoder.get("licence"):
        parts.append(tr("Licence: {licence}").format(licence=encoder["licence"]))
    return "; ".join(parts) + "."


def set_aliases(layer: QgsMapLayer, aliases: dict[str, str]) -> None:
    """Set aliases by field name. Fields that a format has renamed get none."""
    if isinstance(layer, QgsVectorLayer):
        for name, alias in aliases.items():
            index = layer.fields().lookupField(name)
            if index >= 0 and not layer.attributeAlias(index):
                layer.setFieldAlias(index, alias)


def same_encoders(known: Iterable[dict[str, Any]], used: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return descriptions of the `used` encoders: those `known` by id, updated with the values in `used`."""
    by_id = {encoder.get("id"): encoder for encoder in known}
    return [{**by_id.get(encoder["id"], {}), **encoder} for encoder in used]
