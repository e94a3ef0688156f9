"""A certificate authority for tests, made with openssl."""

from __future__ import annotations

import subprocess
from pathlib import Path


class Authority:
    """An authority with its files in `folder`; `certificate` is what clients trust."""

    def __init__(self, folder: Path):
        folder.mkdir(exist_ok=True)
        self.folder, self.certificate, self._key = folder, folder / "authority.pem", folder / "ca.pem"
        _openssl(
            *("req", "-newkey", "rsa:2048", "-nodes", "-x509", "-subj", "/CN=Authority of the tests"),
            *("-addext", "keyUsage=critical,keyCertSign", "-keyout", self._key, "-out", self.certificate),
        )

    def issue(self, name: str, *subjects: str, days: int = 30) -> tuple[Path, Path]:
        """Return a new certificate for `subjects`, such as IP:127.0.0.1, and its key: NAME.pem and NAME.key."""
        request, names = self.folder / f"{name}.csr", self.folder / f"{name}.names"
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        _openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=server", "-keyout", key, "-out", request
        )
        names.write_text(f"subjectAltName={','.join(subjects)}")
        sign = ("x509", "-req", "-CA", self.certificate, "-CAkey", self._key, "-CAcreateserial")
        _openssl(*sign, "-days", days, "-in", request, "-extfile", names, "-out", certificate)
        return certificate, key


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
