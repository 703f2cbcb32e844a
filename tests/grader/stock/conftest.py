"""A tiny nbgrader course with one assignment, made by nbgrader itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.stock.config import StockCourse, ensure_config
from grader.stock.generate import generate_assignment

LAB = "l900-tiny"


def _cell(ident: str, source: str, kind: str = "code", **meta: Any) -> Any:
    full = {
        "grade": False,
        "grade_id": ident,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(source, id=ident, metadata={"nbgrader": {**full, **meta}})


def source_notebook() -> Any:
    """Two automatic exercises, a written part."""
    answer = "def f():\n    return ____\n\n### BEGIN SOLUTION\ndef f():\n    return 1\n### END SOLUTION"
    return new_notebook(
        cells=[
            _cell("q1_answer", answer, solution=True),
            _cell("q1", 'check("q1")', grade=True, points=4, locked=True),
            _cell("q2_answer", answer, solution=True),
            _cell("q2", 'check("q2")', grade=True, points=6, locked=True),
            _cell(
                "r1",
                "### BEGIN SOLUTION\n手本\n### END SOLUTION",
                "markdown",
                grade=True,
                solution=True,
                points=5,
            ),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


@pytest.fixture(scope="session")
def made_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stock") / "course"
    root.mkdir()
    (root / "source" / LAB).mkdir(parents=True)
    nbformat.write(source_notebook(), root / "source" / LAB / f"{LAB}.ipynb")
    ensure_config(StockCourse(root, "c1", root.parent / "exchange"))
    generate_assignment(root, LAB)
    return root


@pytest.fixture
def course(made_course: Path, tmp_path: Path) -> StockCourse:
    shutil.copytree(made_course, tmp_path / "course")
    moved = StockCourse(tmp_path / "course", "c1", tmp_path / "exchange")
    ensure_config(moved)
    return moved


@pytest.fixture
def graded_notebook(course: StockCourse) -> dict[str, Any]:
    """The release version with answers written and outputs of 4 and 2.5 points in the test cells."""
    notebook = nbformat.read(course.folder("release", LAB) / f"{LAB}.ipynb", 4)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["q1_answer"].source = "def f():\n    return 1"
    cells["q2_answer"].source = "def f():\n    return 2"
    cells["r1"].source = "わたしの考え"
    for ident, points in (("q1", "4"), ("q2", "2.5")):
        output = {
            "output_type": "execute_result",
            "data": {"text/plain": points},
            "metadata": {},
            "execution_count": 1,
        }
        cells[ident].outputs = [nbformat.from_dict(output)]
    return notebook
