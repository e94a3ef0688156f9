"""The training loop on a small globe: learning, repeatability, exact resuming and stopping."""

import json
import os
import shutil
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sampling_regions import OceanMask
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.features import image_features
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.model import initial_network
from satclip_backend.pretraining.probes import read_probe
from satclip_backend.pretraining.runs import RunFolder, read_log
from satclip_backend.pretraining.settings import OBJECTIVES, FeatureSettings, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.pretraining.training import train
from satclip_backend.rasters.masks import read_mask

GLOBE = Path(__file__).parents[2] / "data" / "imagery" / "globe"
SETTINGS = TrainingSettings(
    degree=10,
    capacity=64,
    dimension=32,
    steps=20,
    batch=128,
    dropout=0.1,
    evaluate_every=5,
    checkpoint_every=10,
)


@pytest.fixture(scope="module")
def features(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SATCLIP_HOME", str(tmp_path_factory.mktemp("home")))
        lonlat = sample_points(1500, seed=1, mask=read_mask())
        found = image_features(RasterPatches(open_imagery([GLOBE]), lonlat, 8), FeatureSettings(16, 3, 24))
        sea = sample_points(500, seed=1, mask=OceanMask(read_mask()))
        return Examples(found.lonlat, found.values, found.key, sea)


@pytest.fixture(autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


TIMES = ("seconds", "seconds_left", "elapsed")


def stop_at(fraction, error=Cancelled):
    def progress(done, message):
        if done >= fraction:
            raise error

    return progress


def same(one, other):
    a, b = one.state_dict(), other.state_dict()
    return all(torch.equal(a[name], b[name]) for name in a)


def log(path):
    return read_log(path.folder)


def run_folder(path):
    path.mkdir(exist_ok=True)
    return RunFolder(path)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_training_reduces_the_loss_of_held_out_points(features, tmp_path, objective):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, steps=120, dropout=0.0, learning_rate=2e-3, objective=OBJECTIVES[objective])
    train(features, settings, path)
    lines = log(path)
    assert [line["step"] for line in lines] == list(range(5, 121, 5))
    assert lines[-1]["held_out_loss"] < 0.97 * lines[0]["held_out_loss"]
    chance = 10 / lines[-1]["held_out_pairs"]
    assert lines[-1]["top10"] > 1.5 * chance
    assert 0 <= lines[-1]["top1"] <= lines[-1]["top10"] <= 1


def test_the_log_has_the_mean_loss_since_the_last_evaluation(features, tmp_path):
    path = run_folder(tmp_path / "run")
    train(features, SETTINGS, path)
    trainer = Trainer(features, SETTINGS)
    losses = [trainer.advance()["loss"] for _ in range(10)]
    told = [line["loss"] for line in log(path)[:2]]
    assert told == pytest.approx([sum(losses[:5]) / 5, sum(losses[5:]) / 5], rel=1e-6)


def test_a_run_is_repeatable_bit_for_bit(features, tmp_path):
    one = train(features, SETTINGS, run_folder(tmp_path / "one"))
    other = train(features, SETTINGS, run_folder(tmp_path / "other"))
    assert same(one, other)
    assert not same(one, train(features, replace(SETTINGS, seed=1), run_folder(tmp_path / "seed")))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_ocean_regularisation_reduces_variance_on_the_ocean_without_loss_on_land(
    features, tmp_path, objective
):
    path = run_folder(tmp_path / "run")
    sea, land = (sample_points(1000, 7, mask) for mask in (OceanMask(read_mask()), read_mask()))
    ratios, losses = [], []
    for share in (0.0, 0.5):
        settings = replace(SETTINGS, steps=150, dropout=0.0, learning_rate=2e-3, sea=share)
        network = train(features, replace(settings, objective=OBJECTIVES[objective]), path)
        spread = [float(network(torch.from_numpy(places)).var(0).sum()) for places in (sea, land)]
        ratios.append(spread[0] / spread[1])
        losses.append({k: v for k, v in log(path)[-1].items() if k.startswith("held_out_")})
    assert ratios[1] < 0.6 * ratios[0]
    assert "held_out_sea" not in losses[0]
    named = objective if objective in ("clip", "siglip", "csp") else "reconstruction"
    assert losses[1][f"held_out_{named}"] < 1.05 * losses[0][f"held_out_{named}"]


@pytest.mark.parametrize(("error", "sea"), [(Cancelled, 0.0), (Cancelled, 0.3), (KeyboardInterrupt, 0.3)])
def test_a_stopped_run_resumes_bit_for_bit(features, tmp_path, error, sea):
    settings = replace(SETTINGS, sea=sea)
    whole = train(features, settings, run_folder(tmp_path / "whole"))
    path = run_folder(tmp_path / "halves")
    with pytest.raises(error):
        train(features, settings, path, progress=stop_at(0.4, error))
    torch.manual_seed(99)  # as if other code had run in between
    assert same(whole, train(features, settings, path, resume=True))
    strip = [{k: v for k, v in line.items() if k not in TIMES} for line in log(path)]
    assert strip == [
        {k: v for k, v in line.items() if k not in TIMES} for line in log(run_folder(tmp_path / "whole"))
    ]


def test_a_stopped_run_is_finished_with_its_best_state_without_more_steps(features, tmp_path):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, keep="best")
    with pytest.raises(Cancelled):
        train(features, settings, path, progress=stop_at(0.6))
    before, course = log(path), json.loads(torch.load(path.checkpoint, weights_only=True)["course"])
    network = train(features, settings, path, finish=True)
    assert log(path) == before
    best = torch.load(path.best, weights_only=True)
    assert best["step"] == course["best_step"]
    for name, value in network.state_dict().items():
        assert torch.equal(value, best["model"][f"network.{name}"])


