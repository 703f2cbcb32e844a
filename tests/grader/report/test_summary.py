"""The summary counts what was stored, and its figure has every glyph."""

import warnings

from grader.cohort.model import Person
from grader.cohort.results import Stored, Verdict
from grader.report.summary import build_exercise_table, build_person_table, write_figure


def stored(student, *statuses, state="graded"):
    points = {"passed": 4.0, "failed": 0.0, "not_attempted": 0.0, "partial": 2.0}
    messages = {"failed": ("件数で重みを付けましょう。",), "partial": ("あと少しです。",)}
    verdicts = tuple(
        Verdict(f"q{n}", points[s], 4.0, s, messages.get(s, ())) for n, s in enumerate(statuses, 1)
    )
    return Stored(student, "k", state, sum(v.points for v in verdicts), 8.0, verdicts, (), 1.0)


RESULTS = [
    stored("a", "passed", "failed"),
    stored("b", "passed", "failed"),
    stored("c", "partial", "not_attempted"),
    stored("d", "failed", "failed", state="unreadable"),
]
TITLES = {"q1": "前と後", "q2": "差の差"}


def test_counts_means_and_the_most_frequent_message():
    table = build_exercise_table(RESULTS, TITLES).set_index("問題")
    assert list(table.loc["q1", ["できました", "もう一歩", "未着手"]]) == [2, 1, 0]
    assert list(table.loc["q2", ["できました", "もう一歩", "未着手"]]) == [0, 2, 1]
    assert table.loc["q1", "平均点"] == round(10 / 3, 1)
    assert table.loc["q2", "いちばん多いつまずき"] == "件数で重みを付けましょう。（2人）"


def test_people_without_a_roster_row_are_named_so():
    table = build_person_table(RESULTS, {"a": Person("a", "青波 渚", section="市民課")}, late=["b"])
    assert list(table["氏名"][:2]) == ["青波 渚", "（名簿にありません）"]
    assert list(table["遅れ"]) == ["", "遅れ", "", ""]
    assert table["状態"].iloc[3] == "読めません"


def test_figure_has_no_missing_glyph_and_an_alternative(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = write_figure(tmp_path / "f.png", build_exercise_table(RESULTS, TITLES))
    assert (tmp_path / "f.png").stat().st_size > 5000
    assert "前と後" in text and "差の差" in text


def test_nothing_graded_is_an_empty_table():
    assert build_exercise_table([], TITLES).empty
