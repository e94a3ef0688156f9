"""Options of a model. Processes, the command line and model files share this declaration."""

from __future__ import annotations

from typing import Annotated, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=1000)]
PolygonsInput = Annotated[list[list[list[tuple[Number, Number]]]], Field(max_length=10_000)]
"""Polygons, each a list of rings of longitude and latitude in degrees, the outer ring first."""
ExtentInput = Annotated[list[Number], Field(min_length=4, max_length=4)]


class FitConfig(BaseModel):
    """Target, features, estimator and folds."""

    model_config = ConfigDict(extra="forbid")

    target: Name = Field(title="Target", description="Field to predict.")
    task: Literal["auto", "regression", "classification"] = Field(
        "auto",
        title="Task",
        description="'auto' uses regression for numbers, and classification for text, booleans and integers with at "
        "most 10 distinct values.",
    )
    positive: Optional[str] = Field(
        None,
        title="Positive class",
        description="Of two classes, the one whose probability is predicted, such as presence. By default true, yes, "
        "present or the larger number; of other classes, the last one in alphabetical order. With background points, "
        "the value of the presences.",
        max_length=1000,
    )
    background: int = Field(
        0,
        title="Background points",
        description="Number of background points for presence-only data, such as 10,000; 0 for data with absences. The "
        "rows of the positive class, or all rows if the target has one value, are the presences. Background points are "
        "drawn uniformly by area in the prediction area, or from the places of a background table (target group).",
        ge=0,
        le=100_000,
    )
    threshold: Optional[Number] = Field(
        None,
        title="Threshold",
        description="Probability from which on the positive one of two classes is predicted. By default, the one with "
        "the highest TSS (sensitivity + specificity - 1) in the out-of-fold predictions.",
        gt=0,
        lt=1,
    )
    units: str = Field(
        "", title="Units", description="Units of the target, shown in reports.", max_length=100
    )
    weights: Optional[Name] = Field(None, title="Weights", description="Field with sample weights.")
    groups: Optional[Name] = Field(
        None,
        title="Groups",
        description="Field with the region, site or campaign of each observation, for folds by group.",
    )
    fields: list[Name] = Field(
        [],
        title="Additional predictor fields",
        description="Fields used as predictors together with the embeddings.",
        max_length=200,
    )
    date_field: Optional[Name] = Field(
        None,
        title="Date field",
        description="Field with the date (2004-07-15) or month (7) of each observation. The month is a predictor, also "
        "of the models without embeddings, and encoders of location and month have the embedding of that month. "
        "Observations without a date get the mean over the year.",
    )
    encoders: list[Name] = Field(
        ["bundled"],
        title="Encoders",
        description="Ids of installed encoders whose embeddings are predictors.",
        max_length=8,
    )
    coordinates: bool = Field(
        True,
        title="Coordinates",
        description="Add the coordinates (x, y, z on the unit sphere) to the predictors.",
    )
    select_predictors: bool = Field(
        False,
        title="Select predictors",
        description="Use only the predictors that improve the cross-validated score: each encoder, the coordinates, "
        "each field and each band of a raster is added in forward selection if it improves the score by more than its "
        "standard error.",
    )
    estimator: Literal["auto", "linear", "boosting", "neighbours", "mlp", "kriging", "stacking"] = Field(
        "auto",
        title="Estimator",
        description="'linear' (ridge or logistic regression), 'boosting' (histogram gradient boosting), 'neighbours' "
        "(nearest observations, without embeddings), 'mlp' (a small neural network), 'kriging' (ordinary kriging, "
        "without embeddings), 'stacking' (a weighted mean of linear, boosting and kriging), or 'auto' (the best of "
        "linear, boosting, stacking and the models without embeddings, in cross-validation).",
    )
    folds: Literal["knndm", "blocks", "groups", "random"] = Field(
        "knndm",
        title="Cross-validation",
        description="Folds: 'knndm' matches the distances between the prediction area and the observations; 'blocks' "
        "are spatial blocks of equal area; 'groups' hold out whole groups; 'random' folds are optimistic.",
    )
    fold_count: int = Field(5, title="Number of folds", description="Number of folds.", ge=2, le=20)
    block_size_km: Optional[Number] = Field(
        None,
        title="Block size",
        description="Side of the spatial blocks in km; by default, the range of the spatial autocorrelation of the "
        "residuals.",
        gt=0,
        le=20_000,
    )
    area: Optional[ExtentInput] = Field(
        None,
        title="Prediction area",
        description="Extent of the prediction area in degrees: west, south, east, north. By default, that of the "
        "observations, and of a background table. If most of them lie on land, the area is the land in it; if at sea, "
        "the sea. West > east crosses the antimeridian.",
    )
    confidence: float = Field(
        0.9,
        title="Confidence level",
        description="Nominal coverage of the prediction intervals or prediction sets.",
        ge=0.5,
        le=0.99,
    )
    seed: int = Field(0, title="Seed", description="Random seed.", ge=0, le=2**32 - 1)

    @property
    def needed_fields(self) -> list[str]:
        """Names of all fields of the table, each once."""
        names = [self.target, self.weights, self.groups, self.date_field, *self.fields]
        return list(dict.fromkeys(name for name in names if name is not None))