def test_a_run_without_an_evaluation_is_evaluated_when_it_is_finished(features, tmp_path):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, evaluate_every=1000)
    with pytest.raises(Cancelled):
        train(features, settings, path, progress=stop_at(0.4))
    step = torch.load(path.checkpoint, weights_only=True)["step"]
    train(features, settings, path, finish=True)
    (record,) = log(path)
    assert record["step"] == step
    assert {"loss", "held_out_loss", "top1", "top10"} <= set(record)


def test_a_run_without_a_step_cannot_be_finished(features, tmp_path):
    path = run_folder(tmp_path / "run")
    with pytest.raises(Cancelled):
        train(features, SETTINGS, path, progress=stop_at(0.0))
    with pytest.raises(SatclipError, match="before its first step"):
        train(features, SETTINGS, path, finish=True)


def test_an_interrupt_waits_for_the_end_of_a_step(features, tmp_path):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, steps=2000, evaluate_every=10_000, checkpoint_every=10_000)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        train(features, settings, path)
    timer.join()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    state = torch.load(path.checkpoint, weights_only=True)
    steps = {int(s["step"]) for s in state["optimizer"]["state"].values()}
    assert steps == {state["step"]}


def test_steps_logged_after_the_checkpoint_are_logged_once(features, tmp_path):
    path = run_folder(tmp_path / "run")
    with pytest.raises(Cancelled):
        train(features, SETTINGS, path, progress=stop_at(0.5))
    with path.log.open("a") as lines:
        lines.write(json.dumps({"step": 15, "loss": 1.0}) + "\n")
    train(features, SETTINGS, path, resume=True)
    assert [line["step"] for line in log(path)] == [5, 10, 15, 20]


