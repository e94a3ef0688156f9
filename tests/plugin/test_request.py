"""Test what requests of the windows say and do when the backend has exited, is silent, or is another program."""

from __future__ import annotations

import time

import pytest
from conftest import free_port
from event_loop import settle
from faulty_server import FaultyServer
from qgis.core import QgsNetworkAccessManager

from satclip_qgis.gui.request import BackendRequest


@pytest.fixture
def ask(qgis_app):
    """Return a function that asks for a URL, and returns the reply or the error message."""

    def ask(address: str) -> object:
        request, found = BackendRequest(), []
        request.answered.connect(lambda url, value: found.append(value))
        request.failed.connect(lambda url, said: found.append(said))
        request.ask(address)
        settle(lambda: found)
        return found[0]

    return ask


def reply(status: int, content: bytes):
    def answer(handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def test_a_backend_that_has_exited_is_named_with_what_to_do(ask):
    said = ask(f"http://127.0.0.1:{free_port()}/tiles/x/value")
    assert said.startswith("The backend has exited. Try again: the next request restarts it.")
    assert said.endswith("backend.log.")
    assert "refused" not in said


def test_a_request_is_repeated_once_if_the_connection_is_closed(ask):
    answered = []

    def answer(handler) -> None:
        answered.append(handler.path)
        if len(answered) == 1:
            handler.close_connection = True  # as a process that is killed
        else:
            reply(200, b'{"value": 1}')(handler)

    with FaultyServer(answer, None) as server:
        assert ask(f"http://127.0.0.1:{server.port}/tiles/x/value") == {"value": 1}
    assert len(answered) == 2


def test_a_silent_backend_is_named(ask, monkeypatch):
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(300)
    try:
        with FaultyServer(lambda handler: time.sleep(2), None) as server:
            said = ask(f"http://127.0.0.1:{server.port}/tiles/x/value")
    finally:
        QgsNetworkAccessManager.setTimeout(before)
    assert said == "The backend has not answered in time. Try again."


def test_the_message_of_the_backend_is_shown_and_other_replies_are_named(ask):
    for content, words in ((b'{"detail": "No land here."}', "No land here."), (b"<html>", "has failed (")):
        with FaultyServer(reply(404, content), None) as server:
            said = ask(f"http://127.0.0.1:{server.port}/tiles/x/value")
            assert words in said
            assert len(server.requests) == 1
