"""Learning rate schedules. They depend only on the step, so a resumed run follows the same curve."""

from __future__ import annotations

import math
from collections.abc import Callable

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _


def constant(step: int, steps: int, warmup: float) -> float:
    """Constant at the peak, as in the SatCLIP paper."""
    return 1.0


def cosine(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up over the share `warmup` of the steps, then half a cosine to 0 (Loshchilov & Hutter 2017)."""
    rise = warmup * steps
    if step < rise:
        return (step + 1) / (rise + 1)
    return (1 + math.cos(math.pi * (step - rise) / max(1.0, steps - rise))) / 2


def one_cycle(step: int, steps: int, warmup: float = 0.1) -> float:
    """Cosine warm-up from 1/25, then a cosine to nearly 0: Smith & Topin (2019), as torch's OneCycleLR."""
    rise = max(1.0, warmup * steps)
    if step < rise:
        return 1 / 25 + (1 - 1 / 25) * (1 - math.cos(math.pi * step / rise)) / 2
    done = (step - rise) / max(1.0, steps - rise)
    return max(1e-4, (1 + math.cos(math.pi * done)) / 2)


SCHEDULES: dict[str, Callable[[int, int, float], float]] = {
    "constant": constant,
    "cosine": cosine,
    "one-cycle": one_cycle,
}


def schedule(name: str) -> Callable[[int, int, float], float]:
    """Return a schedule by name: the share of the peak learning rate at a step (from 0). Raises SatclipError."""
    if name not in SCHEDULES:
        raise SatclipError(
            _(
                "There is no schedule '{name}'. There are: {schedules}.",
                name=name,
                schedules=", ".join(SCHEDULES),
            )
        )
    return SCHEDULES[name]