def test_a_checkpoint_of_another_run_is_refused(features, tmp_path):
    path = run_folder(tmp_path / "run")
    train(features, SETTINGS, path)
    with pytest.raises(SatclipError, match="another batch, learning_rate"):
        train(features, replace(SETTINGS, batch=64, learning_rate=1e-3), path, resume=True)
    with pytest.raises(SatclipError, match="another sea"):
        train(features, replace(SETTINGS, sea=0.1), path, resume=True)
    with pytest.raises(SatclipError, match="other imagery"):
        train(replace(features, key="other"), SETTINGS, path, resume=True)


class Malicious:
    def __reduce__(self):
        return (os.system, ("touch pwned",))


def test_only_tensors_are_read_from_a_checkpoint(features, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = run_folder(tmp_path / "run")
    with pytest.raises(SatclipError, match="no checkpoint"):
        train(features, SETTINGS, path, resume=True)
    for content in ({"format": 1, "step": Malicious()}, [1, 2], {"format": 99}):
        torch.save(content, path.checkpoint)
        with pytest.raises(SatclipError, match="isn't a checkpoint"):
            train(features, SETTINGS, path, resume=True)
    path.checkpoint.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(SatclipError, match="isn't a checkpoint"):
        train(features, SETTINGS, path, resume=True)
    assert not (tmp_path / "pwned").exists()


def test_a_loss_that_is_not_finite_stops_the_run_and_keeps_the_last_valid_state(
    features, tmp_path, monkeypatch
):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, steps=40, checkpoint_every=1)
    with pytest.raises(Cancelled):
        train(features, settings, path, progress=stop_at(0.25))
    advance = Trainer.advance

    def blow_up(self, progress):
        with torch.no_grad():
            self.model.network.last_layer.weight[0, 0] = float("nan")
        return advance(self, progress)

    monkeypatch.setattr(Trainer, "advance", blow_up)
    with pytest.raises(SatclipError, match=r"no longer a number at step \d+\..*lower learning rate"):
        train(features, settings, path, resume=True)
    state = torch.load(path.checkpoint, weights_only=True)
    assert state["step"] == 10
    assert all(torch.isfinite(value).all() for value in state["model"].values())


def test_a_full_disk_is_reported_and_the_last_checkpoint_stays(features, mount):
    place = mount("size=20m")
    path = run_folder(place / "run")
    with pytest.raises(Cancelled):
        train(features, SETTINGS, path, progress=stop_at(0.25))
    before = path.checkpoint.read_bytes()
    (place / "filler").write_bytes(bytes(shutil.disk_usage(place).free - 40_000))
    with pytest.raises(
        SatclipError,
        match=r"checkpoint.pt can't be written: .* no space left .* is kept, so the run can be resumed",
    ):
        train(features, SETTINGS, path, resume=True)
    assert path.checkpoint.read_bytes() == before
    assert not list(path.folder.glob(".satclip*"))


def test_the_initial_network_depends_on_the_seed_only():
    assert same(initial_network(SETTINGS), initial_network(SETTINGS))
    assert not same(initial_network(SETTINGS), initial_network(replace(SETTINGS, seed=1)))


def test_every_part_of_the_state_resumes_bit_for_bit(features, tmp_path):
    settings = replace(
        SETTINGS, sea=0.2, ema=0.9, augment=("jitter:5000",), neighbours=2, accumulate=3, schedule="cosine",
        objective=OBJECTIVES["both"],
    )  # fmt: skip
    whole = train(features, settings, run_folder(tmp_path / "whole"))
    path = run_folder(tmp_path / "parts")
    with pytest.raises(Cancelled):
        train(features, settings, path, progress=stop_at(0.3))
    assert 0 < torch.load(path.checkpoint, weights_only=True)["step"] < settings.steps
    assert same(whole, train(features, settings, path, resume=True))
    assert not same(whole, train(features, replace(settings, ema=0.0), run_folder(tmp_path / "no average")))


