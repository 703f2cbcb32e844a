"""autograded/ is written whole or not at all."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from grader.stock.config import StockCourse
from grader.stock.files import read_plain, staged_autograded

LAB = "l1"


def write_autograded(course: StockCourse, student: str, notebook: Any, files: dict[str, bytes]) -> Path:
    """The folder that ``staged_autograded`` left."""
    with staged_autograded(course, student, LAB, {LAB: notebook}, files):
        pass
    return course.folder("autograded", LAB, student)


@pytest.fixture
def course(tmp_path: Path) -> StockCourse:
    course = StockCourse(tmp_path, "c1", tmp_path / "exchange")
    submitted = course.folder("submitted", LAB, "p1")
    submitted.mkdir(parents=True)
    (submitted / "timestamp.txt").write_text("2026-06-01 03:00:00.000000 UTC")
    (submitted / "submission_secret.txt").symlink_to("/etc/hostname")
    return course


def test_replaces_the_folder_and_leaves_nothing_beside(course: StockCourse) -> None:
    write_autograded(course, "p1", {"cells": [1]}, {"old.txt": b"x"})
    folder = write_autograded(course, "p1", {"cells": [2]}, {"sub/answers.json": b"{}"})
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert files == ["l1.ipynb", "sub/answers.json", "timestamp.txt"]
    assert json.loads((folder / "l1.ipynb").read_text()) == {"cells": [2]}
    assert [p.name for p in folder.parent.iterdir()] == [LAB]
    assert (folder / "l1.ipynb").stat().st_mode & 0o777 == 0o444


def test_a_full_disk_keeps_the_older_folder(course: StockCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_autograded(course, "p1", {"cells": [1]}, {})

    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_autograded(course, "p1", {"cells": [2]}, {})
    assert json.loads((folder / "l1.ipynb").read_text()) == {"cells": [1]}
    assert [p.name for p in folder.parent.iterdir()] == [LAB]


def test_half_a_surrogate_pair_stops_nobody(course: StockCourse) -> None:
    folder = write_autograded(course, "p1", {"cells": ["a\ud800b"]}, {})
    assert json.loads((folder / "l1.ipynb").read_text()) == {"cells": ["a?b"]}


def test_read_plain(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert read_plain(tmp_path / "a", 5) == b"12345"
    assert read_plain(tmp_path / "a", 4) == b""
    assert read_plain(tmp_path / "link", 5) == b""
    assert read_plain(tmp_path / "none", 5) == b""
    assert read_plain(tmp_path, 5) == b""
