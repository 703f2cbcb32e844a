"""A mended check reaches a released cohort, and everybody is told whose points changed."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import run as dxlab
from grader.cohort import book
from grader.cohort.changes import AGAIN, Change, merge_changes, note_changes, read_changes
from grader.cohort.collect import collect_lab
from grader.cohort.grading import Graded, Options, forget_changes, grade_lab, load_assignment
from grader.cohort.model import Cohort
from grader.cohort.results import lab_parts
from grader.engine.model import Assignment, Limits, Result, Submission
from grader.engine.seeds import hidden_seeds
from grader.errors import ContentError
from grader.settings import Course
from grader.stock.gradebook import open_gradebook, read_marks

LAB = "l001-tiny"
HERE = Path(__file__).parents[1] / "lab" / "course"
HandIn = Callable[..., Path]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one's own, whose checks can be mended."""
    shutil.copytree(HERE, tmp_path / "own", ignore=shutil.ignore_patterns("__pycache__"))
    return Course(tmp_path / "own")


def mend(course: Course, old: str, new: str, file: str = "hidden.py") -> None:
    path = course.labs / LAB / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def regrade(cohort: Cohort, course: Course, fake: Any) -> Callable[..., dict[str, Graded]]:
    """Collect and grade with this course's checks; ``kinder`` gives full marks where it says so."""

    def go(**options: Any) -> dict[str, Graded]:
        collect_lab(cohort, LAB)
        assignment = load_assignment(course, cohort, LAB)
        grade, executor = fake
        lines = grade_lab(cohort, assignment, Options(**options), grade=kinder(grade), make_executor=executor)
        return {line.student: line for line in lines}

    return go


def kinder(grade: Any) -> Any:
    """A fake that reads hidden.py: with ``# kind`` in it, a bad answer counts as a good one."""

    def wrapped(assignment: Assignment, submission: Submission, limits: Limits) -> Result:
        if "# kind" not in assignment.hidden.read_text(encoding="utf-8"):
            result: Result = grade(assignment, submission, limits)
            return result
        path = submission.folder / f"{LAB}.ipynb"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("bad1", "good1", 1), encoding="utf-8")
        try:
            result = grade(assignment, submission, limits)
        finally:
            path.write_text(text, encoding="utf-8")
        return result

    return wrapped


