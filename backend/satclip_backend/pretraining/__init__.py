"""Pretraining of a location encoder on imagery.

`images` reads patches, `feature_cache` and `features` compute and cache their image features, `losses` and
`model` define the objective, `trainer` does the steps, and `training` runs the training loop.
"""
