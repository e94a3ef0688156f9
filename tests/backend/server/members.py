"""Users of a server under test."""

import time
from pathlib import Path

import pytest

from satclip_backend.server.users import add_user, list_users, remove_user, renew_token

TEAM = Path(__file__).with_name("serve_team.py")


class Member:
    """A user of a server."""

    def __init__(self, server, name, **options):
        self.server, self.name = server, name
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SATCLIP_HOME", str(server.home))
            self.token = add_user(name, **options)
            self.id = next(user.id for user in list_users() if user.name == name)

    def renew(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SATCLIP_HOME", str(self.server.home))
            self.token = renew_token(self.name)

    def request(self, method, path, body=None, **headers):
        headers = {"Authorization": f"Bearer {self.token}", **headers}
        return self.server.request(method, path, body, headers)

    def start(self, process, **inputs):
        reply = self.request("POST", f"/processes/{process}/execution", {"inputs": inputs})
        assert reply.status == 201, reply.body
        return reply.json["jobID"]

    def finished(self, job, limit=120):
        deadline = time.monotonic() + limit
        while (info := self.request("GET", f"/jobs/{job}").json)["status"] in ("accepted", "running"):
            assert time.monotonic() < deadline, info
            time.sleep(0.05)
        return info

    def send(self, data, name=""):
        return self.request("POST", f"/uploads?name={name}", data)


def remove(member):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SATCLIP_HOME", str(member.server.home))
        remove_user(member.name)


def until(condition, limit=120):
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
