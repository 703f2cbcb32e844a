"""Levels: all 343 combinations, and the marking of one sheet."""

from __future__ import annotations

import itertools

from grader.level.scoring import RANKS, classify, mark

COUNTS = list(itertools.product(range(7), repeat=3))


def test_more_right_answers_never_lower_the_level():
    assert len(COUNTS) == 343
    for counts in COUNTS:
        rank = RANKS.index(classify(*counts))
        for place in range(3):
            more = [n + (k == place) for k, n in enumerate(counts)]
            if max(more) <= 6:
                assert RANKS.index(classify(*more)) >= rank, (counts, more)


def test_the_borders():
    assert {classify(*c) for c in COUNTS} == set(RANKS)
    assert [classify(*c) for c in ((5, 4, 4), (5, 4, 3), (5, 3, 6), (4, 6, 6), (3, 6, 6))] == [
        "上級",
        "中級",
        "初級",
        "初級",
        "入門",
    ]


def test_a_sheet():
    key = {f"{area}-{level}": "b" for area in range(1, 7) for level in range(1, 4)}
    given = {question: "b" for question in key if question[2] == "1"} | {"6-3": "b", "5-3": "e", "zz": "b"}
    sheet = mark(key, given)
    assert sheet.levels == (6, 0, 1)
    assert sheet.areas == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2}
    assert sheet.answered == 8
    assert sheet.rank == "初級"
