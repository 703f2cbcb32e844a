"""Release: what goes out, what is refused, what stays whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from grader.cohort import release
from grader.cohort.create import open_cohort
from grader.cohort.model import Cohort
from grader.cohort.release import lab_titles, release_lab, released_labs
from grader.cohort.settings import parse_deadline
from grader.cohort.state import read_releases
from grader.errors import ContentError, DxlabError
from grader.settings import Course

LAB = "l001-tiny"
HERE = Path(__file__).parents[1] / "lab" / "course"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    shutil.copytree(HERE, tmp_path / "own", ignore=shutil.ignore_patterns("__pycache__"))
    return Course(tmp_path / "own")


def outbound(cohort: Cohort) -> Path:
    return cohort.exchange / cohort.id / "outbound" / LAB


def test_the_exchange_holds_the_release_only(cohort: Cohort) -> None:
    names = {p.relative_to(outbound(cohort)).as_posix() for p in outbound(cohort).rglob("*") if p.is_file()}
    assert {f"{LAB}.ipynb", "lab.json", "visible.py", "hints.toml", "quiz.json"} <= names
    assert not any("hidden" in name or "attempts" in name for name in names)
    assert "BEGIN SOLUTION" not in (outbound(cohort) / f"{LAB}.ipynb").read_text(encoding="utf-8")
    assert released_labs(cohort) == [LAB]
    assert lab_titles(cohort, LAB)["q1"]


def test_the_same_lab_again_changes_nothing(cohort: Cohort, course: Course) -> None:
    before = read_releases(cohort)
    assert release_lab(course, cohort, LAB).changed is False
    assert read_releases(cohort) == before


def test_a_changed_lab_needs_force(cohort: Cohort, course: Course) -> None:
    hints = course.labs / LAB / "hints.toml"
    hints.write_text(hints.read_text(encoding="utf-8") + "\n# 新しい\n", encoding="utf-8")
    old = (cohort.stock.folder("source", LAB) / "hints.toml").read_bytes()
    with pytest.raises(ContentError) as caught:
        release_lab(course, cohort, LAB)
    assert caught.value.code == "release-changed"
    assert (cohort.stock.folder("source", LAB) / "hints.toml").read_bytes() == old
    assert release_lab(course, cohort, LAB, force=True).changed
    assert "新しい" in (outbound(cohort) / "hints.toml").read_text(encoding="utf-8")


def test_a_failure_keeps_the_earlier_source(
    cohort: Cohort, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (cohort.stock.folder("source", LAB) / "lab.json").read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(release, "generate_assignment", refuse)
    with pytest.raises(OSError, match="No space"):
        release_lab(course, cohort, LAB, force=True)
    assert (cohort.stock.folder("source", LAB) / "lab.json").read_bytes() == old
    assert [p.name for p in cohort.state_dir.iterdir() if p.name.startswith("build-")] == []


def test_unknown_lab_and_other_deadline(cohort: Cohort, course: Course) -> None:
    with pytest.raises(DxlabError):
        release_lab(course, cohort, "l999")
    with pytest.raises(ContentError) as caught:
        release_lab(course, cohort, LAB, deadline=parse_deadline("2027-01-01"))
    assert caught.value.code == "deadline-differs"


def test_an_exchange_that_cannot_be_written(
    cohort: Cohort, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, *a, **k: Path(path) != cohort.exchange and real(path, *a, **k)
    )
    with pytest.raises(DxlabError) as caught:
        release_lab(course, cohort, LAB, force=True)
    assert caught.value.code == "exchange-not-writable"
    assert str(cohort.exchange) in caught.value.message


def test_a_moved_cohort_goes_on(cohort: Cohort, course: Course, tmp_path: Path) -> None:
    (tmp_path / "new-place").mkdir()
    cohort.root.rename(tmp_path / "new-place" / "kenshu")
    cohort.exchange.rename(tmp_path / "new-place" / "exchange")
    moved, notices = open_cohort(tmp_path / "new-place" / "kenshu")
    assert len(notices) == 1
    assert release_lab(course, moved, LAB, force=True).outbound.is_dir()
