"""A trial of two reminder postcards for a bowel cancer screening.

Persons are assigned at random to postcard A (what one gains) or B (what one
loses). Some postcards come back undelivered. The default rates of attendance,
23.0 % and 30.0 %, echo fact E-03 of ``datasets/reference/facts.csv``; the
persons are invented.

Who went last year attends 1.9 times as often as the average person, so age and
sex say nothing about attendance but ``last_year`` does. ``p_a`` and ``p_b`` are
rates *as assigned*: over all persons of an arm, delivered or not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

TABLE = "screening_rct.csv"
ARMS = ("A", "B")
WENT_LAST_YEAR = 0.35  # share of all persons
HABIT = 1.9  # rate of those, relative to the arm's rate
AGES = (40, 69)  # years, uniform
AGE_SD = 8.66  # years: sqrt((30**2 - 1) / 12)
UNREACHED = 0.05  # rate of undelivered persons, with undelivered_matters
MORE_RETURNS = 4  # times as many undelivered in arm B, with undelivered_matters


def make(
    seed: int,
    n: int = 3600,
    p_a: float = 0.230,
    p_b: float = 0.300,
    share_b: float = 0.5,
    undelivered: float = 0.04,
    undelivered_matters: bool = False,
    imbalance: float = 0.0,
    swap_labels: bool = False,
    shuffle: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"screening_rct.csv": table}, truth)``.

    The table has a row per person: ``person_id`` (text), ``arm`` (A/B), ``age``
    (years), ``sex`` (女/男), ``last_year``, ``delivered``, ``attended`` (0/1),
    ordered by ``person_id``.

    Parameters
    ----------
    n: persons, at least 20.
    p_a, p_b: true rates of attendance by postcard, as assigned.
    share_b: share of persons with postcard B; the numbers of the arms are fixed, not drawn.
    undelivered: share of undelivered postcards, equal in both arms.
    undelivered_matters: four times as many undelivered in arm B, and these persons hardly
        attend: leaving them out adds about 4 percentage points to the difference.
    imbalance: planted standardised difference of age, arm B minus arm A (-1 to 1); 0 is a proper lot.
    swap_labels: postcard A goes by the name B and the other way round: all differences change sign.
    shuffle: rows in random order.

    ``truth``
    ---------
    ``p``: true rate by arm label. ``diff``: true difference, arm B minus arm A, as a share.
    ``n``: persons by arm label. ``undelivered``: ids. ``imbalance``: as the table shows it.
    ``diff_delivered``: expected difference when the undelivered are (wrongly) left out.

    Raises
    ------
    ValueError: a knob is out of its range.
    """
    _check_knobs(n, share_b, undelivered, imbalance)
    lost = np.array([undelivered, undelivered * (MORE_RETURNS if undelivered_matters else 1)])
    reached, unreached = _rates(np.array([p_a, p_b]), lost, undelivered_matters)

    arm = _assign(n, share_b, np.random.default_rng([seed, 0]))
    people = _draw_people(arm, imbalance, np.random.default_rng([seed, 1]))
    people["delivered"] = _deliver(arm, lost, np.random.default_rng([seed, 2]))
    rate = np.where(people["delivered"] == 1, reached[arm], unreached[arm])
    people["attended"] = _attend(rate, people["last_year"], np.random.default_rng([seed, 3]))

    labels = ARMS[::-1] if swap_labels else ARMS
    people.insert(1, "arm", [labels[a] for a in arm])
    truth = {
        "p": {labels[0]: p_a, labels[1]: p_b},
        "diff": (p_a - p_b) if swap_labels else (p_b - p_a),
        "diff_delivered": float((reached[1] - reached[0]) * (-1 if swap_labels else 1)),
        "n": {label: int((people["arm"] == label).sum()) for label in ARMS},
        "undelivered": people.loc[people["delivered"] == 0, "person_id"].tolist(),
        "imbalance": imbalance * (-1 if swap_labels else 1),
    }
    if shuffle:
        people = people.sample(frac=1, random_state=np.random.default_rng([seed, 4]))
    return {TABLE: people.reset_index(drop=True)}, truth


def _check_knobs(n: int, share_b: float, undelivered: float, imbalance: float) -> None:
    if n < 20:
        raise ValueError(f"n は 20 以上の数です（指定: {n}）")
    if not 0.1 <= share_b <= 0.9:
        raise ValueError(f"share_b は 0.1 から 0.9 までの数です（指定: {share_b}）")
    if not 0 <= undelivered <= 0.2:
        raise ValueError(f"undelivered は 0 から 0.2 までの数です（指定: {undelivered}）")
    if not -1 <= imbalance <= 1:
        raise ValueError(f"imbalance は -1 から 1 までの数です（指定: {imbalance}）")


def _rates(rate: np.ndarray, lost: np.ndarray, matters: bool) -> tuple[np.ndarray, np.ndarray]:
    """Rates of reached and unreached persons by arm, so that the arm's rate stays ``rate``."""
    unreached = np.full(2, UNREACHED) if matters else rate
    reached = (rate - lost * unreached) / (1 - lost)
    if (reached < 0).any() or (np.maximum(reached, unreached) * HABIT > 1).any():
        raise ValueError(f"p_a と p_b は 0 から {1 / HABIT:.2f} くらいまでの数です（指定: {rate.tolist()}）")
    return reached, unreached


def _assign(n: int, share_b: float, rng: np.random.Generator) -> np.ndarray:
    """0 (postcard A) or 1 (postcard B) per person."""
    arm = np.zeros(n, dtype=int)
    arm[: round(n * share_b)] = 1
    return rng.permutation(arm)


def _draw_people(arm: np.ndarray, imbalance: float, rng: np.random.Generator) -> pd.DataFrame:
    n = len(arm)
    # Continuous until the shift is in: rounding first would swallow a small one.
    age = rng.uniform(AGES[0] - 0.5, AGES[1] + 0.5, n) + imbalance * AGE_SD * (arm - arm.mean())
    return pd.DataFrame(
        {
            "person_id": [f"P{i:05d}" for i in range(1, n + 1)],
            "age": np.rint(age).astype(int),
            "sex": np.where(rng.random(n) < 0.52, "女", "男"),
            "last_year": (rng.random(n) < WENT_LAST_YEAR).astype(int),
        }
    )


def _deliver(arm: np.ndarray, lost: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """1 (delivered) or 0 per person; each arm has its share of undelivered to the person."""
    delivered = np.ones(len(arm), dtype=int)
    for label in (0, 1):
        members = np.flatnonzero(arm == label)
        delivered[rng.choice(members, round(len(members) * lost[label]), replace=False)] = 0
    return delivered


def _attend(rate: np.ndarray, last_year: pd.Series, rng: np.random.Generator) -> np.ndarray:
    others = (1 - WENT_LAST_YEAR * HABIT) / (1 - WENT_LAST_YEAR)  # keeps the mean factor at 1
    factor = np.where(last_year == 1, HABIT, others)
    return (rng.random(len(rate)) < rate * factor).astype(int)
