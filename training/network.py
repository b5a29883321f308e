"""A network of one hidden layer, learnt by Adam (Kingma and Ba 2015) in numpy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy

_BATCH: Final = 256
_RATE: Final = 0.002
_DECAY: Final = 1e-5
Weights = list[numpy.ndarray]
"""From inputs to the hidden layer, its bias, from there to the classes, their bias."""


def fitted(inputs: numpy.ndarray, labels: numpy.ndarray, hidden: int, epochs: int, seed: int = 3) -> Weights:
    """The weights after ``epochs`` rounds over the examples (rows of ``inputs``; ``labels`` from 0)."""
    chance = numpy.random.default_rng(seed)
    classes = int(labels.max()) + 1
    weights: Weights = [
        chance.normal(0, inputs.shape[1] ** -0.5, (inputs.shape[1], hidden)).astype(numpy.float32),
        numpy.zeros(hidden, dtype=numpy.float32),
        chance.normal(0, hidden**-0.5, (hidden, classes)).astype(numpy.float32),
        numpy.zeros(classes, dtype=numpy.float32),
    ]
    means, squares = [numpy.zeros_like(part) for part in weights], [numpy.zeros_like(part) for part in weights]
    step, steps = 0, epochs * (len(labels) // _BATCH)
    for _ in range(epochs):
        order = chance.permutation(len(labels))
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            chosen, step = order[start : start + _BATCH], step + 1
            slopes = _slopes(weights, inputs[chosen].astype(numpy.float32), labels[chosen])
            rate = _RATE * (1 - step / steps) * numpy.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for part, slope, mean, square in zip(weights, slopes, means, squares, strict=True):
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope**2 - square)
                part -= rate * mean / (numpy.sqrt(square) + 1e-8) + _DECAY * part
    return weights


def shares(weights: Weights, inputs: numpy.ndarray) -> numpy.ndarray:
    """How likely each class is for each row; rows sum to 1."""
    first, bias, second, bias2 = weights
    return _shares(numpy.maximum(inputs.astype(numpy.float32) @ first + bias, 0) @ second + bias2)


def written(weights: Weights, path: Path) -> str:
    """Keeps the weights as float16; says how many bytes that took."""
    first, bias, second, bias2 = (part.astype(numpy.float16) for part in weights)
    numpy.savez_compressed(path, first=first, bias=bias, second=second, bias2=bias2)
    return f"{path}: {path.stat().st_size} bytes"


def _slopes(weights: Weights, inputs: numpy.ndarray, labels: numpy.ndarray) -> Weights:
    first, bias, second, bias2 = weights
    hidden = numpy.maximum(inputs @ first + bias, 0)
    error = _shares(hidden @ second + bias2)
    error[numpy.arange(len(labels)), labels] -= 1
    error /= len(labels)
    back = (error @ second.T) * (hidden > 0)
    return [inputs.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def _shares(scores: numpy.ndarray) -> numpy.ndarray:
    risen = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    divided: numpy.ndarray = risen / risen.sum(axis=1, keepdims=True)
    return divided
