"""Matched counts: what is shown, and that nothing hidden can be computed."""

from __future__ import annotations

import random

from grader.level.matched import CAUTION, build_matched, describe
from grader.level.scoring import RANKS
from grader.level.suppress import find_computable, hide_small


def test_a_large_cohort_is_shown_with_its_ratio():
    pairs = [(a, b) for a in RANKS for b in RANKS] * 5 + [("初級", "中級")] * 40
    matched = build_matched(pairs)
    assert matched.people == 120
    assert matched.cells["初級", "中級"] == 45
    assert matched.upper == (40, 80) and matched.ratio == 2.0
    assert "中級以上は、前33%、後67%" in describe(matched)


def test_small_counts_and_one_more_are_hidden():
    shown = hide_small({"all": 30, "x": 3, "y": 12, "z": 15}, [("all", ["x", "y", "z"])])
    assert shown == {"all": 30, "x": None, "y": None, "z": 15}


def test_a_hidden_count_is_no_zero_that_one_can_work_out():
    counts = {"all": 30, "x": 0, "y": 0, "z": 30}
    assert find_computable(counts, [("all", ["x", "y", "z"])], {"x", "y"}) == ["x", "y"]
    shown = hide_small(counts, [("all", ["x", "y", "z"])])
    assert shown["z"] is None or shown["all"] is None


def test_hidden_counts_that_only_two_sums_together_give_away_are_found():
    sums = [("r1", ["a", "b"]), ("c1", ["a", "c"]), ("rest", ["b", "c"])]
    counts = {"a": 6, "b": 6, "c": 6, "r1": 12, "c1": 12, "rest": 12}
    assert find_computable(counts, sums, {"a", "b", "c"}) == ["a", "b", "c"]


def test_no_more_is_hidden_than_it_takes():
    """What was hidden on the way, and need not be in the end, is shown again."""
    before = {"入門": 14, "初級": 13, "中級": 9, "上級": 3}
    after = {"初級": 10, "中級": 15, "上級": 14}
    pairs = zip(spread(before), random.Random(1).sample(spread(after), 39), strict=True)
    matched = build_matched(pairs)
    assert matched.pre == {"入門": 14, "初級": 13, "中級": None, "上級": None}
    assert matched.post["中級"] == 15 and matched.post["上級"] == 14
    assert matched.upper == (12, 29)


def spread(counts: dict[str, int]) -> list[str]:
    return [rank for rank, count in counts.items() for _ in range(count)]


def test_random_cohorts_keep_their_small_counts():
    """An outside look at the result: every table that fits what is shown must leave room for others."""
    random.seed(5)
    for size in (3, 8, 20, 20, 20, 60, 200):
        pairs = [(random.choice(RANKS[:3]), random.choice(RANKS)) for _ in range(size)]
        matched = build_matched(pairs)
        shown = [*matched.cells.values(), *matched.pre.values(), *matched.post.values(), *matched.upper]
        assert all(count is None or count >= 5 for count in [*shown, matched.people])
        for row in RANKS:
            hidden = [after for after in RANKS if matched.cells[row, after] is None]
            lone = len(hidden) == 1 and matched.pre[row] is not None
            assert not lone or pairs.count((row, hidden[0])) >= 5


def test_few_people_are_not_described():
    assert "示しません" in describe(build_matched([("初級", "中級")] * 4))
    assert build_matched([]).people is None


def test_the_caution_is_the_curriculums():
    assert CAUTION == "前後比較なので研修だけの効果とは言えません（比較対象がない）"
