"""JSON documents of OGC API - Processes - Part 1: Core 1.0 (OGC 18-062r2), and of this project's own routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from satclip_backend.encoders.metadata import Origin

JobStatus = Literal["accepted", "running", "successful", "failed", "dismissed"]


class Link(BaseModel):
    """A link to another resource."""

    href: str
    rel: str | None = None
    type: str | None = None
    title: str | None = None


class LandingPage(BaseModel):
    """The landing page, with links to the API."""

    title: str
    description: str
    links: list[Link]


class Conformance(BaseModel):
    """The conformance classes that the server implements."""

    conformsTo: list[str]


class ProcessSummary(BaseModel):
    """A process in the list."""

    id: str
    title: str
    description: str
    version: str
    jobControlOptions: list[str]
    outputTransmission: list[str]
    links: list[Link]


class ProcessList(BaseModel):
    """All processes."""

    processes: list[ProcessSummary]
    links: list[Link]


class ProcessDescription(ProcessSummary):
    """A process with its inputs and outputs, each described by a JSON schema."""

    inputs: dict[str, dict[str, Any]]
    outputs: dict[str, dict[str, Any]]


class StatusInfo(BaseModel):
    """The status of a job."""

    processID: str
    type: Literal["process"] = "process"
    jobID: str
    status: JobStatus
    message: str = Field(description="What is being done, or why it failed: a sentence.")
    progress: int = Field(ge=0, le=100, description="Percent.")
    created: datetime
    started: datetime | None = None
    finished: datetime | None = None
    updated: datetime
    links: list[Link]


class JobList(BaseModel):
    """Jobs of the user, newest first."""

    jobs: list[StatusInfo]
    links: list[Link]


class ProblemDocument(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="A sentence that says what was wrong and what to do.")


class ServerStatus(BaseModel):
    """The status of the server."""

    name: Literal["satclip-backend"] = "satclip-backend"
    version: str
    protocol: int
    pid: int
    device: str | None = Field(description="Where embeddings are computed; null until that is known.")
    encoders: int = Field(description="How many encoders there are.")
    jobs: int = Field(description="How many jobs of the user wait or run.")
    tiles: int = Field(description="How many tiles were drawn since the start.")


class ServerEnd(BaseModel):
    """The answer to a request to shut down."""

    jobs: int = Field(description="How many jobs end first.")


class Health(BaseModel):
    """The server accepts work."""

    status: Literal["ready"] = Field(description="Else, the status of the response is 503.")


class Proof(BaseModel):
    """Proof that the server knows the token."""

    proof: str = Field(
        description="HMAC-SHA256 of 'satclip PORT NONCE' with the token as its key: 64 hexadecimal digits. For a user, "
        "the key is the SHA-256 of the token, in hexadecimal digits."
    )


class Upload(BaseModel):
    """An uploaded file."""

    id: str = Field(description="By which inputs of a job name it.")
    bytes: int = Field(description="Its length.")


class EncoderDescription(BaseModel):
    """An encoder and its source."""

    id: str
    name: str
    family: str = Field(description="Its kind of network: satclip, or another family of encoders.")
    degree: int | None = Field(
        description="Degree L of the spherical harmonics: L * L of them; null for families other than satclip, as "
        "basis, capacity, hidden_layers and w0 are."
    )
    basis: str | None = Field(description="How these are evaluated: stable, official or closed-form.")
    capacity: int | None = Field(description="Width of the hidden layers.")
    hidden_layers: int | None
    dimension: int = Field(description="Numbers in an embedding.")
    w0: float | None
    config: dict[str, Any] = Field(description="Settings of the network of other families; else empty.")
    dtype: str = Field(description="Type of the stored weights.")
    months: bool = Field(
        description="Whether its embeddings are of a location and a month; without a month, their mean over the year."
    )
    licence: str
    description: str
    caution: str = Field(
        description="What users must know, such as that it was hardly trained; mostly empty."
    )
    citation: str = Field(description="The publication to cite; empty if unknown.")
    source: str
    source_sha256: str
    sha256: str = Field(description="Of the encoder's file.")
    training_extent: Annotated[list[float], Field(min_length=4, max_length=4)] | None = Field(
        description="West, south, east, north in degrees; null where unknown."
    )
    land_only: bool = Field(
        description="Whether it was trained on images of land only: at sea, its embeddings mean little."
    )
    origin: Literal["bundled", Origin] = Field(
        description="How it came here: bundled, downloaded, imported, or trained on this computer."
    )
    bytes: int = Field(description="Length of its file.")


class EncoderDetails(EncoderDescription):
    """An encoder, its source and its model card."""

    card: str = Field(description="The model card in Markdown; empty without one.")


class EncoderList(BaseModel):
    """All usable encoders."""

    encoders: list[EncoderDescription]
    unusable: dict[str, str] = Field(
        description="Files in the folder of encoders that can't be used: why, by name."
    )


class ReleaseDescription(BaseModel):
    """A released encoder that can be downloaded."""

    id: str
    title: str
    publisher: str = Field(description="Who released it.")
    family: str = Field(description="Family of its network, such as satclip or geoclip.")
    degree: int | None = Field(description="Degree L of the spherical harmonics; null without harmonics.")
    dimension: int = Field(description="Numbers in an embedding.")
    licence: str
    training_data: str = Field(description="Number and kind of images, and their bands.")
    limits: str = Field(description="Known limits.")
    citation: str = Field(description="The publication to cite.")
    source: str = Field(description="Where it is downloaded from.")
    page: str = Field(description="URL of its model card and licence.")
    installed: bool


class ReleaseDetails(ReleaseDescription):
    """A released encoder with the size of the download, which the Hugging Face Hub is asked for."""

    bytes: int = Field(description="Length of the file that is downloaded.")


class ReleaseList(BaseModel):
    """All released encoders."""

    releases: list[ReleaseDescription]


class RunDescription(BaseModel):
    """The status of a pretraining run."""

    id: str = Field(description="Id of the run, and of its encoder.")
    name: str
    created: str = Field(description="Time of the start: UTC, ISO 8601.")
    state: Literal["waiting", "running", "stopping", "stopped", "finished", "failed"]
    step: int
    steps: int = Field(description="0 until that is known.")
    seconds_left: float | None = Field(description="An estimate, in seconds; null where there is none.")
    message: str = Field(description="What is being done, or why it failed: a sentence.")
    job: str | None = Field(
        description="Id of the job that trains it or waits to; to dismiss that stops the run."
    )


class RunList(BaseModel):
    """All pretraining runs of the user."""

    runs: list[RunDescription]


class RunLog(BaseModel):
    """The log of a run, one object per evaluation: step, loss, held_out_loss, top1, top10 and more."""

    evaluations: list[dict[str, Any]]


class Similarity(BaseModel):
    """Similarity of a location to the reference locations of a similarity layer."""

    value: float | None = Field(description="From -1 to 1; null where the encoder has no embedding.")


class LegendEntry(BaseModel):
    """An entry of a legend."""

    label: str
    colour: str = Field(description="#rrggbb")
    value: float


class LegendRamp(BaseModel):
    """A continuous ramp of a legend."""

    label: str
    low: float
    high: float
    colours: list[str] = Field(
        description="#rrggbb at equal steps from low to high. Values beyond have the colours of the limits."
    )
    share: float | None = Field(description="Explained variance ratio of a principal component, 0 to 1.")


class Legend(BaseModel):
    """The legend of a layer."""

    title: str
    entries: list[LegendEntry]
    ramps: list[LegendRamp]
    faded_sea: bool = Field(description="Whether the sea is faded, because the encoder knows only land.")
    places_at_sea: int = Field(description="Number of places at sea, if the encoder knows only land.")


LonLat = Annotated[
    list[Annotated[float, Field(strict=True, allow_inf_nan=False)]], Field(min_length=2, max_length=2)
]


class LabelClass(BaseModel):
    """A class and its labelled points."""

    name: str = Field(min_length=1, max_length=200)
    colour: str = Field(pattern="^#[0-9a-fA-F]{6}$", description="#rrggbb")
    lonlat: list[LonLat] = Field(description="Longitude and latitude of each point in degrees.")


class LabelSet(BaseModel):
    """Labelled points of one or more classes."""

    classes: list[LabelClass]


class LabelValidation(BaseModel):
    """Cross-validated balanced accuracies, 0 to 1."""

    labels: int
    folds: int = Field(description="Their number; that of the labels if each was left out alone.")
    similarity: float
    logistic: float


class LabelReport(BaseModel):
    """How labels are classified. Of the two methods, the more accurate is used."""

    id: str = Field(description="Id of these labels in the URLs of tiles.")
    encoder: str = Field(description="Id of the encoder.")
    classes: list[str] = Field(description="Their names. The first is class 0.")
    method: Literal["similarity", "logistic"]
    labels: int
    validation: LabelValidation | None = Field(
        description="null with one class, or if a class has a single label: the similarity is used."
    )


class Candidates(BaseModel):
    """Places of a view, from which some are chosen or a range is computed."""

    lonlat: list[LonLat] = Field(min_length=1, max_length=10_000)


class SimilarityRange(BaseModel):
    """A range of colours for the similarity: its 2nd and 98th percentile, rounded outward."""

    low: float
    high: float


class ClusterMembers(BaseModel):
    """Places among which those that represent a cluster are looked for."""

    lonlat: list[LonLat] = Field(min_length=1, max_length=10_000)
    place: LonLat | None = Field(
        None, description="A place of the cluster, one of `k`; without it, all places are of one cluster."
    )


class ClusterExamples(BaseModel):
    """Places that represent a cluster: near its centre, and far from each other."""

    rows: list[int] = Field(description="Their numbers, the most typical first; none if none is suitable.")


class UncertainPlace(BaseModel):
    """The most uncertain of the candidates."""

    row: int | None = Field(description="Its number; null if none is suitable, such as all at sea.")
    first: str | None = Field(None, description="Its most likely class.")
    second: str | None = Field(None, description="The next most likely class.")
    margin: float | None = Field(None, description="The difference of their scores.")
