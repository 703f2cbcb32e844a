"""Reconciling by a plain key gives what the truth says."""

import unicodedata

import pytest

from grader.data import load_dataset

SEEDS = range(20)


@pytest.fixture(scope="module")
def dataset(course):
    return load_dataset(course, "d23-payments")


def plain(key):
    text = unicodedata.normalize("NFKC", key).replace(" ", "")
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def by_key(table):
    found = {}
    for key, amount in zip(table["key"], table["amount"], strict=True):
        found.setdefault(plain(key), []).append(amount)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_truth_agrees_with_the_tables(dataset, seed):
    tables, truth = dataset.make(seed, n=60)
    a, b = by_key(tables["applications.csv"]), by_key(tables["payments.csv"])
    dup = {k for side in (a, b) for k, amounts in side.items() if len(amounts) > 1}
    both = (set(a) & set(b)) - dup
    assert truth["dup"] == dup
    assert truth["only_a"] == set(a) - set(b) - dup
    assert truth["only_b"] == set(b) - set(a) - dup
    assert truth["diff"] == {k for k in both if a[k] != b[k]}
    assert truth["matched"] == both - truth["diff"]


def test_sizes_are_those_of_the_city(dataset):
    tables, truth = dataset.make(1)
    assert [len(t) for t in tables.values()] == [1200, 1180]
    assert len(truth["diff"]) == 8 and len(truth["only_a"] | truth["only_b"]) == 30


def test_most_payments_write_the_key_in_another_way(dataset):
    payments = dataset.make(1)[0]["payments.csv"]
    assert 0.7 < (payments["key"] != payments["key"].map(plain)).mean() < 0.9
