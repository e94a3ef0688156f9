"""The training loop on a small globe: it learns, repeats itself, resumes exactly and stops cleanly."""

import json
import os
import signal
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.pretraining.features import Features, FeatureSettings, image_features
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.model import OBJECTIVES
from satclip_backend.pretraining.runs import RunFolder, read_log
from satclip_backend.pretraining.sampling import Sea, read_mask, sample_points
from satclip_backend.pretraining.settings import TrainingSettings, initial_network, one_cycle
from satclip_backend.pretraining.training import train

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
        return replace(found, sea=sample_points(500, seed=1, mask=Sea(read_mask())))


@pytest.fixture(autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


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
def test_training_lowers_the_loss_of_held_out_places(features, tmp_path, objective):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, steps=120, dropout=0.0, learning_rate=2e-3, objective=OBJECTIVES[objective])
    train(features, settings, path)
    lines = log(path)
    assert [line["step"] for line in lines] == list(range(5, 121, 5))
    assert lines[-1]["held_out_loss"] < 0.97 * lines[0]["held_out_loss"]
    chance = 10 / lines[-1]["held_out_pairs"]
    assert lines[-1]["top10"] > 1.5 * chance
    assert 0 <= lines[-1]["top1"] <= lines[-1]["top10"] <= 1


def test_a_run_repeats_itself_bit_for_bit(features, tmp_path):
    one = train(features, SETTINGS, run_folder(tmp_path / "one"))
    other = train(features, SETTINGS, run_folder(tmp_path / "other"))
    assert same(one, other)
    assert not same(one, train(features, replace(SETTINGS, seed=1), run_folder(tmp_path / "seed")))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_embeddings_are_calm_at_sea_and_land_is_learned_all_the_same(features, tmp_path, objective):
    path = run_folder(tmp_path / "run")
    sea, land = (sample_points(1000, 7, mask) for mask in (Sea(read_mask()), read_mask()))
    ratios, losses = [], []
    for share in (0.0, 0.5):
        settings = replace(SETTINGS, steps=150, dropout=0.0, learning_rate=2e-3, sea=share)
        network = train(features, replace(settings, objective=OBJECTIVES[objective]), path)
        spread = [float(network(torch.from_numpy(places)).var(0).sum()) for places in (sea, land)]
        ratios.append(spread[0] / spread[1])
        losses.append({k: v for k, v in log(path)[-1].items() if k.startswith("held_out_")})
    assert ratios[1] < 0.6 * ratios[0]
    assert "held_out_sea" not in losses[0]
    named = "clip" if objective == "clip" else "reconstruction"
    assert losses[1][f"held_out_{named}"] < 1.05 * losses[0][f"held_out_{named}"]


@pytest.mark.parametrize(("error", "sea"), [(Cancelled, 0.0), (Cancelled, 0.3), (KeyboardInterrupt, 0.3)])
def test_a_stopped_run_resumes_bit_for_bit(features, tmp_path, error, sea):
    settings = replace(SETTINGS, sea=sea)
    whole = train(features, settings, run_folder(tmp_path / "whole"))
    path = run_folder(tmp_path / "halves")
    with pytest.raises(error):
        train(features, settings, path, progress=stop_at(0.4, error))
    torch.manual_seed(99)  # whatever else happened in between
    assert same(whole, train(features, settings, path, resume=True))
    strip = [{k: v for k, v in line.items() if k != "seconds"} for line in log(path)]
    assert strip == [
        {k: v for k, v in line.items() if k != "seconds"} for line in log(run_folder(tmp_path / "whole"))
    ]


def test_an_interrupt_within_a_step_waits_for_its_end(features, tmp_path):
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


def test_what_was_logged_after_the_checkpoint_is_logged_once(features, tmp_path):
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


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_last_good_state(features, tmp_path):
    path = run_folder(tmp_path / "run")
    settings = replace(SETTINGS, steps=40, checkpoint_every=1)
    with pytest.raises(Cancelled):
        train(features, settings, path, progress=stop_at(0.25))
    poisoned = Features(features.lonlat, np.full_like(features.values, np.nan), 0, features.key)
    with pytest.raises(SatclipError, match=r"no longer a number at step 11\..*lower learning rate"):
        train(poisoned, settings, path, resume=True)
    state = torch.load(path.checkpoint, weights_only=True)
    assert state["step"] == 10
    assert all(torch.isfinite(value).all() for value in state["model"].values())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_the_last_checkpoint_stays(features, tmp_path, monkeypatch):
    path = run_folder(tmp_path / "run")
    with pytest.raises(Cancelled):
        train(features, SETTINGS, path, progress=stop_at(0.25))
    before = path.checkpoint.read_bytes()
    monkeypatch.setattr("satclip_backend.pretraining.training.store.uuid4", lambda: uuid.UUID(int=0))
    temporary = path.folder / ".checkpoint-00000000.part.pt"
    temporary.symlink_to("/dev/full")
    with pytest.raises(SatclipError, match="can't be written"):
        train(features, SETTINGS, path, resume=True)
    assert path.checkpoint.read_bytes() == before


def test_the_seed_alone_gives_the_initial_network():
    assert same(initial_network(SETTINGS), initial_network(SETTINGS))
    assert not same(initial_network(SETTINGS), initial_network(replace(SETTINGS, seed=1)))


def test_the_learning_rate_goes_up_and_down_once():
    rates = [one_cycle(step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.04)
    assert rates[10] == max(rates) == 1.0
    assert np.all(np.diff(rates[:11]) > 0)
    assert np.all(np.diff(rates[10:]) < 0)
    assert rates[-1] < 1e-3
