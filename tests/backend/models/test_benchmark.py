"""The benchmark: its protocols against plain scikit-learn and torch code, its cache, and ranks."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from sklearn.linear_model import Ridge, RidgeClassifierCV, RidgeCV
from sklearn.metrics import accuracy_score, balanced_accuracy_score, r2_score
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.distances import nearest_km
from satclip_backend.models.benchmark import published_mlp
from satclip_backend.models.benchmark.cells import Cell, Score, cell_path, read_cell
from satclip_backend.models.benchmark.declarations import PROTOCOLS, PUBLISHED, PUBLISHED_ENCODERS, TASKS
from satclip_backend.models.benchmark.problems import problem, read_problem
from satclip_backend.models.benchmark.protocols import BY_ID
from satclip_backend.models.benchmark.ranking import best, ranks
from satclip_backend.models.benchmark.run import run_benchmark
from satclip_backend.models.benchmark.sources import Source, coordinates, harmonics, sources
from satclip_backend.models.continents import continents
from satclip_backend.models.estimators import PENALTIES
from satclip_backend.models.folds import block_kfold, knndm
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.progress import no_progress
from satclip_backend.tables.columns import Column, Columns

N = 402


def columns(seed=0):
    """Return points on three continents, some at the same location, with a number and a class."""
    rng = np.random.default_rng(seed)
    boxes = np.array([[-5, 42, 30, 60], [-110, 30, -80, 50], [10, -20, 35, 15]], dtype=float)
    box = boxes[rng.integers(0, 3, N)]
    lonlat = np.column_stack([rng.uniform(box[:, 0], box[:, 2]), rng.uniform(box[:, 1], box[:, 3])])
    lonlat[10:40] = lonlat[100:130]
    value = 20 - 0.3 * np.abs(lonlat[:, 1]) + 3 * np.sin(np.radians(5 * lonlat[:, 0])) + rng.normal(0, 1, N)
    kind = np.array(["a", "b", "c"], dtype=object)[np.searchsorted(np.quantile(value, [0.3, 0.6]), value)]
    return Columns(lonlat, {"value": Column.of("number", value), "kind": Column.of("text", kind)})


def features(lonlat):
    """Return the 36 harmonics of L = 6, and noise."""
    values = basis_function("stable", 6)(torch.from_numpy(np.ascontiguousarray(lonlat))).numpy()
    noise = np.random.default_rng(3).normal(size=(len(lonlat), 4))
    return np.hstack([values, noise]).astype(np.float32)


SOURCE = Source("made", 40, "made 1", features)


@pytest.fixture(scope="module")
def regression():
    return problem("number", columns(), "value", 0)


@pytest.fixture(scope="module")
def classification():
    return problem("class", columns(), "kind", 0)


def predicted(one, protocol):
    return BY_ID[protocol].predict(one, features(one.lonlat), no_progress)


def random_rows(n, first, seed):
    """Return the rows of torch's `random_split`: the first ones of a random permutation, and the others."""
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).numpy()
    return order[:first], order[first:]


def test_range_is_ridge_regression_on_scaled_features_of_a_random_fifth(regression):
    held = predicted(regression, "range")
    train, test = random_rows(N, 322, 42)  # 0.8 N = 321.6: the remaining row goes to the first part
    assert set(np.flatnonzero(held.tested)) == set(test)
    x, y = features(regression.lonlat).astype(float), regression.observed.target
    scaler = MinMaxScaler().fit(x[train])
    model = RidgeCV(alphas=(0.1, 1.0, 10.0), cv=3).fit(scaler.transform(x[train]), y[train])
    np.testing.assert_allclose(held.predictions[test], model.predict(scaler.transform(x[test])), rtol=1e-9)
    np.testing.assert_allclose(
        held.distance_km[test], nearest_km(regression.lonlat[test], regression.lonlat[train])
    )
    assert np.isnan(held.predictions[train]).all()


def test_range_is_a_ridge_classifier_for_classes(classification):
    held = predicted(classification, "range")
    train, test = random_rows(N, 322, 42)
    x, y = features(classification.lonlat).astype(float), classification.observed.target
    scaler = MinMaxScaler().fit(x[train])
    model = RidgeClassifierCV(alphas=(0.1, 1.0, 10.0), cv=10).fit(scaler.transform(x[train]), y[train])
    np.testing.assert_array_equal(
        held.predictions[test].argmax(axis=1), model.predict(scaler.transform(x[test]))
    )


