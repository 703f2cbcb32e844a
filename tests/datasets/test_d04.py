"""The calendar agrees with its truth, and holds the days that calendars made by hand miss."""

import pytest

from grader.data import load_dataset
from grader.errors import DxlabError


@pytest.fixture(scope="module")
def make(course):
    dataset = load_dataset(course, "d04-calendar")

    def make_one(seed, **knobs):
        tables, truth = dataset.make(seed, **knobs)
        return tables["calendar_r7.csv"], truth

    return make_one


def test_the_year_is_whole_and_the_same_for_every_seed(make):
    table, truth = make(0)
    assert len(table) == 365
    assert (table["date"].iloc[0], table["date"].iloc[-1]) == ("2025-04-01", "2026-03-31")
    assert table["date"].is_monotonic_increasing and table["date"].is_unique
    assert all(make(seed)[0].equals(table) for seed in range(1, 20))
    assert truth["open_days"] == table["is_open"].sum() == 242


@pytest.mark.parametrize(
    ("date", "is_open"),
    [
        ("2025-04-01", 1),
        ("2025-04-29", 0),  # 昭和の日, a Tuesday
        ("2025-05-06", 0),  # 振替休日
        ("2025-12-26", 1),
        ("2025-12-29", 0),
        ("2026-01-02", 0),  # a Friday
        ("2026-01-05", 1),
        ("2026-03-20", 0),  # 春分の日
        ("2026-03-23", 1),  # the Monday of the story
    ],
)
def test_known_days_of_the_year(make, date, is_open):
    table, _ = make(1)
    assert table.set_index("date").loc[date, "is_open"] == is_open


def test_days_between_two_holidays_are_closed(make):
    table = make(1, fiscal_year=2026)[0].set_index("date")
    assert table.loc["2026-05-06", "is_open"] == 0
    assert table.loc["2026-09-22", "is_open"] == 0 and table.loc["2026-09-22", "weekday"] == "火"


def test_closed_days_have_a_weekend_or_a_reason(make):
    for seed in range(20):
        table, truth = make(seed, fiscal_year=2020 + seed, extra_closed=seed)
        weekend = table["weekday"].isin(["土", "日"])
        closed = table["is_open"] == 0
        assert (closed == (weekend | table["holiday_name"].notna())).all()
        assert table.loc[closed, "date"].tolist() == truth["closed"]
        assert set(truth["holidays"]) <= set(truth["closed"])
        assert len(truth["extra"]) == seed
        extra = table[table["date"].isin(truth["extra"])]
        assert (extra["holiday_name"] == "臨時閉庁").all() and (extra["is_open"] == 0).all()
        assert len(table) in (365, 366) and table["date"].iloc[-1] == f"{2021 + seed}-03-31"


def test_extra_days_move_with_the_seed(make):
    assert len({tuple(make(seed, extra_closed=3)[1]["extra"]) for seed in range(20)}) > 10


def test_events_stand_on_their_days(make):
    event = make(1)[0].set_index("date")["event"].fillna("")
    assert event["2026-03-23"] == "引越しの季節"
    assert event["2025-04-01"] == "引越しの季節・大学入学"
    assert "確定申告" in event["2026-02-16"] and "確定申告" in event["2026-03-16"]
    assert event["2026-03-17"] == ""
    assert (event[event.str.contains("選挙")].index == ["2025-11-09"]).all()


@pytest.mark.parametrize(
    "knobs", [{"fiscal_year": 2019}, {"extra_closed": -1}, {"extra_closed": 41}], ids=str
)
def test_refuses_impossible_knobs(make, knobs):
    with pytest.raises(DxlabError) as caught:
        make(1, **knobs)
    assert caught.value.code == "knob-value"
    assert next(iter(knobs)) in caught.value.message
