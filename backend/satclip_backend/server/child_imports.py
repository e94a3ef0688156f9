"""Modules that jobs need, imported once: on Linux each job is forked from a process that has imported them.

The server itself must not import this module, because it changes thread settings.
"""

from satclip_backend.threads import all_cores

all_cores()

import satclip_backend.models.fitting  # noqa: E402
import satclip_backend.models.model_file  # noqa: E402
import satclip_backend.models.report  # noqa: E402
import satclip_backend.pretraining.training  # noqa: E402, F401
