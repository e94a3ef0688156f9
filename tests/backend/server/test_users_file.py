"""The file of the users: `satclip-backend users`, and files that are damaged, readable by others, missing or long."""

import hashlib
import json
import os
import stat
import sys
import time

import pytest

from satclip_backend.cli import main
from satclip_backend.errors import SatclipError
from satclip_backend.server import logins, users
from satclip_backend.server.logins import Logins
from satclip_backend.server.users import User, add_user, list_users, read_users, users_path
from tests.backend.server.members import TEAM, Member, remove, until


def test_users_are_added_listed_renewed_and_removed(capsys):
    assert main(["users", "add", "anna"]) == 0
    assert main(["users", "add", "ben@example.org", "--administrator"]) == 0
    printed = capsys.readouterr()
    tokens = printed.out.split()
    assert [len(token) for token in tokens] == [43, 43]
    stored = users_path().read_text()
    assert not any(token in stored for token in tokens)
    assert hashlib.sha256(tokens[0].encode()).hexdigest() in stored
    assert main(["users", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["users"]
    assert [(user["name"], user["administrator"]) for user in listed] == [
        ("anna", False),
        ("ben@example.org", True),
    ]
    assert not any("sha256" in user for user in listed)
    before = list_users()[0]
    assert main(["users", "renew", "anna"]) == 0
    renewed = capsys.readouterr().out.strip()
    after = list_users()[0]
    assert (after.id, after.sha256) == (before.id, hashlib.sha256(renewed.encode()).hexdigest())
    assert main(["users", "remove", "anna"]) == 0
    assert main(["users", "list"]) == 0
    assert "anna" not in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize("arguments", [["add", "anna"], ["remove", "ben"], ["renew", "ben"]])
def test_names_that_are_taken_or_unknown_are_reported(capsys, arguments):
    add_user("anna")
    before = users_path().read_bytes()
    assert main(["users", *arguments]) == 1
    assert arguments[1] in capsys.readouterr().err
    assert users_path().read_bytes() == before


@pytest.mark.parametrize(
    "name", ["../x", "", ".", "a/b", "a:b", "Anna", "a b", "a\n", "x" * 65, "ä", "\udcff", "-a"]
)
def test_names_that_no_user_can_have_are_refused(name):
    with pytest.raises(SatclipError, match="can't be the name of a user"):
        add_user(name)
    assert not users_path().exists()


def test_a_user_of_an_old_name_is_another_user():
    add_user("anna")
    before = list_users()[0].id
    users.remove_user("anna")
    add_user("anna")
    assert list_users()[0].id != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's folders private by itself")
def test_the_file_is_private_whatever_the_umask():
    before = os.umask(0)
    try:
        add_user("anna")
        add_user("ben")
    finally:
        os.umask(before)
    assert stat.S_IMODE(users_path().stat().st_mode) == 0o600
    left = {path.name for path in users_path().parent.iterdir()}
    assert left == {"users.json", "users.json.lock"}


def damaged():
    """Return contents of a file that is no valid list of users."""
    user = {"name": "anna", "id": "0" * 16, "sha256": "0" * 64, "created": "", "administrator": False}
    yield b""
    yield b"[" * 100_000
    yield b"\xff"
    yield b'{"users": []}'
    for changes in (
        {"name": "../x"},
        {"id": "../../etc"},
        {"sha256": "0"},
        {"administrator": 1},
        {"more": 1},
    ):
        yield json.dumps([{**user, **changes}]).encode()
    yield json.dumps([user, {**user, "name": "ben", "id": "1" * 16}]).encode()


@pytest.mark.parametrize("content", list(damaged()))
def test_a_damaged_file_is_reported_and_kept(capsys, content):
    users_path().write_bytes(content)
    users_path().chmod(0o600)
    for command in (["users", "add", "carl"], ["users", "list"], ["serve", "--users"]):
        assert main(command) == 1
        error = capsys.readouterr().err
        assert "users.json is damaged" in error
        assert "Traceback" not in error
    assert users_path().read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_refused_at_once(capsys):
    users_path().parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(users_path(), 0o600)
    for command in (["users", "add", "carl"], ["users", "list"], ["serve", "--users"]):
        assert main(command) == 1
        assert f"The users in {users_path()} can't be read: it is not a file." in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_of_a_group_is_refused(capsys, mode):
    add_user("anna")
    users_path().chmod(mode)
    assert main(["serve", "--users"]) == 1
    assert "chmod 600" in capsys.readouterr().err
    assert main(["users", "add", "ben"]) == 1
    assert "chmod 600" in capsys.readouterr().err


def test_many_processes_add_users_at_once(run_python):
    from concurrent.futures import ThreadPoolExecutor

    code = "from satclip_backend.server.users import add_user\nfor i in range(5): add_user(f'u{}.{i}')"
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda number: run_python(code.replace("{}", str(number), 1)), range(3)))
    assert len(list_users()) == 15


