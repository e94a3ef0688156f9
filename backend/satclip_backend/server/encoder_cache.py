"""Cache of the encoders used most recently."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.encoders import registry
from satclip_backend.input_files import file_version

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

KEPT = 4


class EncoderCache:
    """Loads encoders by id and keeps the last `KEPT`. If a file has changed, its encoder is loaded again."""

    def __init__(self) -> None:
        self._encoders: OrderedDict[tuple[Path, tuple[int, ...]], Encoder] = OrderedDict()
        self._lock = threading.Lock()
        self.device: str | None = None
        """Device of the encoders; None until the first is loaded."""

    def get(self, encoder_id: str) -> Encoder:
        """Return the encoder of that id. Raises NotFoundError, or SatclipError if its file is damaged."""
        path = registry.find(encoder_id).path
        key = (path, file_version(path))
        with self._lock:  # so that concurrent clients load it only once
            if key not in self._encoders:
                from satclip_backend.encoders.load import load_encoder

                self._encoders[key] = load_encoder(encoder_id)
                self.device = str(self._encoders[key].device)
            self._encoders.move_to_end(key)
            while len(self._encoders) > KEPT:
                self._encoders.popitem(last=False)
            return self._encoders[key]
