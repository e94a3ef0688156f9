"""Soak test: eight clients of one server. There are no errors, and memory and open files don't grow."""

from __future__ import annotations

import io
import json
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np

from faults.programs import Fault, Server
from faults.seen import Seen, seen
from faults.world import World

CLIENTS = 8
NICE = ("nice", "-n", "10")
"""Lower priority than the other scenarios, because the soak test lasts long enough."""
WARM = 120
"""Duration in seconds from which on memory is checked. Before, libraries and encoders are still being loaded."""
SPARE = 100e6
"""Allowed growth of memory in bytes after the first fifth, for caches."""


class Soak:
    """Clients in threads that work for `seconds`, in parallel with the other scenarios."""

    def __init__(self, world: World, seconds: float):
        self.server = Server(world.folder / "soak-home", "--idle-minutes", 0, before=NICE)
        self.jobs = world.jobs(self.server.upload)
        self.seconds, self.over = seconds, threading.Event()
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        self.samples: list[tuple[float, int, int]] = []
        self.threads = [
            threading.Thread(target=self._client, args=(number,), daemon=True) for number in range(CLIENTS)
        ]
        self.threads.append(threading.Thread(target=self._watch, daemon=True))
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()

    def result(self) -> Seen:
        """Wait for the end, and return the observation. Raises Fault for errors and growth."""
        self.over.wait(max(0, self.began + self.seconds - time.monotonic()))
        self.over.set()  # in case the watching thread has ended
        for thread in self.threads:
            thread.join()
        self.server.stop()
        if self.errors:
            raise Fault(f"{len(self.errors)} errors, the first: {self.errors[0]}")
        first = len(self.samples) // 5
        early, late = self.samples[first], self.samples[-1]
        if self.seconds >= WARM and (late[1] > early[1] + SPARE or late[2] > early[2] + 20):
            raise Fault(
                f"memory from {early[1] / 1e6:.0f} to {late[1] / 1e6:.0f} MB, files from {early[2]} to {late[2]}"
            )
        kinds = ", ".join(f"{count:,} {name}" for name, count in self.counts.most_common())
        return seen(
            f"{CLIENTS} clients, {self.seconds / 60:.0f} minutes, {sum(self.counts.values()):,} requests and jobs "
            f"({kinds}): no error; after a fifth of the time and at the end, the server used "
            f"{early[1] / 1e6:.0f} and {late[1] / 1e6:.0f} MB of memory and {early[2]} and {late[2]} open files"
        )

    def _client(self, number: int) -> None:
        chance = random.Random(number)
        often = [self._embed, self._tile] * 4 + [self._list] * 2 + [self._wrong]
        things = [*often, *often, self._job, self._dismiss]
        while not self.over.is_set():
            thing = chance.choice(things)
            try:
                thing(chance)
                self.counts[thing.__name__.strip("_")] += 1
            except Exception as error:
                self.errors.append(f"{thing.__name__.strip('_')}: {type(error).__name__}: {error}")

    def _expect(self, wanted: tuple[int, ...], method: str, path: str, body: object = None) -> bytes:
        status, answer = self.server.ask(method, path, body, 120)
        if status not in wanted:
            raise Fault(f"{method} {path[:80]}: {status} {answer[:200]!r}")
        return answer

    def _embed(self, chance: random.Random) -> None:
        points = np.random.default_rng(chance.randrange(10**6)).uniform(
            -80, 80, (chance.randrange(1, 20_000), 2)
        )
        file = io.BytesIO()
        np.save(file, points)
        made = np.load(
            io.BytesIO(self._expect((200,), "POST", "/encoders/bundled/embeddings", file.getvalue()))
        )
        if len(made) != len(points) or not np.isfinite(made).all():
            raise Fault("embeddings are missing")

    def _tile(self, chance: random.Random) -> None:
        z = chance.randrange(8)
        x, y = chance.randrange(2**z), chance.randrange(2**z)
        style = chance.choice(["pca", "clusters", "similarity"])
        query = "?places=13.4,52.5" if style == "similarity" else ""
        self._expect((200,), "GET", f"/tiles/bundled/{style}/{z}/{x}/{y}.png{query}")

    def _list(self, chance: random.Random) -> None:
        json.loads(
            self._expect(
                (200,), "GET", chance.choice(["/status", "/jobs", "/encoders", "/runs", "/processes"])
            )
        )

    def _wrong(self, chance: random.Random) -> None:
        self._expect(
            (400, 404, 405, 413, 415, 422), "POST", chance.choice(["/processes/x/execution", "/jobs"]), b"{"
        )
        self._expect(
            (400,), "POST", "/encoders/bundled/embeddings", bytes(chance.randrange(256) for _ in range(99))
        )

    def _job(self, chance: random.Random) -> None:
        kind = chance.choice(["predict_points", "predict_map", "sample_imagery", "fit_model"])
        info = self.server.follow(self.server.begin(kind, self.jobs[kind]), 600)
        if info["status"] != "successful":
            raise Fault(f"{kind}: {info}")

    def _dismiss(self, chance: random.Random) -> None:
        job = self.server.begin("predict_map", self.jobs["predict_map"])
        time.sleep(chance.uniform(0, 1))
        self._expect((200, 404, 409, 410), "DELETE", f"/jobs/{job}")

    def _watch(self) -> None:
        process = Path(f"/proc/{self.server.process.pid}")
        while True:
            resident = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            self.samples.append((time.monotonic(), resident, len(list((process / "fd").iterdir()))))
            if self.over.wait(1):
                return
            if time.monotonic() > self.began + self.seconds:
                self.over.set()
