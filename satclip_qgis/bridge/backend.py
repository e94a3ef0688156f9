"""API of the backend: encoders, embeddings, uploads, jobs and runs.

Starts the backend, and restarts it after a crash.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import numpy as np

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import (
    BackendDied,
    BackendError,
    BadReply,
    BridgeError,
    Busy,
    Cancelled,
    JobFailed,
    ServerFailed,
    TokenRefused,
    Unreachable,
)
from satclip_qgis.bridge.remote import Server, connect_server
from satclip_qgis.bridge.text import tr

PATIENCE = 60.0
"""Seconds for which a request to a busy backend is repeated, every `PAUSE` seconds."""
PAUSE = 2.0
ABSENCE, FEWEST_ATTEMPTS = 300.0, 10
"""Seconds for which a server that does not respond during a job is asked again, and the fewest attempts.

The time may pass while this computer sleeps.
"""


@dataclass
class Backend:
    """The backend of this user. The first request starts it.

    `python` is the executable of its environment, or None if there is none. `version` is the version of the plugin,
    `language` the tag of the language in which it writes messages and reports, such as de-AT. `flags` are the options
    with which the backend is started. With a `server`, the backend there is used, and none is started.
    Every method may raise a `BridgeError`, and raises `Cancelled` within a second of `is_cancelled()`.
    """

    python: Path | None
    version: str
    is_cancelled: Callable[[], bool] = lambda: False
    on_message: Callable[[str], None] = lambda message: None
    language: str = ""
    flags: Sequence[str] = ()
    server: Server | None = None
    _client: Client | None = None

    def client(self) -> Client:
        """Return a client of the running backend. Starts the backend if none is running."""
        if self._client is None and self.server:
            client, _ = connect_server(self.server, self.version, self.is_cancelled)
            self._client = replace(client, language=self.language)
        elif self._client is None:
            client = launcher.connect(
                self.python,
                self.version,
                flags=self.flags,
                is_cancelled=self.is_cancelled,
                on_message=self.on_message,
            )
            self._client = replace(client, language=self.language)
        return self._client

    def status(self) -> dict[str, Any]:
        """Return the status of the backend: version, device, number of encoders."""
        return self._again_after_a_crash(lambda client: client.json("GET", "/status"))

    def encoders(self) -> list[dict[str, Any]]:
        """Return the installed encoders, each with its id, name, dimension and more."""
        return self.encoders_and_unusable()[0]

    def encoders_and_unusable(self) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """Return the installed encoders, and the reasons why other files can't be used, by file name."""
        reply = self._again_after_a_crash(lambda client: client.json("GET", "/encoders"))
        try:
            unusable = {str(name): str(reason) for name, reason in reply["unusable"].items()}
            return [dict(encoder) for encoder in reply["encoders"]], unusable
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadReply(tr("The backend sent an invalid list of encoders. Try again.")) from error

    def encoder(self, encoder: str) -> dict[str, Any]:
        """Return the metadata of one encoder. Raises `BackendError` for an unknown id."""
        return self._again_after_a_crash(
            lambda client: client.json("GET", f"/encoders/{quote(encoder, safe='')}")
        )

    def delete_encoder(self, encoder: str) -> None:
        """Delete an encoder. Raises `BackendError` for the bundled one and for an unknown id."""
        path = f"/encoders/{quote(encoder, safe='')}"
        self._again_after_a_crash(lambda client: client.json("DELETE", path))

    def save_encoder(self, encoder: str, target: Path, on_progress: Callable[[float], None]) -> None:
        """Save the file of an encoder at `target`, to import it elsewhere."""
        path = f"/encoders/{quote(encoder, safe='')}/file"
        self._again_after_a_crash(lambda client: client.download(path, target, on_progress))

    def world_tile(self, encoder: str) -> bytes:
        """Return a PNG of 256 x 256 pixels: a map of the world in Web Mercator, coloured by principal components."""
        path = f"/tiles/{quote(encoder, safe='')}/pca/0/0/0.png"
        return self._again_after_a_crash(lambda client: client.content(path))[1]

    def releases(self) -> list[dict[str, Any]]:
        """Return the encoders that can be downloaded, each with its id, title, licence and more."""
        reply = self._again_after_a_crash(lambda client: client.json("GET", "/releases"))
        try:
            return [dict(release) for release in reply["releases"]]
        except (KeyError, TypeError, ValueError) as error:
            raise BadReply(tr("The backend sent an invalid list of encoders. Try again.")) from error

    def release(self, release: str) -> dict[str, Any]:
        """Return one of them with its size in bytes, which the backend asks the Hugging Face Hub for."""
        path = f"/releases/{quote(release, safe='')}"
        return self._again_after_a_crash(lambda client: client.json("GET", path))

    def embeddings(
        self, encoder: str, lonlat: np.ndarray, components: int | None = None, month: int | None = None
    ) -> np.ndarray:
        """Return the embeddings (n, d) float32 of `lonlat` (n, 2) in degrees, or their first principal components.

        `components` is the number of principal components, `month` is from 1 to 12, or None for the mean over the year.
        Rows without a valid location are NaN. A crashed backend is restarted once.
        """
        given = {"components": components, "month": month}
        query = urlencode({name: value for name, value in given.items() if value})
        path = f"/encoders/{quote(encoder, safe='')}/embeddings" + (f"?{query}" if query else "")
        points = np.asarray(lonlat, dtype=np.float64)
        embedded = self._again_after_a_crash(lambda client: client.array(path, points))
        if embedded.ndim != 2 or len(embedded) != len(points) or embedded.dtype.kind != "f":
            raise BadReply(
                tr("The backend sent an array of shape {shape} for {count} points. Try again.").format(
                    shape=embedded.shape, count=len(points)
                )
            )
        return embedded

    def upload(self, data: bytes | Path, on_progress: Callable[[float], None] = lambda done: None) -> str:
        """Upload bytes or a file, whose name appears in messages; return the id for the inputs of a job.

        Call `discard_upload` after the job. A crashed backend is restarted once.
        """
        named = f"?name={quote(data.name[-255:], safe='')}" if isinstance(data, Path) else ""
        reply = self._again_after_a_crash(lambda client: client.upload("/uploads" + named, data, on_progress))
        try:
            return str(reply["id"])
        except KeyError as error:
            raise BadReply(tr("The backend accepted the upload but returned no id. Try again.")) from error

    def discard_upload(self, upload: str) -> None:
        """Delete an upload. Never raises, because the result exists."""
        self._delete(f"/uploads/{quote(upload, safe='')}")

    def start_job(self, process: str, inputs: dict[str, Any]) -> str:
        """Start a process; return the id of the job."""
        path = f"/processes/{quote(process, safe='')}/execution"
        started = self._again_after_a_crash(lambda client: client.json("POST", path, {"inputs": inputs}))
        try:
            return str(started["jobID"])
        except KeyError as error:
            raise BadReply(tr("The backend accepted the job but returned no id. Try again.")) from error

    def stop_job(self, job: str) -> None:
        """Dismiss a job. Raises `BackendError` if the backend no longer has it."""
        self._again_after_a_crash(lambda client: client.json("DELETE", f"/jobs/{quote(job, safe='')}"))

    def run_job(
        self, process: str, inputs: dict[str, Any], on_progress: Callable[[float, str], None]
    ) -> tuple[str, dict[str, Any]]:
        """Run a process and wait for it. Return the id of the job and its results; call `discard_job` after their use.

        Raises `JobFailed` with the message of the job, and `BackendDied` if the backend has exited, even if
        another program uses its port now. A server may be absent for `ABSENCE` seconds. If the user cancels, the job is
        dismissed.
        """
        job = self.start_job(process, inputs)
        client = self.client()
        try:
            self._await(client, job, on_progress)
            return job, self._persistently(lambda: client.json("GET", f"/jobs/{job}/results"))
        except (BackendDied, TokenRefused, Unreachable) as error:  # another program may use its port
            self._client = None
            if self.server:
                raise ServerFailed(
                    tr(
                        "The connection to the backend at {url} was interrupted during the job. Run the algorithm "
                        "again."
                    ).format(url=self.server.url)
                ) from error
            message = tr(
                "The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}."
            ).format(log=launcher.log_file())
            if said := launcher.last_words():
                message += " " + tr("Last output: {said}").format(said=said)
            raise BackendDied(message) from error
        except BridgeError as error:
            self.discard_job(job)
            if self.server and isinstance(error, BackendError) and error.status == 404:
                raise ServerFailed(
                    tr(
                        "The server {host} no longer has the job: it was restarted, or another client deleted the job. "
                        "Run the algorithm again."
                    ).format(host=self.server.host)
                ) from error
            raise

    def save_output(self, job: str, output: str, target: Path, on_progress: Callable[[float], None]) -> None:
        """Save an output file of a job at `target`."""
        path = f"/jobs/{job}/results/{quote(output, safe='')}"
        self._persistently(lambda: self.client().download(path, target, on_progress))

    def discard_job(self, job: str) -> None:
        """Dismiss a running job, or delete an ended one with its files. Never raises, because the result exists."""
        self._delete(f"/jobs/{job}")

    def runs(self) -> list[dict[str, Any]]:
        """Return the pretraining runs, newest first, each with its id, state, step and more."""
        reply = self._again_after_a_crash(lambda client: client.json("GET", "/runs"))
        try:
            return [dict(run) for run in reply["runs"]]
        except (KeyError, TypeError, ValueError) as error:
            raise BadReply(tr("The backend sent an invalid list of runs. Try again.")) from error

    def run_log(self, run: str, after: int = 0) -> list[dict[str, Any]]:
        """Return the evaluations of a run after a given step."""
        path = f"/runs/{quote(run, safe='')}/log?after={after}"
        found = self._again_after_a_crash(lambda client: client.json("GET", path)).get("evaluations")
        return [record for record in found if isinstance(record, dict)] if isinstance(found, list) else []

    def run_card(self, run: str) -> str:
        """Return the model card of a finished run, in Markdown."""
        path = f"/runs/{quote(run, safe='')}/card"
        return self._again_after_a_crash(lambda client: client.content(path))[1].decode("utf-8", "replace")

    def delete_run(self, run: str) -> None:
        """Delete a run with its imagery. Raises `BackendError` if it is running."""
        path = f"/runs/{quote(run, safe='')}"
        self._again_after_a_crash(lambda client: client.json("DELETE", path))

    def _delete(self, path: str) -> None:
        """Send a DELETE request, even if the user has cancelled."""
        client = self._client
        if client:
            with contextlib.suppress(BridgeError):
                replace(client, is_cancelled=lambda: False).json("DELETE", path, timeout=5)

    def _await(self, client: Client, job: str, on_progress: Callable[[float, str], None]) -> None:
        pause = 0.05
        while True:
            status = self._persistently(lambda: client.json("GET", f"/jobs/{job}"))
            state, message = status.get("status"), str(status.get("message") or "")
            if state == "successful":
                return
            if state == "failed":
                raise JobFailed(message or tr("The job failed without an error message."))
            if state == "dismissed":
                raise JobFailed(tr("The job was dismissed by another client."))
            on_progress(float(status.get("progress") or 0) / 100, message)
            self._wait(pause)
            pause = min(pause * 1.5, 0.25)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.is_cancelled():
                raise Cancelled
            time.sleep(0.05)

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """Call `ask`, and retry while the backend is busy. Raises `Busy` after `PATIENCE` seconds."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return ask()
            except Busy as error:
                if time.monotonic() > until:
                    raise
                self.on_message(str(error))
                self._wait(PAUSE)

    def _persistently(self, ask: Callable[[], Any]) -> Any:
        """Call `ask`, which changes nothing, and retry while a server does not respond."""
        until = time.monotonic() + ABSENCE
        attempts = 1
        while True:
            try:
                return self._patiently(ask)
            except (BackendDied, TokenRefused, Unreachable):
                if not self.server or (time.monotonic() > until and attempts >= FEWEST_ATTEMPTS):
                    raise
                if attempts == 1:
                    message = tr("The server {host} does not respond. Trying again for {minutes} minutes.")
                    self.on_message(message.format(host=self.server.host, minutes=f"{ABSENCE / 60:.0f}"))
                attempts += 1
                self._wait(PAUSE)

    def _again_after_a_crash(self, ask: Callable[[Client], Any]) -> Any:
        """Call `ask`; if the backend has exited or was replaced, reconnect and retry once."""
        known = self._client is not None
        try:
            return self._patiently(lambda: ask(self.client()))
        except (BackendDied, TokenRefused) as error:
            self._client = None
            self.on_message(tr("The backend has exited and is restarted") if known else str(error))
            try:
                return self._patiently(lambda: ask(self.client()))
            except BackendDied as again:
                raise BackendDied(
                    tr("The backend exited twice on the same request. {said} Log file: {log}.").format(
                        said=launcher.last_words(), log=launcher.log_file()
                    )
                ) from again
