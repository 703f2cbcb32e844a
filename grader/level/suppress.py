"""Small counts stay hidden, also from who can add and subtract; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

#: Counts below this are not shown.
SMALLEST = 5

#: (whole, its parts): everything that a reader may add up.
Sums = Sequence[tuple[str, Sequence[str]]]


def hide_small(counts: Mapping[str, int], sums: Sums, keep: Sequence[str] = ()) -> dict[str, int | None]:
    """The counts as they may be shown; None = hidden.

    First what is small, then as much more as it takes until nothing hidden can be
    computed from what is shown and the ``sums``, and no more than that.

    Parameters
    ----------
    keep: what matters most to a reader, the dearest last; hidden only when the rest does not suffice.
    """
    hidden = {name for name, count in counts.items() if count < SMALLEST}
    while known := _given_away(counts, sums, hidden):
        near = [n for n in _neighbours(known, sums) if n not in hidden]
        rest = [n for n in counts if n not in hidden]
        if not (near or rest):
            break
        hidden.add(min(near or rest, key=lambda name: (_worth(name, keep), counts[name], name)))
    hidden = _lessened(counts, sums, hidden, keep)
    return {name: None if name in hidden else count for name, count in counts.items()}


def _lessened(counts: Mapping[str, int], sums: Sums, hidden: set[str], keep: Sequence[str]) -> set[str]:
    """Without what was hidden on the way and protects nothing in the end; the dearest first."""
    large = [name for name in hidden if counts[name] >= SMALLEST]
    for name in sorted(large, key=lambda name: (-_worth(name, keep), -counts[name], name)):
        if not _given_away(counts, sums, hidden - {name}):
            hidden = hidden - {name}
    return hidden


def _given_away(counts: Mapping[str, int], sums: Sums, hidden: Iterable[str]) -> list[str]:
    """Small counts that a reader could compute; a large one may be known, with all that follows from it."""
    return [name for name in find_computable(counts, sums, hidden) if counts[name] < SMALLEST]


def _worth(name: str, keep: Sequence[str]) -> int:
    return keep.index(name) + 1 if name in keep else 0


def find_computable(counts: Mapping[str, int], sums: Sums, hidden: Iterable[str]) -> list[str]:
    """Hidden counts that a reader could compute: by solving the sums, or since no count is below 0."""
    names = sorted(hidden)
    rows, values = [], []
    for whole, parts in sums:
        row = [(name in parts) - (name == whole) for name in names]
        shown = sum(counts[p] for p in parts if p not in names)
        if any(row):
            rows.append(row)
            values.append((counts[whole] if whole not in names else 0) - shown)
    solved = _solved(names, rows)
    return sorted(solved | _bounded(names, rows, values))


def _solved(names: list[str], rows: list[list[int]]) -> set[str]:
    """Names whose value the equations fix: their unit vector lies in the row space."""
    if not rows:
        return set()
    matrix = np.array(rows, dtype=float)
    _, size, basis = np.linalg.svd(matrix)
    inside = basis[: int((size > 1e-9).sum())]
    return {name for k, name in enumerate(names) if np.linalg.norm(inside[:, k]) > 1 - 1e-9}


def _bounded(names: list[str], rows: list[list[int]], values: list[int]) -> set[str]:
    """Names whose least and greatest possible value meet."""
    low = dict.fromkeys(names, 0.0)
    high = dict.fromkeys(names, float("inf"))
    for _ in range(2 * len(names) + 2):
        for row, value in zip(rows, values, strict=True):
            _narrow([(n, k) for n, k in zip(names, row, strict=True) if k], value, low, high)
    return {name for name in names if low[name] == high[name]}


def _narrow(terms: list[tuple[str, int]], value: int, low: dict[str, float], high: dict[str, float]) -> None:
    for name, sign in terms:
        others = [(n, k) for n, k in terms if n != name]
        least = sum(k * (low[n] if k > 0 else high[n]) for n, k in others)
        most = sum(k * (high[n] if k > 0 else low[n]) for n, k in others)
        bounds = sorted(((value - least) * sign, (value - most) * sign))
        low[name], high[name] = max(low[name], bounds[0]), min(high[name], bounds[1])


def _neighbours(names: Iterable[str], sums: Sums) -> set[str]:
    wanted = set(names)
    lines = [{whole, *parts} for whole, parts in sums]
    return {name for line in lines if line & wanted for name in line} - wanted
