from pathlib import Path

import pytest

from grader.data import read_facts
from grader.errors import ContentError
from grader.settings import Course

HEADER = "id,value,unit,as_of,source,quote,text"
GOOD = "F-01,44.9,万人,2021,資料,,人口は44.9万人です。"


def read(course, *lines):
    (course.datasets / "reference" / "facts.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return read_facts(course)


def problems(course, *lines):
    with pytest.raises(ContentError) as caught:
        read(course, *lines)
    assert caught.value.code == "facts" and "facts.csv" in caught.value.message
    return caught.value.message


def test_reads_rows_in_order(course):
    facts = read(course, "E-02,,,,資料,,決まりがあります。", GOOD)
    assert list(facts) == ["E-02", "F-01"]
    assert (facts["F-01"].value, facts["F-01"].unit, facts["F-01"].as_of) == ("44.9", "万人", "2021")


def test_a_course_may_have_no_facts(course):
    assert read_facts(course) == {}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (GOOD.replace("F-01", "F1"), "id F1"),
        (GOOD.replace("資料", ""), "source"),
        (GOOD.replace("です。", ""), "text"),
        (GOOD.replace("2021", "令和3年"), "as_of 令和3年"),
        (GOOD.replace("2021", "2021-13"), "as_of 2021-13"),
        (GOOD.replace("44.9,", ",", 1), "unit"),
        (GOOD.replace("資料,", "資料," + "あ" * 31), "31 字"),
        (GOOD.replace("資料", " 資料"), "空白"),
        ("F-01,1", "列が 2 個"),
    ],
)
def test_tells_what_is_wrong_and_where(course, line, part):
    message = problems(course, "E-01,,,,資料,,決まりがあります。", line)
    assert part in message and "3 行目" in message


def test_tells_all_problems(course):
    message = problems(course, GOOD, GOOD, "x,,,,,,", "F-02,1")
    assert "id F-01 が二度" in message and "id x" in message and "source" in message and "5 行目" in message


def test_wrong_header(course):
    path = course.datasets / "reference" / "facts.csv"
    path.write_text("id,value\nF-01,1\n", encoding="utf-8")
    with pytest.raises(ContentError, match="1 行目"):
        read_facts(course)


def test_wrong_encoding(course):
    path = course.datasets / "reference" / "facts.csv"
    path.write_bytes(f"{HEADER}\n{GOOD}\n".encode("cp932"))
    with pytest.raises(ContentError, match="UTF-8"):
        read_facts(course)


def test_a_byte_order_mark_does_no_harm(course):
    path = course.datasets / "reference" / "facts.csv"
    path.write_bytes(f"{HEADER}\r\n{GOOD}\r\n".encode("utf-8-sig"))
    assert list(read_facts(course)) == ["F-01"]


def test_the_fact_sheet_of_this_course():
    facts = read_facts(Course(Path(__file__).parents[3]))
    assert list(facts) == [f"F-{i:02d}" for i in range(1, 25)] + [f"E-{i:02d}" for i in range(1, 21)]
    assert facts["E-03"].value == "22.7 / 29.9"
    assert facts["F-16"].quote == "実際にやってみて、ダメならやめてみる"


def test_each_figure_of_the_sheet_stands_in_its_sentence():
    for fact in read_facts(Course(Path(__file__).parents[3])).values():
        sentence = fact.text.replace(",", "")
        for figure in fact.value.replace("〜", " / ").split(" / "):
            assert figure in sentence, (fact.id, figure)
