"""The items of the level check, as they are, and what the lint refuses."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import ContentError
from grader.level.bank import check_bank, count_longest, read_bank
from grader.settings import Course


@pytest.fixture(scope="module")
def topics(root: Path):
    return read_bank(Course(root))


def test_the_bank_is_sound(topics):
    assert len(topics) == 36
    assert list(check_bank(topics)) == []


def test_the_longest_option_is_no_way_to_find_the_right_one(topics):
    assert count_longest(topics) <= 24, "a third of 72 at most"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda item: item["wrong"].pop(), "3つ書いて"),
        (lambda item: item["wrong"][0].update(text=item["right"]), "3つ書いて"),
        (lambda item: item["wrong"][0].update(text="上のすべて"), "上のすべて"),
        (lambda item: item["wrong"][0].update(why=""), "思いちがい"),
        (lambda item: item["wrong"][0].update(text="わからない"), "最後に付きます"),
        (lambda item: item.update(right="とても" * 30), "長さが目立ちます"),
        (lambda item: item.update(right="短"), "長さが目立ちます"),
    ],
)
def test_what_is_refused(topics, change, said):
    item = copy.deepcopy(topics[0].a)
    change(item)
    assert any(said in problem for problem in check_bank((replace(topics[0], a=item), *topics[1:])))


def test_every_area_and_level_is_asked(topics):
    assert "2つずつ" in next(check_bank(topics[1:]))


def test_an_id_is_used_once(topics):
    twice = replace(topics[1], id=topics[0].id)
    assert any("2回使われて" in problem for problem in check_bank((topics[0], twice, *topics[2:])))


def test_no_bank_is_told(tmp_path):
    with pytest.raises(ContentError, match="読めません"):
        read_bank(Course(tmp_path))
