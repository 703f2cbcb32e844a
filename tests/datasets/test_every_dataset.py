"""What holds for each dataset of the course, those of tomorrow included."""

from pathlib import Path

import pytest

from grader.data import check_descriptor, dictionary, find_datasets, load_dataset, table_bytes
from grader.settings import Course

IDS = list(find_datasets(Course(Path(__file__).parents[2])))
each_dataset = pytest.mark.parametrize("name", IDS)


def bytes_of(tables):
    return {name: table_bytes(table) for name, table in tables.items()}


def test_the_first_datasets_are_there():
    assert {"d01-branches", "d17-branch-wait", "d18-screening-rct"} <= set(IDS)


@each_dataset
def test_same_seed_gives_the_same_bytes(course, name):
    dataset = load_dataset(course, name)
    (first, truth), (second, again) = dataset.make(7), dataset.make(7)
    assert bytes_of(first) == bytes_of(second)
    assert repr(truth) == repr(again)


@each_dataset
def test_a_caller_who_changes_a_table_does_not_change_the_next(course, name):
    dataset = load_dataset(course, name)
    first, _ = dataset.make(7)
    before = bytes_of(first)
    for table in first.values():
        if isinstance(table, bytes):
            continue  # bytes can't be changed
        table.iloc[:, :] = table.iloc[::-1].to_numpy()
    assert bytes_of(dataset.make(7)[0]) == before


@each_dataset
def test_agrees_with_its_descriptor(course, name):
    dataset = load_dataset(course, name)
    for seed in range(5):
        tables = dataset.make(seed)[0]
        assert check_descriptor(dataset, tables) == []
        if max(map(len, tables.values())) > 20_000 and not any(isinstance(t, bytes) for t in tables.values()):
            break  # three seconds each


@each_dataset
def test_every_knob_and_column_is_explained(course, name):
    dataset = load_dataset(course, name)
    assert list(dataset.descriptor.get("knobs", {})) == list(dataset.knobs)
    for table_name, table in dataset.make(1)[0].items():
        if isinstance(table, bytes):
            continue  # a workbook has no columns
        assert [c["column"] for c in dictionary(dataset, table_name)] == list(table.columns)


@each_dataset
def test_says_that_nobody_is_real_and_who_may_use_it(course, name):
    descriptor = load_dataset(course, name).descriptor
    assert "架空" in descriptor["provenance"]
    assert [licence["name"] for licence in descriptor["licenses"]] == ["CC-BY-4.0"]