def mark_by_hand(cohort: Cohort, student: str, cell: str, points: float) -> None:
    with open_gradebook(cohort.stock) as gradebook:
        grade = gradebook.find_grade(cell, LAB, LAB, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def test_a_mended_check_regrades_without_a_new_release(
    cohort: Cohort, course: Course, hand_in: HandIn, regrade: Any
) -> None:
    hand_in("p1", "bad1 memo")
    hand_in("p2", "good1")
    regrade()
    mark_by_hand(cohort, "p1", "r1", 30.0)
    before = load_assignment(course, cohort, LAB)
    mend(course, "def q1(", "# kind\ndef q1(")
    lines = regrade()
    assert all(line.fresh and line.again for line in lines.values())
    reason = "確認（hidden.py）か確認テストの正解を直した"
    assert lines["p1"].changes == (Change("p1", "q1", 0.0, 40.0, reason),)
    assert lines["p2"].changes == ()
    with open_gradebook(cohort.stock) as gradebook:
        marks = {m.cell: (m.score, m.waiting) for m in read_marks(gradebook, LAB)["p1"]}
    assert (marks["q1"], marks["r1"]) == ((40.0, False), (30.0, False)), "a person's points stay"
    after = load_assignment(course, cohort, LAB)
    assert (after.draw, after.secret, after.released) == (before.draw, before.secret, before.released)
    seeds = [hidden_seeds(a.secret, a.name, "q1", a.draw, 5) for a in (before, after)]
    assert seeds[0] == seeds[1]
    assert not any(line.fresh for line in regrade().values())


def test_a_mended_sentence_regrades_nobody(
    course: Course, hand_in: HandIn, regrade: Any, cohort: Cohort
) -> None:
    hand_in("p1", "good1")
    regrade()
    hints = course.labs / LAB / "hints.toml"
    hints.write_text(hints.read_text(encoding="utf-8") + "\n# 言いかえた\n", encoding="utf-8")
    assert not regrade()["p1"].fresh


def test_what_decides_a_result_is_told_apart(cohort: Cohort, course: Course) -> None:
    first = lab_parts(load_assignment(course, cohort, LAB), Limits())
    generator = next((course.datasets).glob("*/generate.py"))
    generator.write_text(generator.read_text(encoding="utf-8") + "\n# other\n", encoding="utf-8")
    second = lab_parts(load_assignment(course, cohort, LAB), Limits(cell_seconds=1))
    assert {part for part in first if first[part] != second[part]} == {"data", "limits"}


def test_force_says_so(cohort: Cohort, hand_in: HandIn, regrade: Any, monkeypatch: Any) -> None:
    hand_in("p1", "bad1")
    regrade()
    real = book.build_stored

    def other(result: Any, parts: Any) -> Any:
        stored = real(result, parts)
        return stored.__class__(
            **{
                **vars(stored),
                "exercises": tuple(v.__class__(**{**vars(v), "points": 7.0}) for v in stored.exercises),
            }
        )

    monkeypatch.setattr(book, "build_stored", other)
    changes = regrade(force=True)["p1"].changes
    assert [(c.exercise, c.before, c.after, c.reason) for c in changes][0] == ("q1", 0.0, 7.0, AGAIN)


def test_points_by_hand_are_remarked(cohort: Cohort, course: Course, hand_in: HandIn, regrade: Any) -> None:
    hand_in("p1", "bad1")
    regrade()
    mark_by_hand(cohort, "p1", "q1", 20.0)
    mend(course, "def q1(", "# kind\ndef q1(")
    [change] = regrade()["p1"].changes
    assert "合計には効きません" in change.reason


def test_an_interrupted_regrade_still_tells_all(
    cohort: Cohort, course: Course, hand_in: HandIn, regrade: Any, fake: Any
) -> None:
    for student in ("p1", "p2", "p3"):
        hand_in(student, "bad1")
    regrade()
    mend(course, "def q1(", "# kind\ndef q1(")
    grade, executor = fake
    assignment = load_assignment(course, cohort, LAB)
    seen: list[str] = []

    def boom_at_second(done: int, _total: int, name: str) -> None:
        seen.append(name)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_lab(cohort, assignment, Options(), boom_at_second, kinder(grade), executor)
    lines = regrade()
    assert sorted(c.student for line in lines.values() for c in line.changes) == ["p1", "p2", "p3"]
    forget_changes(cohort, LAB, list(lines.values()))
    assert read_changes(cohort, LAB) == []
    assert all(line.changes == () for line in regrade().values())


def test_notes_survive_a_torn_line_and_merge(cohort: Cohort) -> None:
    note_changes(cohort, LAB, [Change("p1", "q1", 0.0, 4.0, "a")])
    path = cohort.state_dir / "changes" / f"{LAB}.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write('{"student": "p2", "exer')
    note_changes(cohort, LAB, [Change("p1", "q1", 4.0, 5.0, "b"), Change("p2", "q1", 1.0, 2.0, "b")])
    assert read_changes(cohort, LAB) == [Change("p1", "q1", 0.0, 5.0, "b"), Change("p2", "q1", 1.0, 2.0, "b")]
    assert merge_changes([Change("p1", "q1", 0, 4, "a"), Change("p1", "q1", 4, 0, "b")]) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("def q1(", "def q1(:", "checks-broken"), ("def q2(", "def _q2(", "checks-missing")],
)
def test_a_broken_check_stops_before_anything_is_touched(
    cohort: Cohort, course: Course, hand_in: HandIn, regrade: Any, old: str, new: str, code: str
) -> None:
    hand_in("p1", "good1")
    regrade()
    mend(course, old, new)
    with pytest.raises(ContentError) as caught:
        regrade()
    assert caught.value.code == code


@pytest.mark.story
def test_the_table_on_the_screen_and_in_a_file(
    cohort: Cohort, course: Course, hand_in: HandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in("p1", "def average(df):\n    return float(df['wait'].mean())")
    collect_lab(cohort, LAB)
    for command in (["grade"], ["cohort", "grade"]):
        arguments = [*command, str(cohort.root), LAB, "--course", str(course.root)]
        assert dxlab(arguments) == 0
        capsys.readouterr()
        old, new = ('truth["mean"], 0.001', 'truth["mean"] + 1, 0.001')
        mend(course, *((old, new) if command == ["grade"] else (new, old)))
        assert dxlab([*arguments, "--changes", str(tmp_path / "c.csv"), "--workers", "1"]) == 0
        out = capsys.readouterr().out
        assert "自動採点の点が変わった人: 1人（1か所）" in out
        assert "山田 太郎" in out
        data = (tmp_path / "c.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        header, row = csv.reader(data.decode("utf-8-sig").splitlines())
        assert header == ["職員番号", "氏名", "問題", "前の点", "新しい点", "わけ"]
        assert row[:3] == ["p1", "山田 太郎", "q1"]
        assert {row[3], row[4]} == {"40.0", "0.0"}
