"""Files that a VRT reads, from its text, before GDAL opens it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_NAMES_FILE = {"sourcefilename", "sourcedataset", "dempath"}
_NAMES_FILE_IN_METADATA = {"x_dataset", "y_dataset", "overview_file"}
_DEEPEST = 64


def files_in_vrt(path: Path) -> list[tuple[str, bool]]:
    """Return the file names in a VRT, and whether each is relative to it. GDAL ignores the case of elements.

    Raises SatclipError if it is not a VRT, or reads files other than as named sources.
    """
    found, depth = [], 0
    try:
        text = path.read_bytes()
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise ValueError(_("it declares entities"))
        parser = ElementTree.XMLPullParser(("start", "end"))
        for start in range(0, len(text), 1 << 16):
            parser.feed(text[start : start + (1 << 16)])
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise ValueError(_("its elements are nested too deep"))
                if event == "end":
                    found += _named_by(element, path)
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise SatclipError(
            _("{file} can't be read as a VRT: {reason}.", file=path.name, reason=error)
        ) from None
    return found


def _named_by(element: ElementTree.Element, path: Path) -> list[tuple[str, bool]]:
    attributes = {key.lower(): value for key, value in element.attrib.items()}
    tag = str(element.tag).lower()
    if attributes.get("subclass") == "VRTProcessedDataset" or (
        tag == "mdi" and attributes.get("key", "").lower() in _NAMES_FILE_IN_METADATA
    ):
        raise SatclipError(
            _(
                "{file} is a VRT that reads files other than images: save its content as a GeoTIFF "
                "(gdal_translate).",
                file=path.name,
            )
        )
    if tag not in _NAMES_FILE:
        return []
    return [((element.text or "").strip(), attributes.get("relativetovrt") == "1")]
