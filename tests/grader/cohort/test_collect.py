"""The report of a collect run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from grader.cohort.collect import collect_lab, read_timestamp
from grader.cohort.model import Cohort
from grader.errors import DxlabError

LAB = "l001-tiny"


def test_who_handed_in_late_twice_and_unknown(cohort: Cohort, hand_in: Callable[..., Path]) -> None:
    hand_in("p1", "good1")
    hand_in("p1", "bad1", stamp="2026-06-02 03:00:00.000000")
    hand_in("p2", "broken", stamp="2026-06-30 15:59:59.000000")
    hand_in("zz")
    seen: list[tuple[int, int, str]] = []
    found = collect_lab(cohort, LAB, lambda *x: seen.append(x))
    assert (found.fresh, found.missing, found.unknown) == (("p1", "p2"), ("p3",), ("zz",))
    assert (found.twice, found.late) == ({"p1": 2}, {"p2": timedelta(hours=1)})
    assert seen == [(1, 2, "p1"), (2, 2, "p2")]
    assert "bad1" in (cohort.stock.folder("submitted", LAB, "p1") / f"{LAB}.ipynb").read_text()
    assert not (cohort.root / "submitted" / "zz").exists()
    assert collect_lab(cohort, LAB).fresh == ()


def test_the_time_is_the_folders_not_the_trainees(cohort: Cohort, hand_in: Callable[..., Path]) -> None:
    folder = hand_in("p1", stamp="2026-07-02 03:00:00.000000")
    (folder / "timestamp.txt").write_text("2026-06-01 00:00:00.000000 UTC")
    assert "p1" in collect_lab(cohort, LAB).late
    assert read_timestamp(cohort, LAB, "p1").month == 7


def test_without_a_release_it_says_what_to_do(cohort: Cohort) -> None:
    (cohort.exchange / cohort.id).rename(cohort.exchange / "elsewhere")
    with pytest.raises(DxlabError) as caught:
        collect_lab(cohort, LAB)
    assert "dxlab cohort release" in caught.value.hint
