"""A tiny course to work on: one lab, one dataset. Each test gets its own copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.lab.model import Lab
from grader.lab.read import read_lab
from grader.settings import Course

HERE = Path(__file__).parent
TINY = "l001-tiny"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    shutil.copytree(HERE / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
    return Course(tmp_path / "course")


@pytest.fixture
def lab(course: Course) -> Lab:
    return read_lab(course, TINY)


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels import the same dxlab as this process, also when it is not installed."""
    import dxlab

    if not hasattr(dxlab, "start"):
        pytest.skip("dxlab.start がまだありません。")
    root = str(Path(dxlab.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])))


@pytest.fixture
def edit(lab: Lab) -> Callable[[str, str, str], None]:
    """``edit(file, old, new)`` in the tiny lab; fails when there is nothing to edit."""

    def replace(name: str, old: str, new: str) -> None:
        path = lab.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
