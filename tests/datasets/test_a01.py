"""The all-staff lab's cards, waits and messy table: truth and data agree, draws differ."""

import io

import pytest
from openpyxl import load_workbook

from grader.data import check_descriptor, load_dataset

SEEDS = range(20)
NAMES = ("a01-cards", "a01-waits", "a01-messy-table")


@pytest.fixture(scope="module")
def made(course):
    return {name: [load_dataset(course, name).make(seed) for seed in SEEDS] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_one_seed_gives_the_same_and_others_differ(course, made, name):
    again, truth = load_dataset(course, name).make(0)
    first, first_truth = made[name][0]
    assert truth == first_truth
    assert all(
        first[t] == again[t] if isinstance(again[t], bytes) else first[t].equals(again[t]) for t in again
    )
    assert len({str(truth) for _, truth in made[name]}) > 10
    assert check_descriptor(load_dataset(course, name), again) == []


def test_cards_have_their_key_and_their_mix(made):
    for tables, truth in made["a01-cards"]:
        dx = tables["dx_cards.csv"]
        assert list(truth["dx"]) == list(dx["id"]) and dx["text"].is_unique
        assert sorted(truth["dx"].values()) == ["DX"] * 3 + ["どちらでもない"] * 2 + ["デジタル化"] * 3
        privacy = tables["privacy_cards.csv"]
        assert list(privacy["id"]) == list(truth["kind"]) == list(truth["ai"]) and privacy["text"].is_unique
        assert sum(truth["weight"].values()) == 8
        sure = [name for name, weight in truth["weight"].items() if weight]
        assert {truth["kind"][n] for n in sure} == {"個人情報", "要配慮個人情報", "どちらでもない"}
        # What is about a person never goes out; only open things may.
        assert all((truth["ai"][n] == "入れてよい") == (truth["kind"][n] == "どちらでもない") for n in sure)


def test_steps_and_codes(made):
    for tables, truth in made["a01-cards"]:
        text = dict(zip(tables["mail_steps.csv"]["id"], tables["mail_steps.csv"]["text"], strict=True))
        assert [text[letter][:2] for letter in truth["order"]] == ["通信", "情報", "いつ", "指示"]
        codes = tables["codes.csv"].set_index("id")["text"]
        assert codes["code"].startswith("0") and truth["opened"]["code"] == codes["code"].lstrip("0")
        assert truth["opened"]["postal"] == codes["postal"]


def test_waits_are_skewed_so_that_the_mean_misleads(made):
    for tables, truth in made["a01-waits"]:
        table = tables["counter_sample.csv"]
        assert len(table) == 2000 and table["called_at"].isna().mean() == pytest.approx(0.03, abs=0.015)
        rounded = {name: 5 * round(truth[name] / 5) for name in ("mean", "median", "p90")}
        assert len(set(rounded.values())) == 3 and truth["median"] < truth["mean"] < truth["p90"]


def broken_rules(data):
    """A reader of its own, by the look of the sheet."""
    sheet = load_workbook(io.BytesIO(data)).active
    body = [[cell.value for cell in row] for row in sheet["A2:H12"]]
    column = dict(zip("ABCDEFGH", zip(*body, strict=True), strict=True))
    head = [cell.value for cell in sheet["A1:H1"][0]]
    signs = {
        "L1-02": sheet["A15"].value,
        "L1-04": sheet["J3"].value,
        "L1-06": any("　　" in name for name in column["A"]),
        "L1-07": any("、" in name for name in column["C"]),
        "L1-11": any(c.fill.fill_type for row in sheet["A1:H12"] for c in row),
        "L1-12": sheet.merged_cells.ranges,
        "L2-01": any(isinstance(value, str) for value in column["D"]),
        "L2-02": None in column["B"],
        "L2-03": len(set(head)) < 8,
        "L2-04": set(column["G"]) - {"あり", "なし"},
        "L3-04": "待ち時間" in head,
        "L3-05": any(value and not value.startswith("2026-04-") for value in column["B"]),
    }
    return [rule for rule, sign in signs.items() if sign]


def test_the_workbook_breaks_what_truth_says_and_nothing_else(made):
    seen = set()
    for tables, truth in made["a01-messy-table"]:
        assert broken_rules(tables["messy_table.xlsx"]) == truth["rules"]
        assert len(truth["rules"]) == 5
        seen.update(truth["rules"])
    assert len(seen) == 12
