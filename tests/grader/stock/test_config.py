"""The managed nbgrader_config.py."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from grader.stock.app import open_app
from grader.stock.config import OPTIONS, StockCourse, build_config, ensure_config, is_sealed
from grader.stock.environment import ensure_tools_on_path


@pytest.fixture
def course(tmp_path: Path) -> StockCourse:
    (tmp_path / "研修 'A'").mkdir()
    return StockCourse(tmp_path / "研修 'A'", "c1", tmp_path / "exchange")


def test_holds_plain_values_only(course: StockCourse) -> None:
    tree = ast.parse(build_config(course))
    calls = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Call, ast.Import, ast.ImportFrom))
    ]
    assert calls == ["get_config()"]


def test_nbgrader_reads_it(course: StockCourse) -> None:
    ensure_config(course)
    with open_app(course.root) as app:
        assert app.coursedir.course_id == "c1"
        assert app.coursedir.db_url == course.db_url
        assert app.config.Exchange.root == str(course.exchange)
        for name, value in OPTIONS.items():
            section, key = name.split(".")
            assert app.config[section][key] == value
        assert not any("unrecognized" in line.lower() for line in app.log.handlers[0].lines)


def test_is_written_once(course: StockCourse) -> None:
    assert ensure_config(course) == []
    assert ensure_config(course) == []
    assert not list(course.root.glob("*.bak"))


def test_a_moved_course_is_rewritten_and_said(course: StockCourse, tmp_path: Path) -> None:
    ensure_config(course)
    course.root.rename(tmp_path / "moved")
    notices = ensure_config(StockCourse(tmp_path / "moved", "c1", course.exchange))
    assert len(notices) == 1
    assert "書き直しました" in notices[0]
    assert not (tmp_path / "moved" / "nbgrader_config.py.bak").exists()


def test_a_persons_edit_is_kept_beside(course: StockCourse) -> None:
    ensure_config(course)
    path = course.root / "nbgrader_config.py"
    edited = path.read_text(encoding="utf-8") + "c.Exchange.root = '/elsewhere'\n"
    path.write_text(edited, encoding="utf-8")
    assert not is_sealed(edited)
    notices = ensure_config(course)
    assert ".bak" in notices[0]
    assert (course.root / "nbgrader_config.py.bak").read_text(encoding="utf-8") == edited
    assert path.read_text(encoding="utf-8") == build_config(course)


def test_alembic_is_found_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    ensure_tools_on_path()
    ensure_tools_on_path()
    assert os.environ["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/usr/bin"]


def test_the_working_directory_leaves_no_trace(course: StockCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_config(course)
    before, here = sys.path[:], os.getcwd()  # noqa: PTH109
    with open_app(course.root):
        pass
    assert sys.path == before
    assert os.getcwd() == here  # noqa: PTH109
