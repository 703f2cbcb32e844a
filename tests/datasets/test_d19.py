"""The workbook holds what its truth says, and its bytes depend on the seed alone."""

import io
import time

import pytest
from openpyxl import load_workbook

from grader.data import load_dataset

BOOK = "kami_facility_usage_R7.xlsx"


@pytest.fixture
def dataset(course):
    return load_dataset(course, "d19-kami-excel")


def opened(tables):
    return load_workbook(io.BytesIO(tables[BOOK]))


def test_bytes_do_not_depend_on_the_clock(dataset, monkeypatch):
    first = dataset.make(3, months=1, halls=3)[0][BOOK]
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert dataset.make(3, months=1, halls=3)[0][BOOK] == first
    assert dataset.make(4, months=1, halls=3)[0][BOOK] != first


def test_is_a_book_for_people(dataset):
    tables, truth = dataset.make(1)
    book = opened(tables)
    assert len(truth["sheets"]) == 12
    assert book.sheetnames == [*truth["sheets"], "定義", "旧4月"]
    assert book["旧4月"].sheet_state == "hidden"
    assert "R8.3月" in book.sheetnames and "４月" in book.sheetnames
    assert all(book[name].merged_cells.ranges for name in truth["sheets"])


def test_totals_of_the_sheets_are_those_of_the_truth(dataset):
    for seed in range(20):
        tables, truth = dataset.make(seed, months=2, halls=4)
        book, table = opened(tables), truth["table"]
        for name, (_, month) in zip(truth["sheets"], table.groupby("年月"), strict=True):
            ws = book[name]
            last = [c.value for c in ws[ws.max_row]]
            assert last[0] == "合　計"
            assert last[8] == month["件数"].sum() and last[9] == month["人数"].sum()


def test_states_and_colours_are_planted(dataset):
    for seed in range(20):
        tables, truth = dataset.make(seed, months=2, halls=8)
        table = truth["table"]
        assert len(table) == 2 * 8 * 3
        assert (table["状態"] == "休館").sum() == 2
        assert table.loc[table["状態"] != "実績", ["件数", "人数"]].isna().all(axis=None)
        coloured = [
            cell
            for name in truth["sheets"]
            for row in opened(tables)[name].iter_rows(min_row=6)
            for cell in row
            if cell.fill.fill_type and cell.fill.fgColor.rgb == "00FFFF99"
        ]
        assert len(coloured) == 4


def test_rates_hold_over_many_rows(dataset):
    shares = dataset.make(5)[1]["table"]["状態"].value_counts(normalize=True)
    assert 0.75 < shares["実績"] < 0.92
    assert all(0.005 < shares[state] < 0.10 for state in ("該当なし", "未集計", "未回答"))


def test_plain_list_is_clean_unless_told(dataset):
    tables, truth = dataset.make(1, form="list")
    ws = opened(tables).active
    assert truth["rules"] == []
    assert (ws.max_row, ws.max_column) == (13, 7) and not ws.merged_cells.ranges
    assert (
        dataset.make(1, form="list", rules="all")[1]["rules"]
        == dataset.make(2, form="list", rules="all")[1]["rules"]
    )
