"""Real kernels: the golden, the release as it is, and nbval on both."""

from __future__ import annotations

import os
import subprocess
import sys

import nbformat
import pytest

from grader.errors import ContentError
from grader.lab.golden import find_error, find_stderr, stale_cells, write_golden, write_golden_workspace
from grader.lab.notebook import read_ipynb
from grader.lab.pairing import find_differences
from grader.lab.verify import verify_lab

pytestmark = pytest.mark.usefixtures("kernels")


def run_nbval(notebook):
    """pytest --nbval on one notebook, in its own folder."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run(
        [*command, "--rootdir", str(notebook.parent), notebook.name],
        cwd=notebook.parent,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.story
def test_the_tiny_lab_is_verified_from_end_to_end(course, lab, tmp_path):
    assert write_golden(course, lab) is True
    first = lab.path("lab.ipynb").read_bytes()
    assert find_differences(lab) == []
    stored = read_ipynb(lab.path("lab.ipynb"))
    assert [c["execution_count"] for c in stored.cells if c.cell_type == "code"] == list(range(1, 9))
    assert find_error(stored) is None and find_stderr(stored) == []

    seen = []
    assert verify_lab(course, lab.id, progress=lambda *step: seen.append(step)) == []
    assert seen[-1][0] == seen[-1][1] == 5

    assert write_golden(course, lab) is False
    assert lab.path("lab.ipynb").read_bytes() == first

    done = run_nbval(write_golden_workspace(course, lab, tmp_path / "nbval"))
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.story
def test_stale_outputs_are_found_by_verify_and_by_nbval(course, lab, tmp_path):
    write_golden(course, lab)
    notebook = nbformat.read(lab.path("lab.ipynb"), 4)
    cell = next(c for c in notebook.cells if c["id"] == "load_data")
    for output in cell.outputs:
        output.data["text/plain"] = "stale"
    nbformat.write(notebook, lab.path("lab.ipynb"))
    problems = [str(p) for p in verify_lab(course, lab.id, only=["golden"])]
    assert len(problems) == 1 and "セル「load_data」の出力" in problems[0]
    done = run_nbval(write_golden_workspace(course, lab, tmp_path / "nbval"))
    assert done.returncode == 1, done.stdout[-2000:]


@pytest.mark.story
def test_a_warning_in_a_figure_or_cell_is_found(course, lab, edit):
    edit("lab.py", "waits.head(3)", 'import warnings\n\nwarnings.warn("Glyph 24179 missing")\nwaits.head(3)')
    write_golden(course, lab)
    assert any("警告" in str(p) and "Glyph" in str(p) for p in verify_lab(course, lab.id, only=["golden"]))


def test_a_cell_that_raises_stops_the_golden_and_keeps_the_old_one(course, lab, edit):
    write_golden(course, lab)
    before = lab.path("lab.ipynb").read_bytes()
    edit("lab.py", "waits.head(3)", "waits.heads(3)")
    with pytest.raises(ContentError) as caught:
        write_golden(course, lab)
    assert "load_data" in caught.value.message and "AttributeError" in caught.value.message
    assert lab.path("lab.ipynb").read_bytes() == before


def test_a_release_that_stops_is_found(course, lab, edit):
    edit("lab.py", "longest = ____\nrank = ____\n", "longest = ____\nrank = ____ + 1\n")
    problems = [str(p) for p in verify_lab(course, lab.id, only=["release"])]
    assert any("q2_answer" in p and "止まります" in p for p in problems)


def test_only_text_is_compared():
    def cell(data):
        output = nbformat.v4.new_output("display_data", data=data)
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", id="a", outputs=[output])])

    assert stale_cells(cell({"image/png": "AAAA"}), cell({"image/png": "BBBB"})) == []
    assert stale_cells(cell({"image/png": "AAAA"}), cell({"text/plain": "1"})) == ["a"]
    assert stale_cells(cell({"text/plain": "1"}), cell({"text/plain": "2"})) == ["a"]
