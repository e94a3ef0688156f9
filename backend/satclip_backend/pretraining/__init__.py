"""Training a location encoder on imagery: points, patches, frozen image features, losses and the loop.

`imagery` and `sampling` say what is read where, `features` what is kept of it, `losses` and `model` what
is learned, `training` how.
"""
