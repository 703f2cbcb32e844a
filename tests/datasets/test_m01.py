"""The managers' lab: keys agree with the tables, worked out here anew."""

import pytest

from grader.data import check_descriptor, load_dataset
from grader.errors import DxlabError

SEEDS = range(20)


@pytest.fixture(scope="module")
def cards(course):
    return [load_dataset(course, "m01-cards").make(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def desks(course):
    return [load_dataset(course, "m01-desk").make(seed) for seed in SEEDS]


@pytest.mark.parametrize("name", ["m01-cards", "m01-desk"])
def test_one_seed_gives_the_same_and_others_differ(course, name):
    dataset = load_dataset(course, name)
    first, truth = dataset.make(0)
    again, again_truth = dataset.make(0)
    assert truth == again_truth and all(first[t].equals(again[t]) for t in first)
    assert len({str(dataset.make(seed)[1]) for seed in range(10)}) == 10
    assert check_descriptor(dataset, first) == []


def test_cards_have_their_key_and_their_mix(cards):
    for tables, truth in cards:
        kinds = list(truth["sentences"].values())
        assert [kinds.count(kind) for kind in ("促す", "中立", "妨げる")] == [4, 3, 5]
        for name in ("sentences", "questions", "approvals", "biases", "conclusions"):
            table = tables[f"{name}.csv"]
            assert list(truth[name]) == list(table["id"]) and table["text"].is_unique
        assert len(truth["wanted"]) == 4 and len(truth["approvals"]) == 8
        assert "vendor" in truth["approvals"].values()


def test_blocking_phrases_are_in_the_blocking_sentences_only(cards):
    for tables, truth in cards:
        for _, card in tables["sentences.csv"].iterrows():
            has_one = any(phrase in card["text"] for phrase in truth["blocking"])
            assert has_one == (truth["sentences"][card["id"]] == "妨げる")


def test_the_forecast_clearly_goes_up_or_down(desks):
    directions = set()
    for tables, truth in desks:
        staff = tables["staff_population.csv"].set_index("year")
        rate = 1000 * staff["staff"] / staff["population"]
        assert truth["per_1000"] == pytest.approx(dict(rate))
        assert abs(rate[2040] - rate[2026]) > 0.25
        direction = "down" if rate[2040] < rate[2026] else "up"
        assert truth["direction"] == direction and direction in truth["statements"].values()
        # Who thinks of 2040's staff as today's gets another number.
        assert abs(truth["fixed_staff"] - rate[2040]) > 0.15
        directions.add(direction)
    assert directions == {"up", "down"}


def decide(row):
    """The decision and its reason, from the numbers alone."""
    if row["ci_low"] >= row["min_effect"]:
        return ("拡大", "expand") if row["benefit_year"] >= row["cost_year"] else ("継続", "costly")
    return ("中止", "stop") if row["ci_high"] < row["min_effect"] else ("継続", "unsure")


def test_pilots_follow_the_rule(course, desks):
    more = [load_dataset(course, "m01-desk").make(seed, pilots="six") for seed in SEEDS]
    seen = set()
    for tables, truth in desks + more:
        for _, row in tables["pilots.csv"].iterrows():
            pilot = truth["pilots"][row["id"]]
            assert decide(row) == (pilot["decision"], pilot["reason"])
            assert pilot["reason"] in truth["reasons"].values()
            assert row["ci_low"] < row["effect"] < row["ci_high"]
            seen.add(pilot["kind"])
        decisions = {pilot["decision"] for pilot in truth["pilots"].values()}
        assert "継続" in decisions and len(decisions) > 1
    assert len(seen) == 6


def test_short_cuts_go_wrong_with_six_pilots(course):
    """Each rule that managers are tempted by errs for one kind at least."""
    short_cuts = (
        lambda r: "拡大" if r["effect"] >= r["min_effect"] else "中止",
        lambda r: "中止" if r["users"] < 100 else decide(r)[0],
        lambda r: "拡大" if r["ci_low"] >= r["min_effect"] else decide(r)[0],
        lambda r: "継続" if r["ci_low"] > 0 else decide(r)[0],
    )
    for seed in range(5):
        tables, truth = load_dataset(course, "m01-desk").make(seed, pilots="six")
        key = [pilot["decision"] for pilot in truth["pilots"].values()]
        rows = [row for _, row in tables["pilots.csv"].iterrows()]
        for short_cut in short_cuts:
            assert [short_cut(row) for row in rows] != key
    with pytest.raises(DxlabError, match="three か six"):
        load_dataset(course, "m01-desk").make(0, pilots="nine")


def test_a_plan_is_possible(desks):
    for tables, truth in desks:
        weeks, colleagues = tables["weeks.csv"], tables["colleagues.csv"]
        assert len(weeks) == 28 and truth["busy"] == list(weeks.loc[weeks["busy"] == 1, "id"])
        assert list(weeks.loc[weeks["text"].str.endswith("繁忙"), "id"]) == truth["busy"]
        assert truth["tired"] == list(colleagues.loc[colleagues["overtime"] >= 20, "id"])
        rested = len(colleagues) - len(truth["tired"])
        assert len(truth["tired"]) == 2 and 2 * rested >= 200 / (28 - len(truth["busy"]))


def test_the_selected_differ_before_the_course(desks):
    for tables, _ in desks:
        table = tables["selection.csv"]
        assert (table["improved"] <= table["people"]).all()
        both = table.groupby("method")
        assert set(both["people"].sum()) == {20}
        assert both["start_score"].mean()["自薦"] > both["start_score"].mean()["指名"] + 10
        assert both["overtime"].mean()["自薦"] > both["overtime"].mean()["指名"] + 4
        assert both["improved"].sum()["自薦"] > both["improved"].sum()["指名"]
