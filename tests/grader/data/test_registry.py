import os

import pytest

from grader.data import dictionary, find_datasets, load_dataset
from grader.errors import ContentError, DxlabError
from grader.settings import Course


def test_finds_folders_with_a_generator_only(course):
    (course.datasets / "notes.txt").write_text("")
    assert list(find_datasets(course)) == ["tiny"]


def test_a_course_without_datasets_has_none(tmp_path):
    assert find_datasets(Course(tmp_path)) == {}


@pytest.mark.parametrize("name", ["tinny", "reference", "../tiny", "", "."])
def test_unknown_name(course, name):
    with pytest.raises(DxlabError) as caught:
        load_dataset(course, name)
    assert caught.value.code == "dataset-unknown"
    assert ("tiny のことですか" in caught.value.message) == (name in ("tinny", "../tiny"))


def test_makes_tables_and_truth(course):
    tables, truth = load_dataset(course, "tiny").make(5, rows=2)
    assert tables["t.csv"].to_dict("list") == {"code": ["000", "001"], "value": [5, 6]}
    assert truth == {"sum": 11}


def test_names_every_wrong_knob(course):
    with pytest.raises(DxlabError) as caught:
        load_dataset(course, "tiny").make(5, row=2, factor="a", label=3, low=1.5, rows=True)
    message = caught.value.message
    assert caught.value.code == "knob-unknown"
    assert "設定 row はありません。rows のことですか。" in message
    for knob in ("factor", "label", "low", "rows"):
        assert f"{knob} は" in message
    assert "rows、factor、label、low" in caught.value.hint


@pytest.mark.parametrize(
    "knobs", [{"factor": 2}, {"factor": -0.5}, {"low": None}, {"low": 3}, {"label": ""}], ids=str
)
def test_takes_fitting_knobs(course, knobs):
    load_dataset(course, "tiny").make(5, **knobs)


@pytest.mark.parametrize("factor", [float("nan"), float("inf")])
def test_numbers_must_be_finite(course, factor):
    with pytest.raises(DxlabError, match="factor"):
        load_dataset(course, "tiny").make(5, factor=factor)


def test_what_the_generator_refuses_is_told(course):
    with pytest.raises(DxlabError) as caught:
        load_dataset(course, "tiny").make(5, rows=0)
    assert caught.value.code == "knob-value"
    assert "rows は 1 以上です" in caught.value.message


def test_an_edited_generator_is_read_again(course):
    load_dataset(course, "tiny").make(1)
    path = course.datasets / "tiny" / "generate.py"
    path.write_text("def make(seed):\n    return {}, 'new'\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert load_dataset(course, "tiny").make(1) == ({}, "new")


def test_a_generator_without_make(course):
    path = course.datasets / "tiny" / "generate.py"
    path.write_text("x = 1\n", encoding="utf-8")
    os.utime(path, ns=(2, 2))
    with pytest.raises(ContentError) as caught:
        load_dataset(course, "tiny").make(1)
    assert caught.value.code == "generator-without-make"


def test_one_broken_dataset_does_not_shut_the_others(course, descriptor):
    broken = course.datasets / "broken"
    broken.mkdir()
    (broken / "generate.py").write_text("")
    load_dataset(course, "tiny").make(1)
    with pytest.raises(ContentError, match=r"broken.*ファイルがありません"):
        find_datasets(course)


def test_dictionary(course):
    rows = dictionary(load_dataset(course, "tiny"), "t.csv")
    assert rows[1] == {
        "column": "value",
        "title": "valueの名前",
        "type": "整数",
        "unit": "",
        "meaning": "valueの意味です。",
        "blank": "空欄はありません。",
    }


def test_dictionary_of_an_unknown_table(course):
    with pytest.raises(DxlabError) as caught:
        dictionary(load_dataset(course, "tiny"), "u.csv")
    assert caught.value.code == "table-unknown" and "t.csv" in caught.value.hint
