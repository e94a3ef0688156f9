"""Modules that jobs need, imported once: on Linux each job is forked from a process that has imported them.

The server itself must not import this module, because it changes thread settings.
"""

import gc

from satclip_backend.imports import importing
from satclip_backend.threads import all_cores

all_cores()

with importing():
    import satclip_backend.models.fitting
    import satclip_backend.models.model_file
    import satclip_backend.models.report
    import satclip_backend.pretraining.training  # noqa: F401
gc.freeze()  # the collector would copy the memory that jobs share
