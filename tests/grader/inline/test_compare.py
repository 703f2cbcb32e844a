"""Honest work gets the same rows as from nbgrader itself."""

from __future__ import annotations

import io
import shutil
import sqlite3
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
    generate,
    hand_in,
    hand_in_honestly,
    model_answers,
    nbgrader,
    notebook,
    plain,
)
from grader.inline.compare import Comparison, compare_gradings
from grader.inline.model import Way

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("compare")]


def same_process(found: Comparison) -> set[str]:
    return {key for sheet in found.assignment.sheets for key, way in sheet.ways.items() if way is Way.SAME}


def test_functions(course_of: Callable[[str], Path], tmp_path: Path) -> None:
    root = course_of("functions")
    hand_in_honestly(root)
    found = compare_gradings(root, NAME, tmp_path)
    assert (found.differences, found.complaints) == ((), ())
    assert found.rows == 4 * 7
    assert same_process(found) == {"test_add_one", "test_doc"}


def test_tables_and_a_figure(course_of: Callable[[str], Path], tmp_path: Path) -> None:
    root = course_of("tables")
    hand_in_honestly(root)
    found = compare_gradings(root, NAME, tmp_path)
    assert [(d.student, d.cell, d.warned) for d in found.differences] == [("complete", "test_quiet", True)]
    assert same_process(found) == set()


@pytest.mark.slow
def test_classes(course_of: Callable[[str], Path], tmp_path: Path) -> None:
    root = course_of("classes")
    hand_in_honestly(root)
    found = compare_gradings(root, NAME, tmp_path)
    assert found.differences == ()
    assert {"test_alias", "test_greet", "test_savings"} <= same_process(found)


def test_several_notebooks_one_of_them_missing(course_of: Callable[[str], Path], tmp_path: Path) -> None:
    root = course_of("several")
    hand_in_honestly(root)
    models = model_answers(root)
    hand_in(root, "one", lambda name, _: models[name], without=["part-a"])
    before = snapshot(root)
    found = compare_gradings(root, NAME, tmp_path)
    assert snapshot(root) == before, "only copies are graded"
    assert found.differences == ()
    assert same_process(found) == set()
    assert found.rows == 5 * 4


@pytest.mark.slow
@pytest.mark.parametrize("autotest", [False, True], ids=["plain", "autotest"])
def test_the_course_that_nbgrader_quickstart_writes(tmp_path: Path, autotest: bool) -> None:
    nbgrader(tmp_path, "quickstart", "course101", *(["--autotest"] if autotest else []))
    root = tmp_path / "course101"
    generate(root)
    hand_in_honestly(root)
    models = model_answers(root)
    missing = sorted(path.stem for path in (root / "source" / NAME).glob("*.ipynb"))[:1]
    hand_in(root, "one", lambda name, _: models[name], without=missing)
    found = compare_gradings(root, NAME, tmp_path / "copies")
    assert found.rows > 20
    assert [d for d in found.differences if not d.warned] == []


def test_a_header_and_a_footer_are_the_instructors(tmp_path: Path) -> None:
    header, footer = tmp_path / "header.ipynb", tmp_path / "footer.ipynb"
    nbformat.write(
        notebook([plain("import math\n\n\ndef near(a, b):\n    return math.isclose(a, b)")]), header
    )
    asked = [answer("last", "last = mean([2, 4])"), asserts("test_last", "assert near(last, 3)", 2)]
    nbformat.write(notebook(asked), footer)
    cells = [
        answer("mean", "def mean(xs):\n    return math.fsum(xs) / len(xs)"),
        asserts("test_mean", "assert near(mean([1, 2, 6]), 3)", 2),
    ]
    config = "".join(
        f"c.IncludeHeaderFooter.{name} = {str(path)!r}\n"
        for name, path in (("header", header), ("footer", footer))
    )
    root = build_course(tmp_path / "course", {"nb": cells}, config=config)
    models = {"mean": "def mean(xs):\n    return math.fsum(xs) / len(xs)", "last": "last = mean([2, 4])"}
    hand_in(root, "complete", lambda name, _: models[name])
    hand_in(root, "half", lambda name, _: models[name] if name == "mean" else None)
    found = compare_gradings(root, NAME, tmp_path / "copies")
    assert (found.differences, found.complaints) == ((), ())
    assert found.rows == 2 * 2
    assert same_process(found) == set()


def snapshot(root: Path) -> dict[str, Any]:
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    files.pop("gradebook.db")
    with sqlite3.connect(root / "gradebook.db") as database:
        return {**files, "grades": list(database.execute("SELECT * FROM grade"))}


def test_a_gradebook_elsewhere_is_refused(
    course_of: Callable[[str], Path], tmp_path: Path, dxlab: Callable[..., Any]
) -> None:
    root = course_of("several")
    elsewhere = tmp_path / "elsewhere.db"
    shutil.copy(root / "gradebook.db", elsewhere)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f'c.CourseDirectory.db_url = "sqlite:///{elsewhere}"\n')
    done = dxlab("compare", root, NAME, "--yes")
    assert (done.code, "compare-outside" in done.err) == (1, True)


def test_the_command_asks_before_it_runs_anything(
    course_of: Callable[[str], Path], dxlab: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    done = dxlab("compare", course_of("several"), NAME)
    assert done.code == 130
    assert "囲いなし" in done.err
