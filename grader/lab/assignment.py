"""A released lab as the engine wants it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat

from grader.engine.model import Assignment, Exercise
from grader.lab.build import exercise_rows, lab_version
from grader.lab.data import recipes
from grader.lab.model import Lab
from grader.lab.pairing import read_source
from grader.lab.quiz import released_key
from grader.settings import Course


def assignment_for(course: Course, lab: Lab, *, secret: bytes, draw: int, source_dir: Path) -> Assignment:
    """All that grading needs.

    Parameters
    ----------
    source_dir: ``source/<lab>`` as ``build_lab`` wrote it for this cohort: what
        was released is what is graded, also after the lab was edited.

    Raises
    ------
    ContentError: quiz.toml no longer holds the right answers of the released quiz.
    """
    notebook = nbformat.read(source_dir / f"{lab.id}.ipynb", as_version=4)
    rows = exercise_rows(lab, notebook)
    return Assignment(
        name=lab.id,
        version=lab_version(course, lab, read_source(lab)),
        source=notebook,
        exercises=tuple(
            Exercise(r["id"], r["title"], float(r["points"]), r["kind"], r["answer"], r["stub"]) for r in rows
        ),
        hidden=lab.path("hidden.py"),
        quiz_key=released_key(lab.folder, _released_quiz(source_dir)),
        files=_files_beside(source_dir, lab.id),
        released=recipes(lab, secret, draw),
        secret=secret,
        draw=draw,
        course=course.root,
    )


def _released_quiz(source_dir: Path) -> dict[str, Any]:
    path = source_dir / "quiz.json"
    quiz: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return quiz


def _files_beside(source_dir: Path, name: str) -> dict[str, bytes]:
    paths = sorted(p for p in source_dir.rglob("*") if p.is_file() and p.name != f"{name}.ipynb")
    # Model answers have no business in the process that runs trainees' code.
    return {p.relative_to(source_dir).as_posix(): p.read_bytes() for p in paths if p.name != "solutions.bin"}
