"""Counts by month, branch and kind: what is planted is there, and only there."""

import functools

import pytest

from grader.data import load_dataset
from grader.errors import DxlabError

TABLE = "monthly_procedures_r6r7.csv"
SEEDS = range(20)


@pytest.fixture(scope="module")
def make(course):
    dataset = load_dataset(course, "d02-monthly-procedures")

    @functools.cache  # many tests look at the same tables; none changes them
    def make_one(seed, **knobs):
        tables, truth = dataset.make(seed, **knobs)
        return tables[TABLE], truth

    return make_one


def by_branch(table, ym, column="count"):
    return table[table["ym"] == ym].groupby("branch_code")[column].sum()


def test_size_and_ranges(make):
    for seed in SEEDS:
        table, truth = make(seed)
        assert len(table) == 12 * 24 * 8
        assert not table.duplicated(["ym", "branch_code", "procedure"]).any()
        assert table["count"].between(0, 1_900).all()
        assert (table["online_count"] <= table["count"]).all()
        assert truth["missing"] == [] and truth["tie"] is None


def test_truth_agrees_with_the_table(make):
    for seed in SEEDS:
        table, truth = make(seed, missing=3, shuffle=True)
        present = table.groupby("ym")["count"].sum().to_dict()
        assert {m: n for m, n in truth["by_month"].items() if m not in truth["missing"]} == present
        assert all(truth["by_month"][m] == 0 for m in truth["missing"])
        assert len(truth["missing"]) == 3 and max(truth["missing"]) >= "2025-04"
        assert sum(truth["by_year"].values()) == table["count"].sum()
        last = table[table["ym"].between("2025-04", "2026-03")]
        assert truth["by_year"][2025] == last["count"].sum()
        order = ["ym", "branch_code", "procedure"]
        ours, theirs = (t.sort_values(order).reset_index(drop=True) for t in (table, truth["clean"]))
        assert ours.equals(theirs)


def test_spring_is_busy_and_kinds_move_apart(make):
    for seed in SEEDS:
        table, _ = make(seed)
        moved_in = table[table["procedure"] == "転入"].groupby("ym")["count"].sum()
        spring = moved_in[moved_in.index.str[-2:].isin(["03", "04"])]
        assert 1.9 < spring.mean() / moved_in.drop(spring.index).mean() < 2.5
        by_kind = table.assign(late=table["ym"] >= "2025-04").groupby(["procedure", "late"])["count"].sum()
        assert by_kind["マイナンバーカード", True] > by_kind["マイナンバーカード", False]
        assert by_kind["住民票", True] < by_kind["住民票", False]


def test_online_cases_follow_their_model(make):
    for seed in SEEDS:
        table, _ = make(seed)
        sums = table.groupby(["procedure", table["ym"] >= "2025-04"])[["count", "online_count"]].sum()
        share = sums["online_count"] / sums["count"]
        for kind in ("転入", "転居", "印鑑"):
            assert share[kind].max() == 0
        assert abs(share["転出", False] - 0.32) < 0.03 and abs(share["住民票", False] - 0.087) < 0.01
        assert share["転出", True] > share["転出", False] and share["住民票", True] > share["住民票", False]


def test_tied_branches_lead_and_online_cases_would_turn_them_round(make):
    places = set()
    for seed in SEEDS:
        table, truth = make(seed, tie=True, missing=2)
        ym, codes = truth["tie"]["ym"], truth["tie"]["codes"]
        totals = by_branch(table, ym)
        assert (table["online_count"] <= table["count"]).all()
        assert sorted(totals[totals == totals.max()].index) == codes == sorted(codes) and len(codes) == 3
        both = (totals + by_branch(table, ym, "online_count"))[codes]
        assert both.sort_values(ascending=False).index.tolist() == codes[::-1]
        places.add((ym, *codes))
    assert len(places) > 15


def test_one_knob_leaves_the_rest_of_a_seed_alone(make):
    plain, _ = make(5)
    gone, truth = make(5, missing=4)
    assert gone.equals(plain[~plain["ym"].isin(truth["missing"])].reset_index(drop=True))
    tied, truth = make(5, tie=True)
    rows = (tied["ym"] == truth["tie"]["ym"]) & tied["branch_code"].isin(truth["tie"]["codes"])
    assert tied[~rows].equals(plain[~rows])
    shuffled, _ = make(5, shuffle=True)
    assert not shuffled.equals(plain) and shuffled["count"].sum() == plain["count"].sum()


def test_other_years(make):
    table, truth = make(1, first_year=2031, years=1)
    assert (table["ym"].min(), table["ym"].max()) == ("2031-04", "2032-03")
    assert list(truth["by_year"]) == [2031]


def test_the_branches_are_those_of_the_city(make, course):
    branches = load_dataset(course, "d01-branches").make(1)[0]["branches.csv"]
    table, _ = make(1)
    assert sorted(table["branch_code"].unique()) == branches["branch_code"].tolist()
    shares = table.groupby("branch_code")["count"].sum() / table["count"].sum()
    expected = branches.set_index("branch_code")["area_pop"] / branches["area_pop"].sum()
    assert (shares - expected).abs().max() < 0.005


@pytest.mark.parametrize(
    "knobs", [{"first_year": 1999}, {"years": 0}, {"years": 4}, {"missing": -1}, {"missing": 12}], ids=str
)
def test_refuses_impossible_knobs(make, knobs):
    with pytest.raises(DxlabError) as caught:
        make(1, **knobs)
    assert caught.value.code == "knob-value"
    assert next(iter(knobs)) in caught.value.message
