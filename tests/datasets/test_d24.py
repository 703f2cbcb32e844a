"""Blanks stand where the truth says, and values tell people apart."""

import re

import pytest

from grader.data import load_dataset

SEEDS = range(20)


@pytest.fixture(scope="module")
def dataset(course):
    return load_dataset(course, "d24-letters")


@pytest.mark.parametrize("seed", SEEDS)
def test_required_blanks_are_the_planted_ones(dataset, seed):
    tables, truth = dataset.make(seed)
    people = tables["recipients.csv"].set_index("id")
    blank = {i: c for c in truth["required"] for i in people.index[people[c] == ""]}
    assert blank == truth["missing"] and len(blank) == 3
    assert 0.4 < len(truth["no_second_line"]) / len(people) < 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_no_value_lies_within_another_persons(dataset, seed):
    people = dataset.make(seed)[0]["recipients.csv"]
    for column in ("id", "address1", "amount"):
        values = people.loc[people[column] != "", column]
        assert values.is_unique and values.str.len().nunique() <= 3


def test_the_template_asks_for_columns_only(dataset):
    tables, truth = dataset.make(1)
    assert tables["template_notice.txt"].decode() == truth["template"]
    assert set(re.findall(r"{{(\w+)}}", truth["template"])) == set(tables["recipients.csv"].columns)


def test_some_names_have_a_rare_character(dataset):
    assert dataset.make(1)[0]["recipients.csv"]["name"].str.contains("𠮷").any()
