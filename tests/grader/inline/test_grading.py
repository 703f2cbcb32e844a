"""A course of anybody's from its folders to gradebook and autograded/, through the command."""

from __future__ import annotations

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.bench.inline_course import (
    NAME,
    answer,
    asserts,
    build_course,
    hand_in,
    hand_in_honestly,
    model_answers,
)
from grader.engine.process import ProcessLost
from grader.errors import ContentError
from grader.inline.records import Line

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("inline")]
Command = Callable[..., Any]
Build = Callable[[str], Path]
Grade = Callable[..., dict[str, Line]]


def rows(root: Path) -> dict[tuple[str, str], tuple[float | None, int]]:
    """(student, cell) -> (automatic points, needs a person)."""
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
        FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    """
    with sqlite3.connect(root / "gradebook.db") as database:
        return {(student, cell): (auto, waiting) for student, cell, auto, waiting in database.execute(query)}


def total(root: Path, student: str) -> float:
    return sum(auto or 0 for (who, _), (auto, _) in rows(root).items() if who == student)


def test_where_namespaces_are_forbidden_landlock_gives_the_same_points(
    course_of: Build, grade: Grade
) -> None:
    root = course_of("functions")
    hand_in_honestly(root)
    lines = grade(root, profiles=("landlock",))
    assert {line.state for line in lines.values()} == {"graded"}
    assert (total(root, "complete"), total(root, "blank")) == (11.0, 0.0)


def test_a_run_and_a_rerun(course_of: Build, dxlab: Command, tmp_path: Path) -> None:
    root = course_of("functions")
    hand_in_honestly(root)
    done = dxlab("grade", root, NAME, "--json", tmp_path / "out.json")
    assert done.code == 0, done.err
    assert "採点しました: 4件" in done.out
    assert "problem1: test_add_one、test_doc" in done.out
    assert rows(root)["complete", "test_squares"] == (3.0, 0)
    assert rows(root)["complete", "reason"] == (None, 1)
    assert rows(root)["blank", "reason"] == (0.0, 0)
    assert (total(root, "complete"), total(root, "blank")) == (11.0, 0.0)
    report = json.loads((tmp_path / "out.json").read_text())["submissions"]
    complete = next(row for row in report if row["student"] == "complete")
    assert (complete["score"], complete["max"], complete["manual_pending"]) == (11.0, 11.0, 1)
    again = dxlab("grade", root, NAME)
    assert "採点しました: 0件。変わっていないため前の結果を使いました: 4件" in again.out

    nb = nbformat.read(root / "autograded" / "complete" / NAME / "problem1.ipynb", 4)
    nbformat.validate(nb)
    cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
    assert "HIDDEN TESTS" in cells["test_squares"].source
    assert cells["test_count"].outputs[0].data["text/plain"] == "2.0"


def test_nbgraders_own_feedback_and_export_work(course_of: Build, grade: Grade, tmp_path: Path) -> None:
    root = course_of("several")
    hand_in_honestly(root)
    grade(root)
    nbgrader = Path(sys.executable).with_name("nbgrader")
    for arguments in (["generate_feedback", NAME], ["export", "--to", str(tmp_path / "out.csv")]):
        done = subprocess.run([nbgrader, *arguments], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    assert (root / "feedback" / "complete" / NAME / "part-a.html").is_file()
    assert "complete" in (tmp_path / "out.csv").read_text()


def test_folders_with_other_names(tmp_path: Path, grade: Grade) -> None:
    steps = {"source": "my-source", "release": "out", "submitted": "in", "autograded": "done"}
    cells = {"nb": [answer("a", "x = 3"), asserts("t", "assert x == 3")]}
    root = build_course(tmp_path / "course", cells, steps=steps)
    hand_in_honestly(root, steps)
    grade(root)
    assert rows(root)["complete", "t"] == (2.0, 0)
    assert (root / "done" / "complete" / NAME / "nb.ipynb").is_file()
    assert not (root / "autograded").exists()


def test_one_broken_submission_stops_nobody(course_of: Build, grade: Grade) -> None:
    root = course_of("several")
    models = model_answers(root)
    for student in ("p1", "p2", "p3", "p4"):
        hand_in(root, student, lambda name, _: models[name])
    (root / "submitted" / "p1" / NAME / "part-a.ipynb").write_text("{broken")
    (root / "submitted" / "p1" / NAME / "part-b.ipynb").write_text("{broken")
    (root / "submitted" / "p2" / NAME / "part-a.ipynb").write_text("{broken")
    (root / "submitted" / "p3" / NAME / "part-a.ipynb").unlink()
    (root / "submitted" / "p3" / NAME / "part-a.ipynb").symlink_to("/etc/passwd")
    lines = grade(root)
    assert {s: line.state for s, line in lines.items()} == {
        "p1": "unreadable",
        "p2": "partial",
        "p3": "partial",
        "p4": "graded",
    }
    assert "part-a.ipynb: ノートブックのファイルがこわれて" in lines["p1"].problems[0]
    assert rows(root)["p2", "test_mean"] == (0.0, 0)
    assert rows(root)["p2", "test_word"] == (2.0, 0)
    assert rows(root)["p3", "test_mean"] == (0.0, 0)
    assert total(root, "p4") == 7.0
    assert "root:" not in (root / "autograded" / "p3" / NAME / "part-b.ipynb").read_text()


def test_own_files_are_there_for_the_trainee_and_the_courses_stay(course_of: Build, grade: Grade) -> None:
    root = course_of("tables")
    models = model_answers(root)
    helped = {**models, "best": "import mine\nbest = mine.best(total)"}
    hand_in(
        root,
        "p1",
        lambda name, _: helped[name],
        files={
            "mine.py": "def best(t):\n    return str(t.idxmax())",
            "data.csv": "section,month,count\ns1,1,1\n",
        },
    )
    grade(root)
    assert rows(root)["p1", "test_best"] == (2.0, 0)
    assert rows(root)["p1", "test_total"] == (3.0, 0), "with the course's own data.csv"
    graded = root / "autograded" / "p1" / NAME
    assert (graded / "mine.py").is_file()
    assert len((graded / "data.csv").read_text()) > 100


def test_a_source_without_model_answers_is_graded_as_by_nbgrader(course_of: Build, grade: Grade) -> None:
    root = course_of("several")
    models = model_answers(root)
    hand_in(root, "p1", lambda name, _: models[name])
    for path in (root / "source" / NAME).glob("*.ipynb"):
        nb = nbformat.read(path, 4)
        for cell in nb.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = "raise NotImplementedError"
        nbformat.write(nb, path)
    assert grade(root)["p1"].score == 7.0


def test_a_full_disk_is_said_and_what_was_stored_stays(
    course_of: Build, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course_of("several")
    models = model_answers(root)
    for student in ("p1", "p2", "p3"):
        hand_in(root, student, lambda name, _: models[name])
    real, left = Path.write_bytes, [8]

    def full(self: Path, data: bytes) -> int:
        if "autograded" in self.parts:
            left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        grade(root)
    done = {student for student, _ in rows(root)}
    assert 1 <= len(done) < 3
    assert all(total(root, student) == 7.0 for student in done)
    monkeypatch.undo()
    assert {line.score for line in grade(root).values()} == {7.0}
    leftovers = [p.name for p in (root / "autograded").rglob(".*")]
    assert leftovers == []


def test_a_process_lost_twice_while_planning_is_said(
    course_of: Build, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object) -> None:
        raise ProcessLost("gone")

    root = course_of("several")
    hand_in(root, "p1")
    monkeypatch.setattr("grader.inline.grade.run_paper", lose)
    with pytest.raises(ContentError) as caught:
        grade(root)
    assert caught.value.code == "plan-lost"
    monkeypatch.undo()
    assert grade(root)["p1"].state == "graded"


def test_a_persons_points_stay(course_of: Build, grade: Grade) -> None:
    root = course_of("several")
    hand_in_honestly(root)
    grade(root)
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE grade SET manual_score = 4 WHERE auto_score IS NULL")
    grade(root, force=True)
    with sqlite3.connect(root / "gradebook.db") as database:
        assert database.execute("SELECT count(*) FROM grade WHERE manual_score = 4").fetchone()[0] > 0


def test_lateness_is_taken_off_as_the_course_wants(tmp_path: Path, grade: Grade) -> None:
    cells = {"nb": [answer("a", "x = 3"), asserts("t", "assert x == 3")]}
    root = build_course(tmp_path / "course", cells, config="c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE assignment SET duedate = '2026-05-01 00:00:00.000000'")
    hand_in_honestly(root)
    grade(root)
    with sqlite3.connect(root / "gradebook.db") as database:
        found = set(database.execute("SELECT late_submission_penalty FROM submitted_notebook").fetchall())
    assert found == {(2.0,), (0.0,)}


def configure(root: Path, line: str) -> None:
    path = root / "nbgrader_config.py"
    path.write_text(f"{path.read_text()}{line}\n")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda root: (root / "source" / NAME / "part-a.ipynb").write_text("{"), "source-broken"),
        (lambda root: (root / "source" / NAME).rename(root / "elsewhere"), "source-missing"),
        (lambda root: (root / "nbgrader_config.py").write_text("1/0"), "course-config"),
        (lambda root: drop_cell(root), "source-changed"),
        (lambda root: speak(root, "R"), "not-python"),
        (lambda root: configure(root, 'c.IncludeHeaderFooter.header = "gone.ipynb"'), "source-broken"),
    ],
)
def test_what_is_wrong_with_the_course_is_said(
    course_of: Build, dxlab: Command, spoil: Callable[[Path], object], code: str
) -> None:
    root = course_of("several")
    hand_in(root, "p1")
    spoil(root)
    done = dxlab("grade", root, NAME)
    assert done.code in (1, 2)
    assert f"（コード: {code}）" in done.err
    assert rows(root) == {}


def drop_cell(root: Path) -> None:
    path = root / "source" / NAME / "part-a.ipynb"
    nb = nbformat.read(path, 4)
    nb.cells = nb.cells[:-1]
    nbformat.write(nb, path)


def speak(root: Path, language: str) -> None:
    path = root / "source" / NAME / "part-a.ipynb"
    nb = nbformat.read(path, 4)
    nb.metadata.kernelspec.language = language
    nbformat.write(nb, path)


def test_words_for_what_is_not_there(tmp_path: Path, course_of: Build, dxlab: Command) -> None:
    assert "（コード: course-missing）" in dxlab("grade", tmp_path, NAME).err
    root = course_of("several")
    assert "（コード: assignment-missing）" in dxlab("grade", root, "ps9").err
    assert "nbgrader collect" in dxlab("grade", root, NAME).out
    assert "（コード: submission-not-found）" in dxlab("grade", root, NAME, "--student", "p9").err
    assert "--feedback" in dxlab("grade", root, NAME, "--feedback").err


def test_a_kill_loses_nothing_that_was_stored_and_a_rerun_ends_it(course_of: Build, dxlab: Command) -> None:
    root = course_of("several")
    models = model_answers(root)
    students = [f"p{number:02}" for number in range(12)]
    for student in students:
        hand_in(root, student, lambda name, _: models[name])
    command = [sys.executable, "-m", "grader.cli", "grade", str(root), NAME]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    results = root / ".dxlab" / "inline" / NAME / "results"
    give_up = time.monotonic() + 120
    while len(list(results.glob("*.json"))) < 3 and time.monotonic() < give_up:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    stored = len(list(results.glob("*.json")))
    assert 3 <= stored < 12
    graded = {student for student, _ in rows(root)}
    assert all(total(root, student) == 7.0 for student in graded), "all of a submission, or nothing"
    done = dxlab("grade", root, NAME)
    assert done.code == 0, done.err
    assert f"変わっていないため前の結果を使いました: {stored}件" in done.out
    assert {student: total(root, student) for student in students} == dict.fromkeys(students, 7.0)
