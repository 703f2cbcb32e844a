"""The learning-type check reaches a cohort, and never comes back from it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from grader.cohort.handout import write_handout
from grader.cohort.model import Cohort
from grader.errors import ContentError
from grader.settings import Course
from grader.stock.collect import copy_plain_files


def test_the_zip_holds_one_folder_and_no_answers(cohort: Cohort, root: Path) -> None:
    path = write_handout(Course(root), cohort)
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == [
            "learning-type/lab.json",
            "learning-type/learning-type.ipynb",
            "learning-type/learning-type.json",
        ]


def test_a_course_without_it_says_so(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="見つかりません"):
        write_handout(Course(tmp_path), cohort)


def test_moved_into_a_lab_it_is_left_behind_when_collecting(tmp_path: Path) -> None:
    own = tmp_path / "handed" / "learning-type"
    own.mkdir(parents=True)
    (own / "answers.json").write_text("{}")
    (tmp_path / "handed" / "l107.ipynb").write_text("{}")
    assert copy_plain_files(tmp_path / "handed", tmp_path / "got") == []
    assert [p.name for p in (tmp_path / "got").rglob("*")] == ["l107.ipynb"]
