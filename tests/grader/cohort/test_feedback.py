"""Pages are made where something changed, and come back through nbgrader's exchange."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.utils import notebook_hash

from grader.cohort.feedback import give_feedback
from grader.cohort.members import set_person
from grader.cohort.model import Cohort
from grader.errors import DxlabError
from grader.stock.gradebook import open_gradebook

LAB = "l001-tiny"
HandIn = Callable[..., Path]


def returned(cohort: Cohort, student: str) -> str:
    name = notebook_hash(secret=f"secret of {student}", notebook_id=LAB)
    return (cohort.exchange / cohort.id / "feedback" / f"{name}.html").read_text(encoding="utf-8")


def test_pages_come_back_and_follow_the_marker(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1 memo")
    hand_in("p2", "bad1")
    run()
    first = give_feedback(cohort, LAB)
    assert (first.made, first.kept, first.waiting, first.problems) == (("p1", "p2"), (), {"p1": 1}, {})
    assert "採点中" in returned(cohort, "p1")
    assert "山田 太郎 さん" in returned(cohort, "p1")
    assert "平均の向きを確かめましょう。" in returned(cohort, "p2")
    assert give_feedback(cohort, LAB).made == ()
    with open_gradebook(cohort.stock) as gradebook:
        grade = gradebook.find_grade("r1", LAB, LAB, "p1")
        grade.manual_score, grade.needs_manual_grade = 35.0, False
        gradebook.find_comment("r1", LAB, LAB, "p1").manual_comment = "<b>よく</b>書けています。"
        gradebook.db.commit()
    assert give_feedback(cohort, LAB).made == ("p1",)
    page = returned(cohort, "p1")
    assert "35 / 40点" in page
    assert "&lt;b&gt;よく&lt;/b&gt;書けています。" in page
    set_person(cohort, "p2", {"name": "鈴木 改"})
    assert give_feedback(cohort, LAB).made == ("p2",)


def test_words_under_an_answer_in_code_and_under_an_untouched_one_arrive(
    cohort: Cohort, hand_in: HandIn, run: Any
) -> None:
    hand_in("p1", "bad1")
    run()
    with open_gradebook(cohort.stock) as gradebook:
        gradebook.find_comment("q1_answer", LAB, LAB, "p1").manual_comment = "式を見直しましょう。"
        gradebook.find_comment("q2_answer", LAB, LAB, "p1").manual_comment = "ここも書いてみましょう。"
        gradebook.db.commit()
    give_feedback(cohort, LAB)
    page = returned(cohort, "p1")
    assert "講師から" in page
    assert "式を見直しましょう。" in page and "ここも書いてみましょう。" in page
    assert "まだ書かれていません。</div>" not in page


def test_unreadable_work_gets_a_page_that_says_so(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "broken")
    run()
    assert give_feedback(cohort, LAB).problems == {}
    assert "0 / 40" in returned(cohort, "p1").replace("<small>", "").replace("</small>", "")


def test_a_hand_in_without_secret_stops_nobody(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1")
    (hand_in("p2", "good1") / "submission_secret.txt").unlink()
    run()
    done = give_feedback(cohort, LAB)
    assert done.returned == ("p1",)
    assert list(done.problems) == ["p2"]
    assert cohort.stock.folder("feedback", LAB, "p2").is_dir()


def test_nothing_graded_yet(cohort: Cohort) -> None:
    with pytest.raises(DxlabError) as caught:
        give_feedback(cohort, LAB)
    assert caught.value.code == "nothing-graded"
