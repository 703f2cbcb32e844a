"""The planted files are in the folder, and the good ones read back as the truth's rows."""

import io
import zipfile

import pandas as pd
import pytest

from grader.data import load_dataset
from grader.errors import DxlabError

SEEDS = range(20)


@pytest.fixture(scope="module")
def dataset(course):
    return load_dataset(course, "d22-monthly-inbox")


def read(name, data):
    if name.endswith(".xlsx"):
        return pd.read_excel(io.BytesIO(data), dtype={"課コード": str})
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return pd.read_csv(io.BytesIO(data), dtype={"課コード": str}, encoding=encoding)
        except UnicodeDecodeError:
            pass
    raise AssertionError(name)


@pytest.mark.parametrize("seed", SEEDS)
def test_good_files_hold_the_rows(dataset, seed):
    _, truth = dataset.make(seed, n=6, n_xlsx=1)
    rows = pd.concat([read(name, truth["files"][name]) for name in truth["good"]])
    assert (
        rows.sort_values("課コード")[["年月", "課コード", "課名", "件数", "時間"]].to_dict("records")
        == truth["rows"]
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_each_defect_is_planted_once(dataset, seed):
    _, truth = dataset.make(seed, n=6, n_xlsx=1)
    files, planted = truth["files"], truth["planted"]
    assert len(files) == 6 + len(planted) - 1
    assert set(files) == set(truth["good"]) | set(planted.values())
    ((copy, original),) = truth["same"].items()
    assert files[copy] == files[original] and original in truth["good"]
    assert read("x.csv", files[planted["wrong_month"]])["年月"].tolist() == ["2025-06"]
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(files[planted["half_written"]]))
    assert planted["temporary"].startswith("~$") and planted["hidden"].startswith(".")


def test_the_archive_is_the_folder(dataset):
    tables, truth = dataset.make(1, n=3, n_xlsx=1)
    archive = zipfile.ZipFile(io.BytesIO(tables["inbox.zip"]))
    assert {n.removeprefix("inbox/"): archive.read(n) for n in archive.namelist()} == truth["files"]


def test_without_defects_every_file_is_good(dataset):
    _, truth = dataset.make(1, n=4, n_xlsx=0, defects=False)
    assert list(truth["files"]) == truth["good"] and truth["planted"] == {}


def test_both_encodings_and_both_column_orders_are_there(dataset):
    _, truth = dataset.make(1, n=6, n_xlsx=0, defects=False)
    starts = {data[:3] == b"\xef\xbb\xbf" for data in truth["files"].values()}
    orders = {read(n, d).columns[0] for n, d in truth["files"].items()}
    assert starts == {True, False} and orders == {"年月", "課コード"}


def test_refuses_impossible_numbers(dataset):
    with pytest.raises(DxlabError, match="n_xlsx"):
        dataset.make(1, n=3, n_xlsx=4)
