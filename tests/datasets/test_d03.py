"""The tickets behave as the counter was calibrated, and the planted mistakes are where the truth says."""

import functools

import numpy as np
import pandas as pd
import pytest

from grader.data import load_dataset
from grader.errors import DxlabError

TABLE = "counter_tickets_r7.csv"
SEEDS = range(20)
SHORT = {"days": 14}


@pytest.fixture(scope="module")
def make(course):
    dataset = load_dataset(course, "d03-counter-tickets")

    @functools.cache  # many tests look at the same tables; none changes them
    def make_one(seed, **knobs):
        tables, truth = dataset.make(seed, **knobs)
        return tables[TABLE], truth

    return make_one


def minutes(table, begin, end):
    return (pd.to_datetime(table[end]) - pd.to_datetime(table[begin])).dt.total_seconds() / 60


def kinds(table, truth):
    return table["issued_at"].str[:10].map(truth["day_types"])


@pytest.fixture(scope="module")
def season(make):
    """Waits in minutes by kind of day, over 20 seeds of the three weeks before and after 1 April."""
    found = []
    for seed in SEEDS:
        for start, days in (("2025-04-01", 31), ("2026-03-01", 31)):
            table = make(seed, start=start, days=days, defects=0.0)[1]
            clean = table["clean"]
            found.append(
                pd.DataFrame(
                    {
                        "kind": kinds(clean, table),
                        "date": clean["issued_at"].str[:10] + f"-{seed}",
                        "wait": minutes(clean, "issued_at", "called_at"),
                    }
                )
            )
    return pd.concat(found)


# As measured when the generator was calibrated.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "mean", "tolerance", "tickets"),
    [
        ("ふだん", 3.0, 0.5, 210),
        ("月曜", 8.0, 1.5, 242),
        ("繁忙期", 14.0, 2.0, 305),
        ("繁忙期の月曜", 29.0, 3.0, 336),
    ],
)
def test_waits_and_numbers_by_kind_of_day(season, kind, mean, tolerance, tickets):
    rows = season[season["kind"] == kind]
    assert rows["wait"].mean() == pytest.approx(mean, abs=tolerance)
    assert len(rows) / rows["date"].nunique() == pytest.approx(tickets, rel=0.03)


@pytest.mark.slow
def test_on_peak_mondays_one_in_ten_waits_more_than_an_hour(season):
    wait = season.loc[season["kind"] == "繁忙期の月曜", "wait"]
    assert wait.quantile(0.9) == pytest.approx(63, abs=6)


@pytest.mark.slow
def test_the_year(make, course):
    table, truth = make(1)
    assert 51_000 <= len(table) <= 56_000
    clean = truth["clean"]
    service = minutes(clean, "called_at", "finished_at").dropna()
    assert service.mean() == pytest.approx(11.0, abs=0.3)
    assert service.std() / service.mean() == pytest.approx(0.70, abs=0.02)
    assert clean["abandoned"].mean() == pytest.approx(0.03, abs=0.004)
    for name, mean in truth["service"].items():
        rows = (clean["procedure"] == name) & (clean["prefilled"] == 0)
        assert service[rows[service.index]].mean() == pytest.approx(mean, rel=0.04)
    calendar = load_dataset(course, "d04-calendar").make(1)[0]["calendar_r7.csv"]
    opened = calendar.loc[calendar["is_open"] == 1, "date"].tolist()
    assert list(truth["day_types"]) == opened
    assert sorted(clean["issued_at"].str[:10].unique()) == opened


def test_planted_rates_on_many_seeds(make):
    for seed in SEEDS:
        table, truth = make(seed, **SHORT)
        people = len(truth["clean"])
        assert len(truth["off_hours"]) == 6
        assert len(truth["blank"]) == round(0.03 * people)
        assert len(truth["clock"]) == round(0.001 * people)
        assert len(truth["duplicated"]) == round(0.004 * people) >= 8
        assert len(table) == people + 6 + len(truth["duplicated"])


def test_truth_agrees_with_the_table_on_many_seeds(make):
    for seed in SEEDS:
        table, truth = make(seed, defects=3.0, **SHORT)
        ids = table["ticket_id"]
        assert sorted(ids[table.duplicated()]) == truth["duplicated"]
        assert ids.duplicated().sum() == len(truth["duplicated"])
        once = table.drop_duplicates()
        assert sorted(once.loc[once["called_at"].isna(), "ticket_id"]) == truth["blank"]
        early = once["called_at"] < once["issued_at"]
        assert sorted(once.loc[early, "ticket_id"]) == truth["clock"]
        clock = once["issued_at"].str[11:]
        outside = (clock < "08:30") | (clock >= "17:15")
        assert once.loc[outside, "ticket_id"].tolist() == truth["off_hours"]
        assert (once["finished_at"].isna() == (once["abandoned"] == 1)).all()


