"""TLS certificate of the server, which is loaded again when its files change, as certbot and others renew it."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.input_files import file_version, read_text
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

_LARGEST = 1 << 20
"""Largest size of a file, in bytes."""
SOON = 7 * 86400.0
"""Seconds before the end of a certificate from which the log warns, once a day."""


class Certificate:
    """Certificate and private key of the server, in PEM files.

    Raises SatclipError if a file can't be read, if they don't belong together, if the certificate is not valid now, and
    if other users can read the key.
    """

    def __init__(self, certificate: Path, key: Path):
        self._files = certificate, key
        self._state = self._changed()
        self._loaded, self._known = _load(certificate, key)
        self._warned = -SOON
        self.context = _context()
        """The context of all connections. Each handshake uses the certificate that was loaded last."""
        self.context.sni_callback = self._use_loaded

    @property
    def names(self) -> frozenset[str]:
        """Host names and addresses for which the certificate is valid."""
        return frozenset(name for kind, name in self._known.get("subjectAltName", ()))

    @property
    def valid_until(self) -> float:
        """End of the certificate, in seconds since 1970."""
        return ssl.cert_time_to_seconds(self._known["notAfter"])

    def renew(self) -> None:
        """Load the files again if they have changed. If they can't be used, the former certificate stays in use."""
        state = self._changed()
        if state != self._state:
            self._state = state
            try:
                self._loaded, self._known = _load(*self._files)
                log.info("The certificate %s was loaded again.", self._files[0])
            except SatclipError as error:
                log.warning("%s The former certificate stays in use.", error)
        if self.valid_until - time.time() < SOON and time.monotonic() - self._warned > 86400:
            self._warned = time.monotonic()
            log.warning("The certificate %s ends on %s.", self._files[0], self._known["notAfter"])

    def _use_loaded(self, connection: Any, name: str | None, context: ssl.SSLContext) -> None:
        connection.context = self._loaded

    def _changed(self) -> tuple[tuple[int, ...] | None, ...]:
        """Return what changes if one of the files is replaced or written to."""
        found: list[tuple[int, ...] | None] = []
        for path in self._files:
            try:
                found.append(file_version(path))
            except OSError:
                found.append(None)
        return tuple(found)


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | ssl.OP_CIPHER_SERVER_PREFERENCE
    context.set_alpn_protocols(["http/1.1"])
    return context


def _load(certificate: Path, key: Path) -> tuple[ssl.SSLContext, Mapping[str, Any]]:
    """Return a context with the certificate, and its content as `ssl.SSLSocket.getpeercert` gives it."""
    for path in (certificate, key):
        _check_readable(path)
    if store.others_can_read(key):
        raise SatclipError(_("Other users can read the key {file}: run chmod 600 on it.", file=key))
    client, context = _client(certificate), _context()
    try:
        context.load_cert_chain(certificate, key, password=lambda: _refuse_passphrase(key))
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise SatclipError(
                _(
                    "The key {key} does not belong to the certificate {file}: give those that were issued together.",
                    key=key,
                    file=certificate,
                )
            ) from error
        raise SatclipError(
            _(
                "The certificate {file} and the key {key} can't be used ({reason}): give both in PEM.",
                file=certificate,
                key=key,
                reason=error.reason or error.strerror,
            )
        ) from error
    return context, _verified(context, client, certificate)


def _check_readable(path: Path) -> None:
    try:
        read_text(path, _LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SatclipError(_("{file} can't be read: {reason}.", file=path, reason=reason)) from error


def _refuse_passphrase(key: Path) -> str:
    raise SatclipError(
        _(
            "The key {file} has a passphrase, which the server can't ask for. Store it without one, in a file that "
            "only the user of the server can read.",
            file=key,
        )
    )


def _client(certificate: Path) -> ssl.SSLContext:
    """Return the context of a client that trusts the certificate itself."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        client.load_verify_locations(certificate)
    except ssl.SSLError as error:
        raise SatclipError(
            _("{file} contains no certificate: give a file in PEM, with the whole chain.", file=certificate)
        ) from error
    return client


def _verified(context: ssl.SSLContext, client: ssl.SSLContext, certificate: Path) -> Mapping[str, Any]:
    """Shake hands with the client in memory; return the certificate that it receives.

    Python has no other way to read a certificate. Raises SatclipError if the client refuses it.
    """
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = client.wrap_bio(back, there), context.wrap_bio(there, back, server_side=True)
    try:
        for _turn in range(4):
            for end in ends:
                with suppress(ssl.SSLWantReadError):
                    end.do_handshake()
    except ssl.SSLError as error:
        raise SatclipError(
            _(
                "The certificate {file} is not valid ({reason}). Renew it, or check the clock of this computer.",
                file=certificate,
                reason=getattr(error, "verify_message", None) or error.reason,
            )
        ) from error
    return ends[0].getpeercert() or {}
