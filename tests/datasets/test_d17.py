"""The planted truth is in the data, and the wrong ways of looking at it err as the lab tells."""

import functools
import itertools

import numpy as np
import pytest

from grader.data import load_dataset
from grader.errors import DxlabError

TABLE = "branch_wait_monthly.csv"
SEEDS = range(20)
MANY = range(60)


@pytest.fixture(scope="module")
def make(course):
    dataset = load_dataset(course, "d17-branch-wait")

    @functools.cache  # many tests look at the same tables; none changes them
    def make_one(seed, **knobs):
        tables, truth = dataset.make(seed, **knobs)
        return tables[TABLE], truth

    return make_one


def weighted(rows):
    return np.average(rows["mean_wait"], weights=rows["tickets"])


def plain(rows):
    return rows["mean_wait"].mean()


def did(df, start, mean=weighted):
    after, pilot = df["ym"] >= start, df["pilot"] == 1
    change = mean(df[pilot & after]) - mean(df[pilot & ~after])
    return change - (mean(df[~pilot & after]) - mean(df[~pilot & ~after]))


def before_after(df, start):
    pilots = df[df["pilot"] == 1]
    return weighted(pilots[pilots["ym"] >= start]) - weighted(pilots[pilots["ym"] < start])


def three_months(df, start):
    months = sorted(df["ym"].unique())
    i = months.index(start)
    return before_after(df[df["ym"].isin(months[i - 3 : i + 3])], start)


def cross_section(df, start):
    after = df[df["ym"] >= start]
    return weighted(after[after["pilot"] == 1]) - weighted(after[after["pilot"] == 0])


def placebo(df, start):
    return did(df[df["ym"] < start], "2025-01")


def perm_p(df, start):
    """Exact two-sided p over the choices of branches, from sums per branch and period."""
    data = df.assign(after=df["ym"] >= start, minutes=df["mean_wait"] * df["tickets"])
    sums = data.pivot_table(
        index="branch_code", columns="after", values=["minutes", "tickets"], aggfunc="sum"
    )
    pilot = df.groupby("branch_code")["pilot"].first().to_numpy(dtype=bool)
    groups = np.array(list(itertools.combinations(range(12), int(pilot.sum()))))
    masks = np.zeros((len(groups), 12), dtype=bool)
    np.put_along_axis(masks, groups, True, axis=1)

    def change(mask):
        total = mask.astype(float) @ sums.to_numpy()  # minutes before, after, tickets before, after
        return total[..., 1] / total[..., 3] - total[..., 0] / total[..., 2]

    statistics = change(masks) - change(~masks)
    observed = change(pilot) - change(~pilot)
    return np.mean(np.abs(statistics) >= abs(observed) - 1e-9)


# Mean and standard deviation over seeds 0 to 59, as measured when the generator was calibrated.
@pytest.mark.parametrize(
    ("look", "knobs", "mean", "spread"),
    [
        (before_after, {}, -6.9, 0.14),
        (three_months, {}, -8.3, 0.35),
        (cross_section, {}, 2.6, 0.24),
        (did, {}, -4.0, 0.23),
        (placebo, {}, 0.0, 0.29),
        (placebo, {"violation": -0.35}, -2.6, 0.29),
        (placebo, {"violation": -0.35, "pre_months": 12}, -2.1, 0.32),
        (did, {"violation": -0.35}, -8.2, 0.23),
    ],
)
def test_measured_bands(make, look, knobs, mean, spread):
    found = [look(df, truth["start"]) for df, truth in (make(seed, **knobs) for seed in MANY)]
    assert np.mean(found) == pytest.approx(mean, abs=0.1)
    assert np.std(found) == pytest.approx(spread, abs=0.05)


def test_no_seed_lets_the_wrong_looks_pass(make):
    for seed in MANY:
        df, truth = make(seed)
        assert before_after(df, truth["start"]) < -6.2
        assert cross_section(df, truth["start"]) > 1.5
        assert abs(placebo(df, truth["start"])) < 1.0
        assert placebo(make(seed, violation=-0.35)[0], truth["start"]) < -1.6


@pytest.mark.parametrize("effect", [0.0, 2.0, -4.0, -6.0])
@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"shuffle": True, "random_pilots": True},
        {"drop_months": 6},
        {"start": "2025-10"},
        {"weights_matter": True},
    ],
    ids=str,
)
def test_the_estimate_finds_the_truth(make, knobs, effect):
    for seed in SEEDS:
        df, truth = make(seed, effect=effect, **knobs)
        assert truth["effect"] == effect
        assert abs(did(df, truth["start"]) - effect) <= 0.8


