"""Our 効率アップテキスト: all 24 pages are there and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.tip_rules import check_tip, check_tips, letters_of
from grader.lab.tips import find_tips, page_of, read_tip
from grader.settings import Course

COURSE = Course(Path(__file__).parents[2])
IDS = find_tips(COURSE)


def test_all_numbers_are_there_once():
    assert [tip_id[:2] for tip_id in IDS] == [f"{n:02}" for n in range(1, 25)]
    assert check_tips(COURSE) == []


@pytest.mark.parametrize("tip_id", IDS)
def test_a_page_is_whole_and_says_who_looks_after_it(tip_id):
    assert check_tip(COURSE, tip_id) == []
    tip = read_tip(COURSE, tip_id)
    assert letters_of(tip) > 150
    page = page_of(tip)
    assert (
        page.startswith(f"# 効率アップ{tip.number}　") and tip.head["owner"] in page.rstrip().split("\n")[-1]
    )
    assert "---\ntitle" not in page
