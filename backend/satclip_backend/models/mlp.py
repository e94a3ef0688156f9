"""Multilayer perceptron on embeddings, as in the SatCLIP paper: twice Linear, ReLU and dropout; then Linear.

It is trained by AdamW with early stopping on held-out observations, on a GPU if there is one.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from torch import nn

from satclip_backend.limits import default_device
from satclip_backend.progress import Progress, no_progress

HIDDEN = 256
DROPOUT = 0.1
BATCH = 512
RATE, DECAY = 1e-3, 1e-2
EPOCHS, PATIENCE = 200, 15
MOST_AT_ONCE = 65_536


class _Mlp(BaseEstimator):
    """Base of regressor and classifier. Features must be standardised, without missing values."""

    def __init__(self, seed: int = 0, device: str | None = None) -> None:
        self.seed, self.device = seed, device

    def _train(
        self,
        x: NDArray,
        y: torch.Tensor,
        outputs: int,
        losses: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
        sample_weight: NDArray | None,
        held: NDArray[np.bool_] | None,
        progress: Progress,
    ) -> None:
        """Train the network. `losses(outputs, y)` returns a loss for each observation.

        If observations are `held` out, the weights of the epoch with the smallest held-out loss are kept.
        """
        default = "cuda" if torch.cuda.is_available() else "cpu"
        chosen = self.device or default_device() or default
        device = torch.device(chosen if self.device or chosen != "mps" else "cpu")  # MPS has no float64
        generator = torch.Generator().manual_seed(self.seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.network_ = _network(x.shape[1], outputs).to(device)
            x = torch.as_tensor(np.ascontiguousarray(x, dtype=np.float32)).to(device)
            y = y.to(device)
            w = (
                torch.ones(len(y))
                if sample_weight is None
                else torch.as_tensor(sample_weight, dtype=torch.float32)
            )
            w = w.to(device)
            held_rows = np.zeros(len(y), dtype=bool) if held is None else held
            train = torch.as_tensor(np.flatnonzero(~held_rows))
            check = torch.as_tensor(np.flatnonzero(held_rows)).to(device)
            optimiser = torch.optim.AdamW(self.network_.parameters(), lr=RATE, weight_decay=DECAY)
            best, self.epochs_, state = np.inf, 0, None
            for epoch in range(1, EPOCHS + 1):
                self.network_.train()
                for batch in train[torch.randperm(len(train), generator=generator)].to(device).split(BATCH):
                    progress((epoch - 1) / EPOCHS, "")
                    optimiser.zero_grad()
                    (losses(self.network_(x[batch]), y[batch]) * w[batch]).mean().backward()
                    optimiser.step()
                if not len(check):
                    self.epochs_ = epoch
                    if epoch == 30:  # no held-out observations for early stopping
                        break
                    continue
                self.network_.eval()
                with torch.no_grad():
                    error = float((losses(self.network_(x[check]), y[check]) * w[check]).mean())
                if error < best:
                    best, self.epochs_ = error, epoch
                    state = {name: value.clone() for name, value in self.network_.state_dict().items()}
                elif epoch - self.epochs_ >= PATIENCE:
                    break
            if state is not None:
                self.network_.load_state_dict(state)
        self.network_.eval()

    @torch.no_grad()
    def _outputs(self, x: NDArray) -> NDArray:
        device = next(self.network_.parameters()).device
        x = torch.as_tensor(np.ascontiguousarray(x, dtype=np.float32))
        return torch.cat([self.network_(batch.to(device)).cpu() for batch in x.split(MOST_AT_ONCE)]).numpy()

    def tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `restore` reads."""
        weights = {
            f"network.{name}": value.cpu().numpy() for name, value in self.network_.state_dict().items()
        }
        return {**weights, **self._more()}

    def restore(self, tensors: dict[str, NDArray]):
        """Restore the network from the arrays of `tensors`.

        Raises KeyError, RuntimeError or ValueError if they are inconsistent.
        """
        first, last = tensors["network.0.weight"], tensors["network.6.weight"]
        self.network_ = _network(first.shape[1], last.shape[0])
        self.network_.load_state_dict(
            {
                name.removeprefix("network."): torch.as_tensor(value)
                for name, value in tensors.items()
                if name.startswith("network.")
            }
        )
        self.network_.eval()
        self._restore_more(tensors)
        return self


class MLPRegressor(RegressorMixin, _Mlp):
    """Regression with squared error. The target is standardised internally."""

    def fit(self, x, y, sample_weight=None, held=None, progress: Progress = no_progress):
        """Fit on features (n, d) and values (n,)."""
        y = np.asarray(y, dtype=np.float64)
        self.mean_, self.spread_ = float(y.mean()), float(y.std()) or 1.0
        scaled = torch.as_tensor((y - self.mean_) / self.spread_, dtype=torch.float32)
        self._train(x, scaled, 1, lambda out, y: (out[:, 0] - y) ** 2, sample_weight, held, progress)
        return self

    def predict(self, x: NDArray) -> NDArray[np.float64]:
        """Return values (m,)."""
        return self._outputs(x)[:, 0].astype(np.float64) * self.spread_ + self.mean_

    def _more(self) -> dict[str, NDArray]:
        return {"scale": np.array([self.mean_, self.spread_])}

    def _restore_more(self, tensors: dict[str, NDArray]) -> None:
        self.mean_, self.spread_ = (float(value) for value in tensors["scale"])


class MLPClassifier(ClassifierMixin, _Mlp):
    """Classification with cross-entropy."""

    def fit(self, x, y, sample_weight=None, held=None, progress: Progress = no_progress):
        """Fit on features (n, d) and codes (n,)."""
        self.classes_, codes = np.unique(y, return_inverse=True)
        codes = torch.as_tensor(codes.ravel())

        def losses(out: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
            return nn.functional.cross_entropy(out, y, reduction="none")

        self._train(x, codes, len(self.classes_), losses, sample_weight, held, progress)
        return self

    def predict_proba(self, x: NDArray) -> NDArray[np.float64]:
        """Return probabilities (m, classes)."""
        return torch.softmax(torch.as_tensor(self._outputs(x), dtype=torch.float64), dim=1).numpy()

    def predict(self, x: NDArray) -> NDArray:
        """Return codes (m,)."""
        return self.classes_[self._outputs(x).argmax(axis=1)]

    def _more(self) -> dict[str, NDArray]:
        return {"classes": self.classes_}

    def _restore_more(self, tensors: dict[str, NDArray]) -> None:
        self.classes_ = tensors["classes"]


def _network(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(inputs, HIDDEN),
        nn.ReLU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, HIDDEN),
        nn.ReLU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, outputs),
    )
