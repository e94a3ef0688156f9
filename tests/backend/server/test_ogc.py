"""Standards: OGC API - Processes, OWSLib as a client, and OpenAPI."""

import re
import time
from datetime import datetime, timezone

import pytest
from owslib.ogcapi.processes import Processes

LINKS = "http://www.opengis.net/def/rel/ogc/1.0/"
WITHOUT_TOKEN = ("/challenge", "/health")


def test_the_landing_page_links_to_all_resources(job_server):
    base = f"http://127.0.0.1:{job_server.port}"
    page = job_server.request("GET", "/").json
    links = {link["rel"]: link for link in page["links"]}
    assert {
        "self",
        "service-desc",
        LINKS + "conformance",
        LINKS + "processes",
        LINKS + "job-list",
    } <= links.keys()
    for link in links.values():
        assert job_server.request("GET", link["href"].removeprefix(base)).status == 200
    assert page["title"] == "SatCLIP backend"


def test_a_process_is_described_by_its_inputs_and_outputs(job_server):
    listed = {p["id"]: p for p in job_server.request("GET", "/processes").json["processes"]}
    walk = job_server.request("GET", "/processes/walk").json
    for key in ("id", "title", "description", "version", "jobControlOptions", "outputTransmission"):
        assert walk[key] == listed["walk"][key]
    assert walk["jobControlOptions"] == ["async-execute", "dismiss"]
    assert walk["inputs"]["steps"] == {
        "title": "Steps",
        "description": "How many steps to take.",
        "minOccurs": 1,
        "maxOccurs": 1,
        "schema": {"type": "integer", "minimum": 1},
    }
    assert walk["inputs"]["seconds"]["minOccurs"] == 0
    assert walk["inputs"]["seconds"]["schema"]["default"] == 0.0
    assert walk["inputs"]["place"]["schema"]["anyOf"][1]["required"] == ["lon", "lat"]
    assert walk["outputs"]["log"]["schema"]["contentMediaType"] == "text/plain"
    assert walk["outputs"]["total"]["schema"] == {"type": "integer"}
    assert "$ref" not in str(walk)


def test_an_unknown_process(job_server):
    reply = job_server.request("GET", "/processes/fly")
    assert "'fly'" in reply.refused(404)
    assert reply.json["type"].endswith("/no-such-process")


@pytest.fixture
def owslib(job_server):
    headers = {"Authorization": f"Bearer {job_server.token}"}
    return Processes(f"http://127.0.0.1:{job_server.port}/", headers=headers)


def finished(owslib, job):
    """Return the status of a job that OWSLib has started, when it is over."""
    for _ in range(3000):
        info = owslib._request(path=f"jobs/{job}")
        if info["status"] not in ("accepted", "running"):
            break
        time.sleep(0.02)
    return info


def test_the_conformance_classes_are_those_that_owslib_uses_below(owslib):
    prefix = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/"
    names = ["core", "ogc-process-description", "json", "job-list", "dismiss"]
    assert owslib.conformance()["conformsTo"] == [prefix + name for name in names]


def test_owslib_runs_a_job(owslib):
    assert "walk" in [process["id"] for process in owslib.processes()]
    assert "steps" in owslib.process("walk")["inputs"]
    info = owslib.execute("walk", inputs={"steps": 3}, async_=True)
    job = owslib.response_headers["Location"].rpartition("/")[2]
    assert info["jobID"] == job
    assert finished(owslib, job)["status"] == "successful"
    assert owslib._request(path=f"jobs/{job}/results")["total"] == 3
    assert owslib._request(path=f"jobs/{job}/results/log", as_dict=False) == b"..."
    assert owslib._request("DELETE", f"jobs/{job}")["status"] == "dismissed"


def test_owslib_lists_jobs(owslib):
    """All parameters of the requirements class "Job list"."""
    began = datetime.now(timezone.utc)
    short, long, failed = (
        owslib.execute("walk", inputs=inputs, async_=True)["jobID"]
        for inputs in ({"steps": 1}, {"steps": 5, "seconds": 0.6}, {"steps": 1, "fail": "user"})
    )
    assert [finished(owslib, job)["status"] for job in (short, long, failed)] == [
        "successful", "successful", "failed"
    ]  # fmt: skip
    between = owslib._request(path=f"jobs/{long}")["created"]

    def listed(**parameters):
        page = owslib._request(path="jobs", kwargs=parameters)
        assert [link["rel"] for link in page["links"]] == ["self"]
        return [job["jobID"] for job in page["jobs"] if job["jobID"] in (short, long, failed)]

    assert listed() == [failed, long, short]
    assert listed(status="failed") == [failed]
    assert listed(status="failed,successful") == [failed, long, short]
    assert listed(type="process") == [failed, long, short]
    assert listed(type="other") == []
    assert listed(processID="walk,fly") == [failed, long, short]
    assert listed(processID="fly") == []
    assert listed(datetime=f"{began:%Y-%m-%dT%H:%M:%S.%fZ}/..") == [failed, long, short]
    assert listed(datetime=f"../{began:%Y-%m-%dT%H:%M:%S.%fZ}") == []
    assert listed(datetime=between) == [long]
    assert listed(minDuration=2) == [long]
    assert listed(maxDuration=2) == [failed, short]
    assert listed(limit=1) == [failed]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("status=running,asleep", "'asleep' is not the status of a job.*accepted, running"),
        ("datetime=yesterday", "'datetime' must be a time.*not 'yesterday'"),
        ("limit=0", "limit"),
        ("minDuration=-1", "minDuration"),
    ],
)
def test_invalid_parameters_of_the_list_of_jobs(job_server, query, words):
    assert re.search(words, job_server.request("GET", f"/jobs?{query}").refused(400))