@pytest.mark.parametrize("classes", [False, True])
def test_paper_is_the_network_of_the_published_notebook(regression, classification, monkeypatch, classes):
    monkeypatch.setattr(published_mlp, "STEPS", 60)
    one = classification if classes else regression
    held = predicted(one, "paper")
    train, test = random_rows(N, N // 2, 0)
    x = torch.from_numpy(features(one.lonlat))
    y = one.observed.target
    with torch.random.fork_rng():
        torch.manual_seed(0)
        middle, first, last = (
            torch.nn.Linear(64, 64),
            torch.nn.Linear(40, 64),
            torch.nn.Linear(64, 3 if classes else 1),
        )

    def network(x):
        x = torch.relu(first(x))
        return last(torch.relu(middle(torch.relu(middle(x)))))

    weights = [w for layer in (first, middle, last) for w in layer.parameters()]
    optimiser = torch.optim.Adam(weights, lr=0.001)
    for _ in range(60):
        out = network(x[train])
        if classes:
            loss = -torch.log_softmax(out, dim=1)[torch.arange(len(train)), torch.from_numpy(y[train])].mean()
        else:
            wanted = torch.from_numpy(y[train] / np.abs(y[train]).max()).float()
            loss = ((out.reshape(-1) - wanted) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    plain = network(x[test]).detach().numpy()
    if not classes:
        plain = plain[:, 0] * np.abs(y[train]).max()
    np.testing.assert_allclose(held.predictions[test], plain, rtol=1e-3, atol=1e-4)


def ridge_in_folds(x, y, train, test, inner):
    """Return ridge predictions for the test rows, with the penalty that is best in the folds of the training rows."""
    scaler = StandardScaler().fit(x[train])
    at_train, errors = scaler.transform(x[train]), []
    for penalty in PENALTIES:
        error = 0.0
        for fold in np.unique(inner[train]):
            held = inner[train] == fold
            model = Ridge(penalty).fit(at_train[~held], y[train][~held])
            error += ((model.predict(at_train[held]) - y[train][held]) ** 2).sum()
        errors.append(error)
    model = Ridge(PENALTIES[int(np.argmin(errors))]).fit(at_train, y[train])
    return model.predict(scaler.transform(x[test]))


@pytest.mark.parametrize("classes", [False, True])
@pytest.mark.parametrize("protocol", ["blocks", "knndm"])
def test_cross_validation_is_ridge_with_a_penalty_chosen_in_the_other_folds(
    regression, classification, protocol, classes
):
    one = classification if classes else regression
    if protocol == "blocks":
        index = block_kfold(one.lonlat, np.radians(one.block_degrees) * 6371.0088, 5).index
    else:
        index = knndm(one.lonlat, sample_area(one.lonlat).lonlat, 5).index
    x, y = features(one.lonlat).astype(float), one.observed.target
    y = np.eye(3)[y] if classes else y
    held = predicted(one, protocol)
    for fold in range(5):
        test = index == fold
        plain = ridge_in_folds(x, y, ~test, test, index)
        np.testing.assert_allclose(held.predictions[test], plain, rtol=1e-5, atol=1e-6)
    assert held.tested.all()


@pytest.mark.parametrize(("protocol", "share"), [("unseen-continents-0", 0.0), ("unseen-continents-1", 0.01)])
def test_unseen_continents_are_left_out_but_for_a_share(regression, protocol, share):
    held = predicted(regression, protocol)
    names = continents(regression.lonlat)
    x, y = features(regression.lonlat).astype(float), regression.observed.target
    codes = np.unique(names, return_inverse=True)[1]
    counts = {name: int((names == name).sum()) for name in set(names)}
    known = ~held.tested & (names != "")  # the share of each continent
    for name, count in counts.items():
        if name:
            assert (
                1 <= (known & (names == name)).sum() <= np.ceil(0.01 * count) + 1
            )  # two rows may share a location
            test = held.tested & (names == name)
            train = names != name if not share else ~test
            plain = ridge_in_folds(x, y, train, test, codes)
            np.testing.assert_allclose(held.predictions[test], plain, rtol=1e-5, atol=1e-6)
            np.testing.assert_allclose(
                held.distance_km[test], nearest_km(regression.lonlat[test], regression.lonlat[train])
            )
    assert not held.tested[names == ""].any()


def test_tasks_on_one_continent_or_with_classes_of_their_own_have_no_unseen_continents():
    table = columns()
    europe = table.lonlat[:, 1] > 42
    europe &= table.lonlat[:, 0] > -10
    there = Columns(table.lonlat[europe], {name: c.take(europe) for name, c in table.fields.items()})
    with pytest.raises(SatclipError, match="fewer than two continents"):
        predicted(problem("europe", there, "value", 0), "unseen-continents-0")
    own = Column.of("text", continents(table.lonlat).astype(object))
    with pytest.raises(SatclipError, match="Most classes occur on one continent only: 0%"):
        predicted(problem("own", Columns(table.lonlat, {"c": own}), "c", 0), "unseen-continents-1")


def test_scores_are_those_of_scikit_learn(regression, classification, tmp_path):
    cells = run_benchmark([regression, classification], [SOURCE], ["range", "blocks"], tmp_path)
    for cell in cells:
        one = regression if cell.task == "number" else classification
        held, truth = predicted(one, cell.protocol), one.observed.target
        made, truth = held.predictions[held.tested], truth[held.tested]
        assert cell.rows == len(truth)
        if cell.task == "number":
            assert cell.scores["r2"].value == pytest.approx(r2_score(truth, made))
            assert cell.scores["rmse"].value == pytest.approx(np.sqrt(((truth - made) ** 2).mean()))
        else:
            made = made.argmax(axis=1)
            assert cell.scores["accuracy"].value == pytest.approx(accuracy_score(truth, made))
            assert cell.scores["balanced_accuracy"].value == pytest.approx(
                balanced_accuracy_score(truth, made)
            )
        assert cell.main.low < cell.main.value < cell.main.high
        assert sum(part.rows for part in cell.by_continent) <= cell.rows
    random, blocks = cells[0], cells[2]
    assert random.same_location > 0
    assert blocks.same_location == 0
    held, truth = predicted(regression, "range"), regression.observed.target
    ranges = [part for part in random.by_distance if " to " in part.name]
    assert ranges
    for part in ranges:
        low, high = (float(word) for word in part.name.removesuffix(" km").split(" to "))
        rows = (held.distance_km > low) & (held.distance_km <= high)
        assert part.rows == rows.sum()
        assert part.error == pytest.approx(np.sqrt(((held.predictions[rows] - truth[rows]) ** 2).mean()))


def test_points_without_embeddings_are_predicted_and_counted(regression, tmp_path):
    def partial(lonlat):
        x = features(lonlat)
        x[:50] = np.nan
        return x

    source = Source("partial", 40, "partial", partial)
    for cell in run_benchmark([regression], [source], ["range", "blocks", "unseen-continents-0"], tmp_path):
        assert cell.covered == pytest.approx(1 - 50 / N)
        assert np.isfinite(cell.main.value)


def test_an_encoder_without_an_embedding_at_any_point_has_no_scores(regression, tmp_path):
    nowhere = Source("nowhere", 40, "nowhere", lambda lonlat: np.full((len(lonlat), 40), np.nan, np.float32))
    for _ in range(2):  # computed, and stored
        for cell in run_benchmark([regression], [nowhere], ["range", "blocks"], tmp_path):
            assert (cell.scores, cell.covered) == ({}, 0)
            assert cell.unusable == "nowhere has no embedding at any of the points."


def test_stored_cells_are_not_computed_again_and_damaged_ones_are(regression, tmp_path):
    calls = []

    def counting(lonlat):
        calls.append(len(lonlat))
        return features(lonlat)

    source = Source("made", 40, "made 1", counting)
    names = ["range", "blocks"]
    first = run_benchmark([regression], [source], names, tmp_path)
    assert calls == [N]  # once for both protocols
    assert run_benchmark([regression], [source], names, tmp_path) == first
    assert calls == [N]
    path = cell_path(tmp_path, regression, source, BY_ID["blocks"])
    whole = path.read_text()
    for damaged in (
        "",
        whole[:-50],
        "[]",
        whole.replace('"r2"', '"r3"'),
        whole.replace(first[1].key, "0" * 64),
    ):
        path.write_text(damaged)
        assert read_cell(tmp_path, regression, source, BY_ID["blocks"]) is None
    again = run_benchmark([regression], [source], names, tmp_path)
    assert [cell.scores for cell in again] == [cell.scores for cell in first]
    assert calls == [N, N]
    assert json.loads(path.read_text())["scores"]["r2"]["value"] == first[1].main.value


def test_other_weights_rows_or_seeds_are_other_cells(regression, tmp_path):
    protocol = BY_ID["range"]
    paths = {
        cell_path(tmp_path, regression, SOURCE, protocol),
        cell_path(tmp_path, regression, Source("made", 40, "made 2", features), protocol),
        cell_path(tmp_path, regression, SOURCE, BY_ID["blocks"]),
        cell_path(tmp_path, problem("number", columns(), "value", 300), SOURCE, protocol),
        cell_path(tmp_path, problem("number", columns(), "value", 0, seed=1), SOURCE, protocol),
        cell_path(tmp_path, problem("number", columns(), "value", 0, degrees=3), SOURCE, protocol),
        cell_path(tmp_path, problem("number", columns(seed=1), "value", 0), SOURCE, protocol),
    }
    assert len(paths) == 7
    assert cell_path(tmp_path, problem("number", columns(), "value", 0), SOURCE, protocol) in paths


def test_names_can_not_leave_the_folder(tmp_path):
    one = problem("../../etc/x|\n", columns(), "value", 0)
    path = cell_path(tmp_path, one, Source("../y", 1, "1", coordinates), BY_ID["range"])
    assert path.parent == tmp_path
    assert not {"/", "\n"} & set(path.name)


def test_a_stopped_run_keeps_finished_cells(regression, tmp_path):
    def stop_in_the_second(fraction, message):
        if "blocks" in message:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_benchmark([regression], [SOURCE], ["range", "blocks"], tmp_path, stop_in_the_second)
    assert [path.name.split("_")[2] for path in tmp_path.iterdir()] == ["range"]


def cell(source, value, draws, rows=100):
    score = Score(value=value, low=value - 0.1, high=value + 0.1)
    return Cell(
        key="",
        task="t",
        source=source,
        protocol="p",
        kind="regression",
        rows=rows,
        scores={"r2": score},
        draws=draws,
    )


def test_the_best_is_alone_only_if_paired_draws_say_so():
    noise = np.random.default_rng(0).normal(0, 0.2, 1000)
    a = cell("a", 0.8, (0.8 + noise).tolist())
    b = cell("b", 0.75, (0.75 + noise).tolist())  # the intervals overlap, but each draw of a is better
    c = cell("c", 0.75, (0.75 - noise).tolist())
    assert best([a, b]) == {"a"}
    assert best([a, c]) == {"a", "c"}
    assert best([a, b, c]) == {"a", "c"}
    assert best([a, cell("d", 0.1, [])]) == {"a", "d"}  # without draws, nothing is known
    assert best([cell("e", 0.1, [])]) == {"e"}
    found = ranks([a, b], ["a", "b"])
    assert found.mean == {"a": 1.0, "b": 2.0}
    assert found.wins == {"a": 1, "b": 0}
    assert ranks([a], ["a", "b"]).tasks == 0


def test_baselines_are_coordinates_and_harmonics(tiny_encoder):
    lonlat = np.array([[10.0, 50.0], [-170.0, -89.0]])
    found = sources(["tiny", "coordinates", "harmonics", "tiny"], lambda id: tiny_encoder)
    assert [(s.id, s.dimension) for s in found] == [("tiny", 8), ("coordinates", 5), ("harmonics", 1600)]
    np.testing.assert_allclose(found[0].encode(lonlat), tiny_encoder.encode(lonlat))
    np.testing.assert_allclose(coordinates(lonlat)[0], [10, 50, 0.6330222, 0.1116189, 0.7660444], rtol=1e-6)
    assert harmonics(lonlat).shape == (2, 1600)
    expected = basis_function("stable", 40)(torch.from_numpy(lonlat)).numpy()
    np.testing.assert_allclose(harmonics(lonlat), expected, atol=1e-5)


def test_standard_tasks_have_published_figures_and_are_read_by_name(tmp_path):
    assert set(PUBLISHED) < {task.id for task in TASKS}
    assert {len(figures) for figures in PUBLISHED.values()} == {len(PUBLISHED_ENCODERS)}
    assert set(PROTOCOLS) == set(BY_ID)
    table = columns()
    lines = [f"{lon},{lat},{v}" for (lon, lat), v in zip(table.lonlat, table.fields["value"].values)]
    (tmp_path / TASKS[0].file).write_text("\n".join(["lon,lat,mean_temp_c", *lines]))
    one = read_problem(tmp_path, TASKS[0], 100)
    assert (len(one.observed), one.rows, one.block_degrees) == (100, N, 15.0)
    with pytest.raises(SatclipError, match=TASKS[1].file):
        read_problem(tmp_path, TASKS[1], 100)
