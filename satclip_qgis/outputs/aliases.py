"""Aliases of the new fields of algorithms, which QGIS shows instead of the names."""

from __future__ import annotations

from collections.abc import Mapping

from satclip_qgis.i18n import tr


def aliases() -> dict[str, str]:
    """Return the aliases in the user's language, by field name."""
    return {
        # Predictions
        "prediction": tr("Prediction"),
        "lower": tr("Lower end of the prediction interval"),
        "upper": tr("Upper end of the prediction interval"),
        "probability": tr("Probability"),
        "set_size": tr("Size of the prediction set"),
        "suitability": tr("Relative suitability"),
        "suitable": tr("Suitable"),
        "dissimilarity": tr("Dissimilarity index"),
        "applicable": tr("Inside the area of applicability"),
        "distance_km": tr("Distance to the nearest training point (km)"),
        "expected_error": tr("Expected error"),
        # Out-of-fold predictions
        "fold": tr("Fold"),
        "observed": tr("Observed value"),
        "predicted": tr("Out-of-fold prediction"),
        "residual": tr("Residual (observed - predicted)"),
        "correct": tr("Predicted correctly"),
        # Suggested points
        "rank": tr("Rank"),
        "reduction": tr("Reduction of the mean dissimilarity and distance"),
        "lon": tr("Longitude"),
        "lat": tr("Latitude"),
        # Patches
        "file": tr("File"),
        # Clusters
        "colour": tr("Colour"),
        "area_km2": tr("Area (km²)"),
        "similarity": tr("Mean similarity to the cluster centre"),
        "pc1": tr("Principal component 1"),
        "pc2": tr("Principal component 2"),
        "pc3": tr("Principal component 3"),
        # Scores
        "region": tr("Region"),
        "model": tr("Model"),
        "rows": tr("Number of observations"),
        "score": tr("Score"),
        "low": tr("Lower end of the confidence interval"),
        "high": tr("Upper end of the confidence interval"),
        "kind": tr("Kind"),
        "label": tr("Encoder or baseline"),
        "degree": tr("Maximum degree L"),
        "dimension": tr("Dimension"),
        "spatial": tr("Score with spatial folds"),
        "spatial_low": tr("Score with spatial folds, lower end"),
        "spatial_high": tr("Score with spatial folds, upper end"),
        "random": tr("Score with random folds"),
        "difference": tr("Difference to the first encoder"),
        "difference_low": tr("Difference to the first encoder, lower end"),
        "difference_high": tr("Difference to the first encoder, upper end"),
        # Accuracy of a map
        "class": tr("Class"),
        "name": tr("Class name"),
        "map_points": tr("Points of the class in the map"),
        "reference_points": tr("Points of the class in the reference"),
        "mapped_km2": tr("Mapped area (km²)"),
        "area_km2_se": tr("Area (km²), standard error"),
        "area_km2_low": tr("Area (km²), lower end"),
        "area_km2_high": tr("Area (km²), upper end"),
        "users": tr("User's accuracy"),
        "users_se": tr("User's accuracy, standard error"),
        "users_low": tr("User's accuracy, lower end"),
        "users_high": tr("User's accuracy, upper end"),
        "producers": tr("Producer's accuracy"),
        "producers_se": tr("Producer's accuracy, standard error"),
        "producers_low": tr("Producer's accuracy, lower end"),
        "producers_high": tr("Producer's accuracy, upper end"),
    }


def aliases_of(added: Mapping[str, str]) -> dict[str, str]:
    """Return the aliases of new fields. `added` are their usual names by name; a differing name is in the alias."""
    known = aliases()
    return {
        name: known[usual] if name == usual else f"{known[usual]} ({name})"
        for name, usual in added.items()
        if usual in known
    }
