"""Gradients of a loss that compares all points of a batch, with the memory of a part of the batch.

Gao et al. (2021, GradCache, section 3): first all parts are embedded without a graph; then the loss gives the gradient
of each embedding; then each part is embedded again for backpropagation. This is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch


def backpropagate(
    parts: Sequence[tuple],
    embed: Callable[..., tuple[torch.Tensor, ...]],
    loss: Callable[..., dict[str, torch.Tensor]],
    check_cancelled: Callable[[], None],
) -> dict[str, torch.Tensor]:
    """Add the gradients of a loss to the parameters, and return its terms.

    Parameters
    ----------
    parts : sequence of tuple
        Arguments of `embed` for each part of the batch.
    embed : callable
        Returns one or more tensors (n, ...) of the n points of a part. They must be the same each time.
    loss : callable
        Returns the terms of the loss, and `loss`, their sum, of these tensors for the whole batch.
    check_cancelled : callable
        Called between the computations; it may raise an exception.
    """
    if len(parts) == 1:
        terms = loss(*embed(*parts[0]))
        check_cancelled()
        terms["loss"].backward()
        return terms
    with torch.no_grad():
        outputs = []
        for part in parts:
            check_cancelled()
            outputs.append(embed(*part))
    leaves = [torch.cat(tensors).requires_grad_() for tensors in zip(*outputs)]
    terms = loss(*leaves)
    check_cancelled()
    terms["loss"].backward()
    ends = np.cumsum([[len(o) for o in output] for output in outputs], 0)
    for index, part in enumerate(parts):
        check_cancelled()
        again = embed(*part)
        upstream = [
            leaf.grad[(ends[index - 1][k] if index else 0) : ends[index][k]]
            for k, leaf in enumerate(leaves)
            if leaf.grad is not None and again[k].requires_grad
        ]
        with_graph = [o for o, leaf in zip(again, leaves) if leaf.grad is not None and o.requires_grad]
        check_cancelled()
        torch.autograd.backward(with_graph, upstream)
    return terms
