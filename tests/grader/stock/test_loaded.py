"""Are the hooks really loaded: a fresh nbgrader is asked, not our own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.stock.config import StockCourse, build_config, ensure_config
from grader.stock.loaded import find_hook_problems

LED = "つながっていません"


@pytest.fixture
def bare(tmp_path: Path) -> StockCourse:
    course = StockCourse(tmp_path / "course", "c1", tmp_path / "exchange")
    course.root.mkdir()
    ensure_config(course)
    return course


def problems(course: StockCourse, text: str) -> str:
    (course.root / "nbgrader_config.py").write_text(text, encoding="utf-8")
    return "\n".join(find_hook_problems(course))


def test_the_managed_config_is_loaded(bare: StockCourse) -> None:
    assert find_hook_problems(bare) == []


@pytest.mark.story
def test_an_exception_in_the_config_is_told(bare: StockCourse) -> None:
    found = problems(bare, build_config(bare) + "raise RuntimeError\n")
    assert LED in found
    assert "誤りがあり" in found


@pytest.mark.story
def test_a_misspelt_name_is_told(bare: StockCourse) -> None:
    found = problems(bare, build_config(bare).replace("Autograde.exporter_class", "Autograde.exporter_clas"))
    assert LED in found
    assert "exporter_clas）" in found


@pytest.mark.story
def test_a_module_that_is_not_there_is_told(bare: StockCourse) -> None:
    found = problems(bare, build_config(bare).replace("grader.stock.autograde", "grader.stock.gone"))
    assert "nbgrader を始められません" in found


@pytest.mark.story
def test_another_config_that_wins_is_told(bare: StockCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = bare.root.parent / "jupyter"
    elsewhere.mkdir()
    (elsewhere / "nbgrader_config.py").write_text("get_config().Exchange.root = '/elsewhere'\n")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(elsewhere))
    assert find_hook_problems(bare) == []  # ours comes later and wins
    assert "GenerateFeedback.exporter_class" in problems(
        bare, build_config(bare) + "c.GenerateFeedback.exporter_class = 'nbconvert.exporters.HTMLExporter'\n"
    )


@pytest.mark.story
def test_an_extension_that_is_switched_off_is_told(
    bare: StockCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare.root.parent / "jupyter" / "jupyter_server_config.d"
    folder.mkdir(parents=True)
    (folder / "off.json").write_text('{"ServerApp": {"jpserver_extensions": {"grader.stock.server": false}}}')
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(folder.parent))
    assert "grader.stock.server" in "".join(find_hook_problems(bare))