def test_nothing_but_the_planted_differs_from_the_clean_table(make):
    for seed in SEEDS:
        table, truth = make(seed, **SHORT)
        wrong = truth["clock"] + truth["blank"] + truth["off_hours"]
        once = table.drop_duplicates()
        once = once[~once["ticket_id"].isin(wrong)].reset_index(drop=True)
        clean = truth["clean"]
        assert once.equals(clean[~clean["ticket_id"].isin(wrong)].reset_index(drop=True))
        assert clean["ticket_id"].is_unique
        assert (clean["called_at"] >= clean["issued_at"]).all()


def test_some_trial_prints_stand_on_closed_days(make):
    for seed in SEEDS:
        _, truth = make(seed, **SHORT)
        closed = [
            one
            for one in truth["off_hours"]
            if f"20{one[1:3]}-{one[3:5]}-{one[5:7]}" not in truth["day_types"]
        ]
        assert len(closed) == 2


def test_one_line_serves_in_the_order_of_arrival(make):
    clean = make(3, start="2026-03-23", days=1)[1]["clean"]
    assert clean["called_at"].is_monotonic_increasing
    assert clean["window_no"].max() == 7
    assert make(3, start="2025-06-03", days=1)[1]["clean"]["window_no"].max() == 6


def test_no_shows_rise_with_the_wait(make):
    clean = pd.concat([make(seed, start="2026-03-16", days=14)[1]["clean"] for seed in range(5)])
    wait = minutes(clean, "issued_at", "called_at")
    gone = clean["abandoned"] == 1
    assert gone[wait > 30].mean() > gone[wait < 10].mean() + 0.015


def test_prefilled_are_movers_since_the_pilot_and_quicker(make):
    assert make(1, days=30)[0]["prefilled"].sum() == 0
    clean = make(1, start="2026-03-02", days=30)[1]["clean"]
    ready = clean["prefilled"] == 1
    assert set(clean.loc[ready, "procedure"]) == {"転入", "転出", "転居"}
    moves = clean["procedure"].isin(["転入", "転出", "転居"])
    assert ready[moves].mean() == pytest.approx(0.09, abs=0.03)
    service = minutes(clean, "called_at", "finished_at")
    assert service[ready].mean() < 0.75 * service[moves & ~ready].mean()


def test_a_short_period_is_a_cut_out_of_a_longer_one(make):
    short = make(5, defects=0.0, days=7)[0]
    longer = make(5, defects=0.0, days=14)[0]
    assert longer[longer["issued_at"] < "2025-04-08"].reset_index(drop=True).equals(short)


def test_so_many_rows_as_asked(make):
    for seed in range(5):
        for number in (50, 200, 2000):
            table, truth = make(seed, days=14, n=number)
            assert len(table) == number
            assert len(truth["clean"]) + len(truth["off_hours"]) + len(truth["duplicated"]) == number


def test_branches_have_their_own_windows(make):
    table = make(2, days=3, branches=12)[1]["clean"]
    assert table["branch_code"].nunique() == 12 and table["ticket_id"].is_unique
    most = table.groupby("branch_code")["window_no"].max()
    assert most["B07"] == 1 and most["B02"] == 4
    one = make(2, days=3, defects=0.0)[0].drop(columns="ticket_id")
    main = table[table["branch_code"] == "B01"].drop(columns="ticket_id").reset_index(drop=True)
    assert main.equals(one)


def test_lost_days_and_shuffled_rows(make):
    table, truth = make(4, days=14, drop_days=3, shuffle=True)
    assert len(truth["dropped"]) == 3 and set(truth["dropped"]) < set(truth["day_types"])
    assert not set(table["issued_at"].str[:10]) & set(truth["dropped"])
    assert not table["ticket_id"].is_monotonic_increasing
    assert table.sort_values("ticket_id", kind="stable").equals(table) is False


def test_load_and_service_move_the_queue(make):
    def wait(**knobs):
        clean = make(6, days=14, defects=0.0, **knobs)[1]["clean"]
        return np.mean(minutes(clean, "issued_at", "called_at"))

    assert wait(load=0.8) < wait() < wait(load=1.1)
    assert wait(service=9.0) < wait()


@pytest.mark.parametrize(
    "knobs",
    [
        {"start": "4月1日"},
        {"start": "1999-04-01"},
        {"days": 0},
        {"branches": 13},
        {"n": 10},
        {"n": 9_000, "days": 14},
        {"load": 0.0},
        {"service": 0.5},
        {"defects": -1.0},
        {"drop_days": 10, "days": 14},
        {"days": 1, "start": "2025-04-05"},
    ],
    ids=str,
)
def test_refuses_impossible_knobs(make, knobs):
    with pytest.raises(DxlabError) as caught:
        make(1, **knobs)
    assert caught.value.code == "knob-value"
    assert next(iter(knobs)) in caught.value.message
