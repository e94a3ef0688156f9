"""What a model is to be made of: the choices of a user, as a process, a command and a model file hold them."""

from __future__ import annotations

from typing import Annotated, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[float, Field(allow_inf_nan=False)]


class FitConfig(BaseModel):
    """Target, features, estimator and folds."""

    model_config = ConfigDict(extra="forbid")

    target: str = Field(title="Target", description="Field that is modelled.", min_length=1)
    task: Literal["auto", "regression", "classification"] = Field(
        "auto",
        title="Task",
        description="'auto' regresses numbers and classifies text, booleans and integers with at most 10 values.",
    )
    units: str = Field("", title="Units", description="Units of the target, for reports.", max_length=100)
    weights: Optional[str] = Field(None, title="Weights", description="Field with the weight of each row.")
    groups: Optional[str] = Field(
        None, title="Groups", description="Field that names the region, site or campaign of each row."
    )
    fields: list[str] = Field(
        [], title="Predictors", description="Fields that the model is told besides.", max_length=200
    )
    encoders: list[str] = Field(
        ["bundled"],
        title="Encoders",
        description="Ids of installed encoders whose embeddings the model is told.",
        max_length=8,
    )
    coordinates: bool = Field(
        False, title="Coordinates", description="Tell the model x, y, z on the unit sphere, too."
    )
    estimator: Literal["auto", "linear", "boosting", "neighbours", "mlp"] = Field(
        "boosting",
        title="Estimator",
        description="'linear' (ridge or logistic regression), 'boosting' (histogram gradient boosting), 'neighbours' "
        "(nearest on the sphere, without embeddings), 'mlp' (a small neural network), or 'auto': the best of them in "
        "the same folds.",
    )
    folds: Literal["knndm", "blocks", "groups", "random"] = Field(
        "knndm",
        title="Folds",
        description="How rows are held out to judge the model: 'knndm' so that they are as far from the others as the "
        "area is; 'blocks' of equal area; 'groups', a whole group at a time; 'random', which is optimistic.",
    )
    fold_count: int = Field(5, title="Number of folds", description="Number of folds.", ge=2, le=20)
    block_size_km: Optional[Number] = Field(
        None,
        title="Block size",
        description="Side of the blocks in km; the range of the residuals' correlation by default.",
        gt=0,
        le=20_000,
    )
    area: Optional[Annotated[list[Number], Field(min_length=4, max_length=4)]] = Field(
        None,
        title="Area",
        description="West, south, east, north in degrees of the area that predictions are wanted for; that of the rows "
        "by default. West > east crosses the antimeridian.",
    )
    confidence: float = Field(
        0.9,
        title="Confidence",
        description="How often an interval, or a set of classes, is to hold the truth.",
        ge=0.5,
        le=0.99,
    )
    seed: int = Field(0, title="Seed", description="Of all random choices.", ge=0, le=2**32 - 1)
