"""Networks of several stories come in; how alike they are, by four published measures, goes out."""

from __future__ import annotations

from collections import Counter, deque
from math import fsum, log2, sqrt
from typing import TYPE_CHECKING, TypeVar

import networkx as nx
import numpy as np

from relgraph.comparison.records import Similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Weights = Mapping[tuple[int, int], float]
    T = TypeVar("T")

JACCARD, COSINE, SPECTRAL, PORTRAIT = "jaccard", "cosine", "spectral", "portrait"


def similarities(weights: Sequence[Weights], graphs: Sequence[nx.Graph[str]]) -> tuple[Similarity, ...]:
    """Return each measure for each two stories.

    `weights` are those per word, by two persons of the comparison; `graphs` hold the named of each story. Nobody whom
    no one meets counts. Two stories without any relationship are alike, one with and one without are as far apart as
    can be.
    """
    spectra = [_spectrum(graph) for graph in graphs]
    portraits = [_portrait(graph) for graph in graphs]
    return (
        Similarity(
            name=JACCARD,
            kind="similarity",
            meaning="The weight of the relationships that both stories have, as a share of all weight in either.",
            reference="Weighted Jaccard: Ruzicka 1958, Biologia 13, 647–661; Ioffe 2010, doi:10.1109/ICDM.2010.80",
            table=_square(weights, _jaccard),
        ),
        Similarity(
            name=COSINE,
            kind="similarity",
            meaning="How alike the proportions of the relationships are, however much there is of them in each story.",
            reference="Cosine: Salton, Wong and Yang 1975, doi:10.1145/361219.361220",
            table=_square(weights, _cosine),
        ),
        Similarity(
            name=SPECTRAL,
            kind="distance",
            meaning="How differently the two networks hang together (one circle or several), whoever is in them.",
            reference="Spectral distance: Gu, Hua and Liu 2015, doi:10.48550/arXiv.1402.6041",
            table=_square(spectra, _spectral),
        ),
        Similarity(
            name=PORTRAIT,
            kind="distance",
            meaning="How differently people can reach each other through acquaintances, whoever they are.",
            reference="Portrait divergence: Bagrow and Bollt 2019, doi:10.1007/s41109-019-0156-x",
            table=_square(portraits, _divergence),
        ),
    )


def _square(items: Sequence[T], measure: Callable[[T, T], float]) -> tuple[tuple[float, ...], ...]:
    """Return a symmetric measure of each two items."""
    table = [[0.0] * len(items) for _ in items]
    for row, one in enumerate(items):
        for column in range(row, len(items)):
            table[row][column] = table[column][row] = measure(one, items[column])
    return tuple(map(tuple, table))


def _jaccard(one: Weights, other: Weights) -> float:
    """Return sum(min(u, v)) / sum(max(u, v)): 0..1, 1 for equal weights."""
    both = fsum(min(weight, other[pair]) for pair, weight in one.items() if pair in other)
    larger = fsum(one.values()) + fsum(other.values()) - both
    return min(1.0, both / larger) if larger else 1.0


def _cosine(one: Weights, other: Weights) -> float:
    """Return u·v / (|u| |v|): 0..1, 1 for equal proportions."""
    if not one and not other:
        return 1.0
    product = fsum(weight * other[pair] for pair, weight in one.items() if pair in other)
    squares = fsum(weight**2 for weight in one.values()) * fsum(weight**2 for weight in other.values())
    return _near_one(product / sqrt(squares)) if squares else 0.0


def _near_one(value: float) -> float:
    """Return 1 for what differs from it in the last digits only."""
    return 1.0 if value > 1 - 1e-12 else value


def _spectrum(graph: nx.Graph[str]) -> NDArray[np.float64]:
    """Return the eigenvalues (0..2) of the normalised Laplacian of those who meet somebody, smallest first."""
    names = sorted(name for name, degree in graph.degree() if degree)
    if not names:
        return np.zeros(0)
    weights = nx.to_numpy_array(graph, nodelist=names, weight="weight")
    scale = 1 / np.sqrt(weights.sum(axis=1))
    spectrum: NDArray[np.float64] = np.linalg.eigvalsh(np.eye(len(names)) - scale[:, None] * weights * scale)
    # Rounded, so that neither the last digits nor the order of the characters make a difference.
    return np.round(spectrum, 9)


def _spectral(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the Wasserstein distance of two spectra: 0..1, for both have the mean 1 within 0..2."""
    if not len(one) or not len(other):
        return float(len(one) != len(other))
    values = np.sort(np.concatenate([one, other]))
    below = [np.searchsorted(spectrum, values[:-1], side="right") / len(spectrum) for spectrum in (one, other)]
    return min(1.0, float(np.sum(np.abs(below[0] - below[1]) * np.diff(values))))


def _portrait(graph: nx.Graph[str]) -> dict[tuple[int, int], float]:
    """Return P(l, k): the chance that a random pair is l steps apart and its first one has k at that distance."""
    counts: Counter[tuple[int, int]] = Counter()
    neighbours = {name: list(graph[name]) for name, degree in graph.degree() if degree}
    for name in neighbours:
        counts.update(_shells(neighbours, name))
    total = sum(number * size for (_, size), number in counts.items())
    return {shell: number * shell[1] / total for shell, number in counts.items()}


def _shells(neighbours: Mapping[str, Sequence[str]], start: str) -> list[tuple[int, int]]:
    """Return distance and number of those who are so many steps away."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for name in neighbours[here]:
            if name not in steps:
                steps[name] = steps[here] + 1
                queue.append(name)
    return list(Counter(steps.values()).items())


def _divergence(one: Mapping[tuple[int, int], float], other: Mapping[tuple[int, int], float]) -> float:
    """Return the Jensen-Shannon divergence (base 2) of two portraits: 0..1."""
    if not one or not other:
        return float(len(one) != len(other))
    terms = []
    for shell in sorted(one.keys() | other.keys()):
        first, second = one.get(shell, 0.0), other.get(shell, 0.0)
        middle = (first + second) / 2
        terms += [share * log2(share / middle) / 2 for share in (first, second) if share]
    return min(1.0, max(0.0, fsum(terms)))