ROUTES = {
    "/": "get",
    "/conformance": "get",
    "/runs": "get",
    "/runs/{run_id}": "get delete",
    "/runs/{run_id}/card": "get",
    "/runs/{run_id}/log": "get",
    "/processes": "get",
    "/processes/{process_id}": "get",
    "/processes/walk/execution": "post",
    "/processes/stubborn/execution": "post",
    "/jobs": "get",
    "/jobs/{job_id}": "get delete",
    "/jobs/{job_id}/results": "get",
    "/jobs/{job_id}/results/{output}": "get",
    "/uploads": "post",
    "/uploads/{upload_id}": "delete",
    "/encoders": "get",
    "/encoders/{encoder_id}": "get delete",
    "/encoders/{encoder_id}/file": "get",
    "/encoders/{encoder_id}/embeddings": "post",
    "/releases": "get",
    "/releases/{release_id}": "get",
    "/tiles/{encoder_id}/labels": "post",
    "/tiles/{encoder_id}/labels/{id}/legend": "get",
    "/tiles/{encoder_id}/labels/{id}/uncertain": "post",
    "/tiles/{encoder_id}/labels/{id}/{z}/{x}/{y}.png": "get",
    "/tiles/{encoder_id}/clusters/examples": "post",
    "/tiles/{encoder_id}/similarity/stretch": "post",
    "/tiles/{encoder_id}/similarity/value": "get",
    "/tiles/{encoder_id}/{style}/legend": "get",
    "/tiles/{encoder_id}/{style}/{z}/{x}/{y}.png": "get",
    "/status": "get",
    "/challenge": "get",
    "/health": "get",
    "/metrics": "get",
    "/shutdown": "post",
}


@pytest.fixture(scope="module")
def openapi(job_server):
    return job_server.request("GET", "/openapi.json").json


def test_openapi_names_every_route(openapi):
    assert openapi["openapi"].startswith("3.1")
    assert {path: " ".join(item) for path, item in openapi["paths"].items()} == ROUTES


def test_openapi_declares_the_token_for_every_route(openapi):
    assert openapi["security"] == [{"token": []}]
    assert openapi["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_openapi_describes_requests_and_responses(openapi):
    for path, item in openapi["paths"].items():
        for method, operation in item.items():
            responses = operation["responses"]
            good = [code for code in responses if code.startswith("2")]
            assert len(good) == 1, (path, method)
            assert responses[good[0]].get("content"), (path, method)
            assert {"400", "403", "413", "421"} <= responses.keys()
            assert list(responses["400"]["content"]) == ["application/problem+json"]
            wants_token = operation.get("security") != []
            assert ({"401", "409", "503"} <= responses.keys()) == wants_token == (path not in WITHOUT_TOKEN)
            assert operation["summary"]
    upload = openapi["paths"]["/uploads"]["post"]
    assert list(upload["requestBody"]["content"]) == ["application/octet-stream"]
    assert {"201", "400", "413"} <= upload["responses"].keys()
    embeddings = openapi["paths"]["/encoders/{encoder_id}/embeddings"]["post"]
    assert list(embeddings["requestBody"]["content"]) == ["application/octet-stream"]
    assert list(embeddings["responses"]["200"]["content"]) == ["application/octet-stream"]
    assert {parameter["name"] for parameter in embeddings["parameters"]} == {
        "encoder_id",
        "month",
        "components",
        "dtype",
    }


def test_openapi_shows_each_processs_inputs(openapi):
    schemas = openapi["components"]["schemas"]
    body = openapi["paths"]["/processes/walk/execution"]["post"]["requestBody"]["content"]["application/json"]
    execute = schemas[body["schema"]["$ref"].rpartition("/")[2]]
    assert execute["properties"].keys() == {"inputs", "outputs", "response"}
    inputs = schemas[execute["properties"]["inputs"]["$ref"].rpartition("/")[2]]
    assert inputs["properties"].keys() == {"steps", "seconds", "extent", "place", "fail"}


def test_openapi_references_exist(openapi):
    def references(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "$ref":
                    yield value
                else:
                    yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    found = set(references(openapi))
    assert len(found) > 10
    for reference in found:
        node = openapi
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