def test_ten_thousand_users(start, tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path))
    many = [User(f"user{i}", f"{i:016x}", hashlib.sha256(b"%d" % i).hexdigest(), "") for i in range(10_000)]
    users._write(users_path(), {user.name: user for user in many})
    server = start(tmp_path, "{}", program=TEAM).wait()
    for number, status in ((0, 200), (9_999, 200), (10_000, 401)):
        headers = {"Authorization": f"Bearer {number}"}
        assert server.request("GET", "/status", headers=headers).status == status
    began = time.monotonic()
    for _ in range(100):
        server.request("GET", "/status", headers={"Authorization": "Bearer 10000"}).refused(401)
    assert time.monotonic() - began < 10
    last = Member(server, "last")
    assert last.request("GET", "/status").status == 200
    assert len(read_users(users_path())) == 10_001


@pytest.fixture(scope="module")
def running(start, tmp_path_factory):
    """Start a server and return a user with a running job."""
    server = start(tmp_path_factory.mktemp("home"), "{}", program=TEAM).wait()
    dora = Member(server, "dora")
    dora.job = dora.start("walk", steps=100_000, seconds=0.05)
    until(lambda: dora.request("GET", f"/jobs/{dora.job}").json["status"] == "running")
    return dora


@pytest.mark.parametrize("fault", ["damaged", "deleted", "readable", "folder"])
def test_a_file_that_breaks_while_the_server_runs(running, fault):
    """Nobody can log in until it is repaired. Jobs go on, and the token of the runtime file is accepted."""
    path, server = running.server.home / "users.json", running.server
    content = path.read_bytes()
    if fault == "readable":
        path.chmod(0o644)
    else:
        path.unlink()
        if fault == "damaged":
            path.write_bytes(content[:-5])
        elif fault == "folder":
            path.mkdir()
    assert "list of users" in running.request("GET", "/status").refused(503)
    assert server.request("GET", "/status").status == 200
    time.sleep(0.6)  # housekeeping takes place
    if fault == "folder":
        path.rmdir()
    path.write_bytes(content)
    path.chmod(0o600)
    assert running.request("GET", f"/jobs/{running.job}").json["status"] == "running"
    assert "Traceback" not in server.log()


def test_a_user_is_added_and_a_token_renewed_without_a_restart(running):
    emil = Member(running.server, "emil")
    assert emil.request("GET", "/status").status == 200
    old, job = emil.token, emil.start("walk", steps=1)
    emil.renew()
    emil.request("GET", "/status", Authorization=f"Bearer {old}").refused(401)
    assert emil.request("GET", f"/jobs/{job}").status == 200
    remove(emil)
    emil.request("GET", "/status").refused(401)


def test_the_reason_why_nobody_can_log_in_is_logged_once(caplog, monkeypatch):
    """The file is read again every second, so the log would fill up."""
    monkeypatch.setattr(logins, "RETRY_SECONDS", -1.0)
    found, path = Logins(users_path()), users_path()

    def said():
        assert found.ids() is found.ids() is None
        messages = [record.getMessage() for record in caplog.records]
        caplog.clear()
        return messages

    (missing,) = said()
    assert missing == f"Nobody but the owner of the runtime file can log in: there is no file {path}."
    assert said() == []
    path.write_text("{")
    path.chmod(0o600)
    (damaged,) = said()
    assert "is damaged" in damaged
    path.unlink()
    assert said() == [missing]
    add_user("anna")
    assert len(found.ids()) == 1
    path.unlink()
    assert said() == [missing]