@pytest.mark.parametrize("effect", [0.0, -4.0])
def test_weights_matter_in_every_seed(make, effect):
    for seed in MANY:
        df, truth = make(seed, effect=effect, weights_matter=True)
        assert abs(did(df, truth["start"], plain) - effect) > 1.5
        assert abs(did(df, truth["start"], plain) - did(df, truth["start"])) > 1.5


@pytest.mark.parametrize(
    "knobs", [{}, {"weights_matter": True}, {"weights_matter": True, "drop_months": 8}], ids=str
)
def test_truth_is_the_ticket_weighted_effect(make, knobs):
    for seed in SEEDS:
        df, truth = make(seed, **knobs)
        treated = df[(df["pilot"] == 1) & (df["ym"] >= truth["start"])]
        planted = np.average(treated["branch_code"].map(truth["effects"]), weights=treated["tickets"])
        assert planted == pytest.approx(truth["effect"], abs=1e-9)


def test_the_permutation_test_speaks_as_the_lab_expects(make):
    silent = [perm_p(*parts(make(seed, effect=0.0))) for seed in SEEDS]
    loud = [perm_p(*parts(make(seed))) for seed in SEEDS]
    assert sum(p > 0.05 for p in silent) >= 17
    assert max(loud) <= 0.02


def parts(made):
    df, truth = made
    return df, truth["start"]


@pytest.mark.parametrize("random_pilots", [False, True])
def test_the_pilots_are_the_busiest(make, random_pilots):
    for seed in SEEDS:
        df, truth = make(seed, random_pilots=random_pilots)
        before = df[df["ym"] < truth["start"]].groupby("branch_code")["mean_wait"].mean()
        assert sorted(before.nlargest(4).index) == truth["pilots"]
        assert sorted(df.loc[df["pilot"] == 1, "branch_code"].unique()) == truth["pilots"]


def test_the_pilots_move_when_asked(make):
    assert len({tuple(make(seed, random_pilots=True)[1]["pilots"]) for seed in SEEDS}) > 10
    assert len({tuple(make(seed)[1]["pilots"]) for seed in SEEDS}) == 1


def test_months_kept_and_dropped(make):
    full, _ = make(3)
    assert len(full) == 12 * 24 and full["ym"].is_monotonic_increasing
    short, truth = make(3, pre_months=3)
    assert (truth["pre_months"], truth["post_months"]) == (3, 9)
    assert sorted(short["ym"].unique())[:4] == ["2025-04", "2025-05", "2025-06", "2025-07"]
    holes, truth = make(3, drop_months=5)
    present = set(zip(holes["ym"], holes["branch_code"], strict=True))
    assert len(holes) == 12 * 24 - 5 and len(truth["dropped"]) == 5
    assert not present & set(truth["dropped"])
    assert {code in truth["pilots"] for _, code in truth["dropped"]} == {True, False}


def test_one_knob_leaves_the_rest_of_a_seed_alone(make):
    plain_df, _ = make(5)
    shuffled, truth = make(5, shuffle=True)
    assert not shuffled.equals(plain_df)
    assert shuffled.sort_values(["ym", "branch_code"]).reset_index(drop=True).equals(plain_df)
    assert truth["clean"].equals(plain_df)
    changed, _ = make(5, effect=-5.0)
    differs = changed["mean_wait"] != plain_df["mean_wait"]
    assert (plain_df[differs]["ym"] >= "2025-07").all() and (plain_df[differs]["pilot"] == 1).all()
    assert changed["tickets"].equals(plain_df["tickets"])


def test_truth_says_whether_trends_are_parallel(make):
    assert make(1)[1]["parallel"] is True
    assert make(1, violation=-0.35)[1]["parallel"] is False


@pytest.mark.parametrize(
    "knobs",
    [
        {"start": "2024-04"},
        {"start": "2026-04"},
        {"start": "7月"},
        {"n_pilots": 0},
        {"n_pilots": 12},
        {"n_pilots": 1, "weights_matter": True},
        {"pre_months": 16},
        {"pre_months": 0},
        {"drop_months": -1},
        {"drop_months": 10},
    ],
    ids=str,
)
def test_refuses_impossible_knobs(make, knobs):
    with pytest.raises(DxlabError) as caught:
        make(1, **knobs)
    assert caught.value.code == "knob-value"
    assert next(iter(knobs)) in caught.value.message