def test_the_best_state_is_kept_and_a_run_without_improvement_ends(features, tmp_path):
    path = run_folder(tmp_path / "run")
    settings = replace(
        SETTINGS, steps=4000, learning_rate=3e-2, schedule="constant", early_stopping=3, keep="best",
        objective=OBJECTIVES["clip"],
    )  # fmt: skip
    network = train(features, settings, path)
    lines = log(path)
    scores = [(line["top1"] + line["top10"]) / 2 for line in lines]
    best = scores.index(max(scores))
    assert len(lines) == best + 4 < 800
    state = torch.load(path.best, weights_only=True)
    assert state["step"] == lines[best]["step"]
    assert torch.equal(network.last_layer.weight, state["model"]["network.last_layer.weight"])


def test_probes_are_scored_and_select_the_best_state(features, tmp_path):
    rows = [f"{lon},{lat},{abs(lat) + 5}" for lon, lat in features.lonlat[:400]]
    table = tmp_path / "climate.csv"
    table.write_text("lon,lat,distance\n" + "\n".join(rows))
    probe = read_probe(f"{table}:distance")
    assert 60 < probe.held.sum() < 140
    path = run_folder(tmp_path / "run")
    train(features, replace(SETTINGS, steps=40), path, probes=(probe,))
    scores = [line["probe_distance"] for line in log(path)]
    assert max(scores) > 0.5
    best = torch.load(path.best, weights_only=True)
    assert best["step"] == log(path)[scores.index(max(scores))]["step"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("climate.csv", "TABLE:FIELD"), ("{table}:name", "isn't numeric"), ("{table}:same", "too few")],
)
def test_invalid_probes_are_refused(tmp_path, text, sentence):
    table = tmp_path / "climate.csv"
    table.write_text("lon,lat,name,same\n" + "".join(f"{i},{i},n{i},1\n" for i in range(50)))
    with pytest.raises(SatclipError, match=sentence):
        read_probe(text.format(table=table))


def test_a_time_limit_determines_the_number_of_steps(features, tmp_path):
    path = run_folder(tmp_path / "run")
    began = time.monotonic()
    train(features, replace(SETTINGS, evaluate_every=50), path, seconds=2.0)
    assert 0.5 < time.monotonic() - began < 20  # with tolerance for a busy computer
    steps = log(path)[-1]["step"]
    assert steps > SETTINGS.steps
    train(features, replace(SETTINGS, evaluate_every=50), path, seconds=60.0, resume=True)
    assert log(path)[-1]["step"] == steps


def test_a_step_can_be_cancelled_without_changing_the_state(features, tmp_path):
    """A step with large batches takes seconds. Cancelling during the step leaves the state unchanged."""
    trainer = Trainer(features, replace(SETTINGS, batch=1500, objective=OBJECTIVES["clip"]))
    before = {name: value.clone() for name, value in trainer.state()["model"].items()}
    for calls in (1, 2, 3):
        left = iter(range(calls))

        def progress(fraction, message, left=left):
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            trainer.advance(progress)
        assert trainer.step == 0
        assert all(torch.equal(before[name], value) for name, value in trainer.state()["model"].items())


def test_tensorboard_has_the_values_of_the_log(features, tmp_path):
    events = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    path = run_folder(tmp_path / "run")
    train(features, SETTINGS, path)
    board = events.EventAccumulator(str(path.tensorboard)).Reload()
    values = [(event.step, event.value) for event in board.Scalars("held_out_loss")]
    assert [step for step, _ in values] == [5, 10, 15, 20]
    assert values[-1][1] == pytest.approx(log(path)[-1]["held_out_loss"], rel=1e-6)


def test_a_network_of_another_shape_is_refused(features, tmp_path):
    path = run_folder(tmp_path / "run")
    train(features, SETTINGS, path)
    state = torch.load(path.checkpoint, weights_only=True)
    state["model"]["network.last_layer.bias"] = torch.zeros(7)
    torch.save(state, path.checkpoint)
    with pytest.raises(SatclipError, match="another shape"):
        train(features, SETTINGS, path, resume=True)
