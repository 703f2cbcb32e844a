"""Grading a lab: resumable, one broken submission stops nobody, a person's points stay."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cohort import book
from grader.cohort.create import open_cohort
from grader.cohort.extend import extend_deadline
from grader.cohort.grading import load_assignment
from grader.cohort.model import Cohort
from grader.cohort.settings import parse_deadline
from grader.errors import DxlabError
from grader.settings import Course
from grader.stock.gradebook import open_gradebook, read_marks

LAB = "l001-tiny"
COURSE = Course(Path(__file__).parents[1] / "lab" / "course")
HandIn = Callable[..., Path]


def marks(cohort: Cohort, student: str) -> dict[str, tuple[float, bool]]:
    with open_gradebook(cohort.stock) as gradebook:
        return {m.cell: (m.score, m.waiting) for m in read_marks(gradebook, LAB).get(student, [])}


def test_points_go_to_the_gradebook_and_autograded(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1 memo")
    line = run()["p1"]
    assert (line.state, line.score, line.max, line.manual_pending) == ("graded", 40.0, 65.0, 1)
    assert marks(cohort, "p1") == {
        "q1": (40.0, False),
        "q2": (0.0, False),
        "quiz": (0.0, False),
        "r1": (0.0, True),
    }
    files = {p.name for p in cohort.stock.folder("autograded", LAB, "p1").iterdir()}
    assert files == {f"{LAB}.ipynb", "lab.json", "timestamp.txt", "submission_secret.txt"}


def test_one_bad_submission_stops_nobody(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "boom")
    hand_in("p2", "broken")
    hand_in("p3", "good1")
    lines = run()
    assert {s: line.state for s, line in lines.items()} == {
        "p1": "failed",
        "p2": "unreadable",
        "p3": "graded",
    }
    assert marks(cohort, "p1") == dict.fromkeys(("q1", "q2", "quiz", "r1"), (0.0, True))
    assert marks(cohort, "p2")["r1"] == (0.0, False)
    assert cohort.stock.folder("autograded", LAB, "p2").is_dir()


def test_a_rerun_grades_only_what_changed(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1")
    hand_in("p2", "bad1")
    assert all(line.fresh for line in run().values())
    hand_in("p2", "good1", stamp="2026-06-02 03:00:00.000000")
    lines = run()
    assert {s: line.fresh for s, line in lines.items()} == {"p1": False, "p2": True}
    assert lines["p2"].score == 40.0
    assert all(line.fresh for line in run(force=True).values())
    assert [s for s, line in run(students=("p1",), force=True).items()] == ["p1"]


def test_what_was_lost_is_graded_again(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1")
    run()
    (cohort.stock.folder("autograded", LAB, "p1") / f"{LAB}.ipynb").unlink()
    assert run()["p1"].fresh


def test_a_full_disk_loses_only_the_submission_in_flight(
    cohort: Cohort, hand_in: HandIn, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("p1", "p2", "p3"):
        hand_in(student, "good1")
    whole = book.staged_autograded

    def full_at_p2(course: Any, student: str, *rest: Any) -> Any:
        if student == "p2":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(course, student, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(book, "staged_autograded", full_at_p2)
        with pytest.raises(OSError, match="No space"):
            run()
    done = {s for s in ("p1", "p2", "p3") if marks(cohort, s)}
    assert "p2" not in done
    lines = run()
    assert {s for s, line in lines.items() if not line.fresh} == done
    assert all(line.score == 40.0 for line in lines.values())


def test_a_markers_points_survive_a_new_hand_in(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "bad1 memo")
    run()
    with open_gradebook(cohort.stock) as gradebook:
        grade = gradebook.find_grade("r1", LAB, LAB, "p1")
        grade.manual_score, grade.needs_manual_grade = 30.0, False
        gradebook.db.commit()
    assert run(force=True)["p1"].manual_pending == 0
    hand_in("p1", "good1 memo", stamp="2026-06-02 03:00:00.000000")  # the memo's text changes too
    assert run()["p1"].manual_pending == 1
    assert marks(cohort, "p1")["r1"] == (30.0, True)


def test_late_work_is_recorded_and_an_extension_mends_it(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    path = cohort.root / "cohort.toml"
    text = path.read_text(encoding="utf-8").replace("late_points_per_day = 0", "late_points_per_day = 2")
    path.write_text(text, encoding="utf-8")
    hand_in("p1", "good1", stamp="2026-07-02 03:00:00.000000")
    priced = open_cohort(cohort.root)[0]

    def grade(now: Cohort) -> tuple[float, bool]:
        run(now)
        with open_gradebook(now.stock) as gradebook:
            row = gradebook.find_submission(LAB, "p1")
            return row.late_submission_penalty, row.total_seconds_late > 0

    assert grade(priced) == (4.0, True)
    assert grade(extend_deadline(priced, LAB, parse_deadline("2026-07-03"), person="p1")) == (0, False)


def test_unknown_labs_and_people_are_refused(cohort: Cohort, run: Any) -> None:
    with pytest.raises(DxlabError) as caught:
        load_assignment(COURSE, cohort, "l107")
    assert caught.value.code == "lab-not-released"
    assert LAB in caught.value.message
    with pytest.raises(DxlabError) as caught:
        run(students=("p9",))
    assert caught.value.code == "submission-not-found"
