"""Every lab of this repository: its release holds no answer, and nbval reproduces its golden.

A new lab is tested here without a line of Python. ``dxlab lab verify --all``
does the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.lab.data import recipes
from grader.lab.golden import write_golden_workspace
from grader.lab.leaks import find_leaks, find_strays
from grader.lab.listing import ids_to_verify
from grader.lab.pairing import find_differences, read_source
from grader.lab.read import read_lab
from grader.lab.release import build_release
from grader.settings import Course

COURSE = Course(Path(__file__).parents[3])
LABS = ids_to_verify(COURSE, [], all_labs=True)


@pytest.mark.parametrize("lab_id", LABS)
@pytest.mark.parametrize("solutions", [False, True])
def test_the_release_holds_no_answer(lab_id, solutions, tmp_path):
    lab = read_lab(COURSE, lab_id)
    build_release(COURSE, lab, tmp_path / "out", secret=b"open", draw=0, solutions=solutions)
    made = recipes(lab, b"open", 0)
    assert find_strays(lab, tmp_path / "out", solutions=solutions) == []
    assert find_leaks(lab, read_source(lab), tmp_path / "out", made) == []


@pytest.mark.parametrize("lab_id", LABS)
def test_the_two_files_hold_the_same_notebook(lab_id):
    assert [str(p) for p in find_differences(read_lab(COURSE, lab_id))] == []


@pytest.mark.story
@pytest.mark.parametrize("lab_id", LABS)
@pytest.mark.usefixtures("kernels")
def test_nbval_reproduces_the_golden(lab_id, tmp_path):
    notebook = write_golden_workspace(COURSE, read_lab(COURSE, lab_id), tmp_path / "lab")
    # Its own folder is the root: the project's pytest settings must not reach into a lab.
    options = ["--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider", "--rootdir", "."]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, notebook.name],
        cwd=notebook.parent,
        env={**os.environ, "PYTEST_ADDOPTS": "", "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
