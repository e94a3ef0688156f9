"""What jobs need, imported once: on Linux each job's process is forked from one that has done so.

The server itself must not import this module: it sets how threads work.
"""

from satclip_backend.threads import all_cores

all_cores()

import satclip_backend.models.fitting  # noqa: E402
import satclip_backend.models.model_file  # noqa: E402
import satclip_backend.models.report  # noqa: E402
import satclip_backend.pretraining.training  # noqa: E402, F401
