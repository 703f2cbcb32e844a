import numpy as np
import pytest

from grader.data import load_dataset
from grader.errors import DxlabError

TABLE = "screening_rct.csv"
SEEDS = range(20)


@pytest.fixture(scope="module")
def make(course):
    dataset = load_dataset(course, "d18-screening-rct")

    def make_one(seed, **knobs):
        tables, truth = dataset.make(seed, **knobs)
        return tables[TABLE], truth

    return make_one


def difference(df):
    rate = df.groupby("arm")["attended"].mean()
    return rate["B"] - rate["A"]


def delivered(df):
    return df[df["delivered"] == 1]


def test_the_difference_is_in_the_data(make):
    found = [difference(make(seed)[0]) for seed in SEEDS]
    # Standard error of one difference is 1.45 points; of the mean of twenty, 0.32.
    assert np.mean(found) == pytest.approx(0.07, abs=0.01)
    assert np.std(found) == pytest.approx(0.0145, abs=0.006)
    assert all(abs(d - 0.07) < 4 * 0.0145 for d in found)


def test_truth_counts_what_the_table_shows(make):
    for seed in SEEDS:
        df, truth = make(seed, share_b=0.3)
        assert df["arm"].value_counts().to_dict() == truth["n"] == {"A": 2520, "B": 1080}
        assert df.loc[df["delivered"] == 0, "person_id"].tolist() == truth["undelivered"]
        assert truth["p"] == {"A": 0.23, "B": 0.30}
        assert truth["diff"] == pytest.approx(0.07)


def test_undelivered_are_equal_by_arm_unless_they_matter(make):
    for seed in SEEDS:
        lost = 1 - make(seed)[0].groupby("arm")["delivered"].mean()
        assert lost.to_dict() == pytest.approx({"A": 0.04, "B": 0.04}, abs=0.001)


def test_leaving_out_the_undelivered_errs_clearly_in_every_seed(make):
    for seed in SEEDS:
        df, truth = make(seed, undelivered_matters=True)
        assert difference(delivered(df)) - difference(df) > 0.02
        assert truth["diff"] == pytest.approx(0.07)
        assert truth["diff_delivered"] == pytest.approx(0.11, abs=0.001)
    found = [difference(make(seed, undelivered_matters=True)[0]) for seed in SEEDS]
    assert np.mean(found) == pytest.approx(0.07, abs=0.012)


def test_swapped_labels_flip_the_sign_and_nothing_else(make):
    for seed in SEEDS:
        (df, truth), (swapped, flipped) = make(seed), make(seed, swap_labels=True)
        assert difference(swapped) == pytest.approx(-difference(df))
        assert flipped["diff"] == pytest.approx(-truth["diff"])
        assert swapped.drop(columns="arm").equals(df.drop(columns="arm"))


def test_the_lot_is_balanced_unless_asked_otherwise(make):
    def age_gap(df):
        ages = df.groupby("arm")["age"]
        return (ages.mean()["B"] - ages.mean()["A"]) / ages.std().mean()

    assert np.mean([age_gap(make(seed)[0]) for seed in SEEDS]) == pytest.approx(0, abs=0.03)
    tilted = [age_gap(make(seed, imbalance=0.3)[0]) for seed in SEEDS]
    assert np.mean(tilted) == pytest.approx(0.3, abs=0.03)
    assert make(1, imbalance=0.3, swap_labels=True)[1]["imbalance"] == -0.3


def test_habit_shows_and_leaves_the_rates_alone(make):
    df = make(4, n=40_000)[0]
    rate = df.groupby(["arm", "last_year"])["attended"].mean().unstack()
    assert (rate[1] / rate[0] > 3).all()
    assert df.groupby("arm")["attended"].mean().to_dict() == pytest.approx({"A": 0.23, "B": 0.30}, abs=0.012)


def test_shuffle_keeps_the_rows(make):
    df, shuffled = make(6)[0], make(6, shuffle=True)[0]
    assert not shuffled.equals(df)
    assert shuffled.sort_values("person_id").reset_index(drop=True).equals(df)


@pytest.mark.parametrize(
    "knobs",
    [{"n": 19}, {"share_b": 0.95}, {"undelivered": 0.3}, {"imbalance": 1.5}, {"p_a": 0.9}, {"p_b": -0.1}],
    ids=str,
)
def test_refuses_impossible_knobs(make, knobs):
    with pytest.raises(DxlabError) as caught:
        make(1, **knobs)
    assert caught.value.code == "knob-value"
    assert next(iter(knobs)) in caught.value.message
