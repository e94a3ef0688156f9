"""Messages to clients contain the names of their files, and no paths of the server."""

import tempfile

import pytest

from satclip_backend.server.messages import teller

NAMED, UNNAMED, JOB = "a" * 32, "b" * 32, "c" * 32


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("{jobs}/uploads/{named} is no table.", "wells.csv is no table."),
        ("Input {named}: no rows.", "Input wells.csv: no rows."),
        ("{jobs}/uploads/{unnamed} is no table.", "the file that was sent is no table."),
        ("{jobs}/uploads/{unnamed}.part is short.", "the file that was sent is short."),
        ("{jobs}/{job}/map.tif can't be written.", "map.tif can't be written."),
        ("Nothing fits into {jobs}/{job}.", "Nothing fits into the job's folder."),
        ("No space in the folder {jobs}/{job}.", "No space in the job's folder."),
        ("No space in the folder {jobs}/{job}/patches.", "No space in the folder patches."),
        ("{home}/encoders/x.safetensors is damaged.", "encoders/x.safetensors is damaged."),
        (
            "'{home}' is full; {home}, too.",
            "'the backend's data folder' is full; the backend's data folder, too.",
        ),
        ("{temp}/abc.tif: broken", "abc.tif: broken"),
        (
            "Height and/or width, https://example.org{temp}/a.tif",
            "Height and/or width, https://example.org{temp}/a.tif",
        ),
        ("A field \ud800 of {home}2/x", "A field ? of {home}2/x"),
    ],
)
def test_messages_contain_file_names_and_no_paths(satclip_home, tmp_path, monkeypatch, message, told):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    places = {
        "home": satclip_home,
        "jobs": satclip_home / "jobs" / "1-2",
        "temp": tmp_path,
        "named": NAMED,
        "unnamed": UNNAMED,
        "job": JOB,
    }
    tell = teller(places["jobs"], lambda user: {NAMED: "wells.csv"})
    told = told.format(**places)
    if "{home}2" in message:  # another folder in the temporary folder
        told = told.replace(f"{places['temp']}/", "")
    assert tell(message.format(**places)) == told


def test_the_list_of_encoders_shows_no_paths(server):
    broken = server.home / "encoders" / "broken.safetensors"
    broken.write_bytes(b"broken")
    try:
        reason = server.request("GET", "/encoders").json["unusable"][broken.name]
    finally:
        broken.unlink()
    assert "broken.safetensors" in reason
    assert str(server.home) not in reason


def test_a_failed_job_names_files_as_the_client_did(server):
    upload = server.request("POST", "/uploads?name=W%C3%A4lder%20%C3%A4.npz", b"no table").json["id"]
    inputs = {"table": upload, "target": "ph"}
    job = server.request("POST", "/processes/fit_model/execution", {"inputs": inputs}).json["jobID"]
    info = server.finished(job)
    assert info["status"] == "failed"
    for path in (str(server.home), upload, job, "/uploads"):
        assert path not in info["message"]
        assert path not in server.request("GET", f"/jobs/{job}/results").json["detail"]
