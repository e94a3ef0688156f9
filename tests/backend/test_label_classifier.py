"""Classifiers of labelled points, compared with plain NumPy and with scikit-learn on all 256 dimensions."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import LeaveOneOut, StratifiedKFold, cross_val_predict

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.label_classifier import MOST_LABELS, fit_labels

DESERT = [(10, 25), (25, 22), (45, 22), (-5, 22), (134, -26), (60, 35), (-70, -23)]
FOREST = [(-60, -5), (22, 0), (113, 0), (-65, -2), (25, 2), (102, 3)]
ICE = [(-40, 75), (-42, 70), (0, -80), (90, -78), (-120, -80)]
TEST = np.array([(14.0, 24.0), (-62.0, -6.0), (60.0, -75.0)])
SEA = [(-30, 0), (-140, 10), (80, -30), (170, 30)]


@pytest.fixture(scope="module")
def bundled():
    return load_encoder("bundled", device="cpu")


def arrays(*classes):
    return [np.array(points, dtype=np.float64) for points in classes]


def random_classes(*counts):
    rng = np.random.default_rng(3)
    return [np.column_stack([rng.uniform(-180, 180, n), rng.uniform(-60, 80, n)]) for n in counts]


def unit(encoder, lonlat):
    along = encoder.encode(np.asarray(lonlat, dtype=np.float64), dtype="float64") - encoder.pca.mean
    return along / np.linalg.norm(along, axis=1, keepdims=True)


def scores(classifier, encoder, lonlat):
    return classifier.scores(encoder.encode(lonlat, dtype="float64", head=classifier.head).T).T


def rocchio(x, y, at):
    found = []
    for i in np.unique(y):
        row = 2 * x[y == i].mean(axis=0) - (x[y != i].mean(axis=0) if (y != i).any() else 0)
        found.append(at @ row / np.linalg.norm(row))
    return np.array(found).T


def reference(c):
    return LogisticRegression(C=c, class_weight="balanced", max_iter=2000, tol=1e-8)


def test_one_label_of_a_class_gives_similarities(bundled):
    classes = arrays(DESERT, FOREST[:1])
    found = fit_labels(bundled, classes)
    assert not found.is_probability
    assert found.validation is None
    x, y = unit(bundled, np.concatenate(classes)), np.repeat([0, 1], [len(DESERT), 1])
    np.testing.assert_allclose(scores(found, bundled, TEST), rocchio(x, y, unit(bundled, TEST)), atol=1e-9)


def test_one_class_gives_the_cosine_to_its_mean(bundled):
    found = fit_labels(bundled, arrays(ICE))
    mean = unit(bundled, ICE).mean(axis=0)
    wanted = unit(bundled, TEST) @ mean / np.linalg.norm(mean)
    np.testing.assert_allclose(scores(found, bundled, TEST)[:, 0], wanted, atol=1e-9)
    with pytest.raises(SatclipError, match="two classes"):
        found.least_certain(bundled, TEST)


@pytest.mark.parametrize("classes", [(DESERT, FOREST), (DESERT, FOREST, ICE)], ids=["two", "three"])
def test_probabilities_equal_those_of_scikit_learn(bundled, classes):
    found = fit_labels(bundled, arrays(*classes))
    assert found.is_probability
    x, y = unit(bundled, np.concatenate(classes)), np.repeat(range(len(classes)), [len(c) for c in classes])
    wanted = reference(10).fit(x, y).predict_proba(unit(bundled, TEST))
    np.testing.assert_allclose(scores(found, bundled, TEST), wanted, atol=0.005)
    assert scores(found, bundled, TEST).argmax(axis=1).tolist()[: len(classes)] == [0, 1, 2][: len(classes)]


@pytest.mark.parametrize("counts", [(9, 8), (12, 10, 14), (40, 25, 30)], ids=str)
def test_the_validation_equals_that_of_scikit_learn(bundled, counts):
    """Labels at random locations, which neither method can tell apart well."""
    classes = random_classes(*counts)
    found = fit_labels(bundled, classes).validation
    x, y = unit(bundled, np.concatenate(classes)), np.repeat(range(len(counts)), counts)
    few = sum(counts) <= 40
    folds = LeaveOneOut() if few else StratifiedKFold(10, shuffle=True, random_state=0)
    assert (found.labels, found.folds) == (sum(counts), sum(counts) if few else 10)
    wanted = balanced_accuracy_score(y, cross_val_predict(reference(10), x, y, cv=folds))
    assert found.logistic == pytest.approx(wanted, abs=0.04)  # the search ends earlier
    by_similarity = y.copy()
    for train, held in folds.split(x, y):
        by_similarity[held] = rocchio(x[train], y[train], x[held]).argmax(axis=1)
    assert found.similarity == pytest.approx(balanced_accuracy_score(y, by_similarity), abs=1e-9)
    used = fit_labels(bundled, classes)
    assert used.is_probability == (found.logistic >= found.similarity)


def test_the_most_uncertain_place_is_on_land_and_has_the_smallest_margin(bundled):
    found = fit_labels(bundled, arrays(DESERT, FOREST))
    candidates = np.concatenate([SEA, fibonacci_lattice(2000), [[np.nan, 0], [0, 99]]])
    place = found.least_certain(bundled, candidates)
    values = np.sort(scores(found, bundled, candidates), axis=1)
    margins = values[:, -1] - values[:, -2]
    assert place.margin == pytest.approx(margins[place.row], abs=1e-4)
    assert margins[place.row] < np.nanquantile(margins, 0.05)
    assert set(place.classes) == {0, 1}
    assert found.least_certain(bundled, np.array(SEA)) is None


def test_labels_at_sea_have_uncertain_places_at_sea(bundled):
    found = fit_labels(bundled, arrays(SEA[:2], SEA[2:]))
    assert found.least_certain(bundled, np.array(SEA)) is not None


def test_labels_without_a_meaning_are_refused(bundled):
    with pytest.raises(SatclipError, match=r"Label 8 \(longitude 3, latitude 120\) is not on Earth"):
        fit_labels(bundled, arrays(DESERT, [(3, 120)]))
    with pytest.raises(SatclipError, match=r"Label 1 .*not on Earth"):
        fit_labels(bundled, arrays([(np.nan, 1)]))
    with pytest.raises(SatclipError, match="10,000 labels of 2 classes are too many"):
        fit_labels(bundled, random_classes(5000, 5000))
    with pytest.raises(SatclipError, match="33 classes"):
        fit_labels(bundled, random_classes(*[1] * 33))
    for none in ([], [np.zeros((0, 2))]):
        with pytest.raises(SatclipError, match="one label at least"):
            fit_labels(bundled, none)
    assert MOST_LABELS == 500


def test_identical_places_with_different_labels_are_uncertain(bundled):
    same = [(10, 25)] * 3
    first, second = scores(fit_labels(bundled, arrays(same, same)), bundled, TEST).T
    np.testing.assert_allclose(first, second, atol=1e-3)
