"""What L203's trainees take home: one file with their functions that runs outside the notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grader.lab.golden import write_golden_workspace
from grader.lab.read import read_lab
from grader.settings import Course

pytestmark = pytest.mark.story

LAB = "l203-rpa-batch"


@pytest.fixture(scope="module")
def desk(root: Path, tmp_path_factory) -> Path:
    """A folder with the file that ``save_tools`` writes from the model answers, and the released inbox."""
    course = Course(root)
    source = write_golden_workspace(course, read_lab(course, LAB), tmp_path_factory.mktemp("l203") / "lab")
    notebook = nbformat.read(source, as_version=4)
    setup = next(i for i, cell in enumerate(notebook.cells) if cell.id == "quiz_form")
    notebook.cells = [c for i, c in enumerate(notebook.cells) if i < setup or c.id == "save_tools_cell"]
    notebook.cells += [nbformat.v4.new_code_cell("save_tools(unpack('desk').parent)")]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(source.parent)}}).execute()
    return source.parent / "work" / "desk"


def run(desk: Path, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "monthly", *options], cwd=desk, capture_output=True, text=True, check=True
    )
    return done.stdout


def contents(desk: Path) -> dict[str, bytes]:
    return {p.relative_to(desk).as_posix(): p.read_bytes() for p in desk.rglob("*") if p.is_file()}


def test_a_double_click_only_shows_the_plan_and_going_twice_adds_nothing(desk):
    def reports() -> list[str]:
        return (desk / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()

    before = {name: data for name, data in contents(desk).items() if "__pycache__" not in name}
    assert "足す" in run(desk) and "--go" in (desk / "monthly_go.bat").read_text()
    assert {name: data for name, data in contents(desk).items() if "__pycache__" not in name} == before
    run(desk, "--go")
    once = reports()
    assert len(once) > 20 and any((desk / "error").iterdir())
    run(desk, "--go")
    assert reports() == once
