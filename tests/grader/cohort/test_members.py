"""Roster and gradebook stay equal; nothing is written when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.members import import_roster, read_people, remove_person, set_person
from grader.cohort.model import Cohort
from grader.errors import ContentError, DxlabError
from grader.stock.gradebook import open_gradebook
from grader.stock.students import find_students

HEAD = "職員番号,氏名,所属課,メール\n"


def students(cohort: Cohort) -> dict[str, tuple[str, str, str]]:
    with open_gradebook(cohort.stock) as gradebook:
        return find_students(gradebook)


def write(cohort: Cohort, text: str, encoding: str = "cp932") -> Path:
    path = cohort.root.parent / "名簿.csv"
    path.write_bytes((HEAD + text).encode(encoding))
    return path


def test_import_adds_corrects_and_keeps(cohort: Cohort) -> None:
    change = import_roster(cohort, write(cohort, "p1,山田 一郎,税務課,i@example.jp\np9,新人 さん,総務課,\n"))
    assert (change.added, change.changed) == (("p9",), ("p1",))
    assert list(read_people(cohort)) == ["p1", "p2", "p3", "p9"]
    assert students(cohort)["p1"] == ("山田", "一郎", "i@example.jp")
    again = import_roster(cohort, write(cohort, "p1,山田 一郎,税務課,i@example.jp\np9,新人 さん,総務課,\n"))
    assert (again.added, again.changed, again.kept) == ((), (), 4)


def test_bad_rows_write_nothing_unless_skipped(cohort: Cohort) -> None:
    before = (cohort.root / "roster.csv").read_bytes(), students(cohort)
    path = write(cohort, "p8,よい人,,\np9,,,\n")
    with pytest.raises(ContentError) as caught:
        import_roster(cohort, path)
    assert "名簿.csv 3行目" in caught.value.message
    assert ((cohort.root / "roster.csv").read_bytes(), students(cohort)) == before
    change = import_roster(cohort, path, skip_bad=True)
    assert change.added == ("p8",)
    assert "3行目" in change.skipped[0]


def test_the_roster_edited_in_excel_is_read_again(cohort: Cohort) -> None:
    (cohort.root / "roster.csv").write_bytes((HEAD + "p1,山田 改,,\np7,増えた 人,,\n").encode("cp932"))
    change = import_roster(cohort, None)
    assert (change.added, change.changed) == (("p7",), ("p1",))
    assert (cohort.root / "roster.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_one_person(cohort: Cohort) -> None:
    assert set_person(cohort, "ｐ４", {"name": "高橋 四郎"})[1] is True
    person, is_new = set_person(cohort, "p4", {"section": "税務課"})
    assert (person.id, person.name, person.section, is_new) == ("p4", "高橋 四郎", "税務課", False)
    with pytest.raises(ContentError):
        set_person(cohort, "p5", {"mail": "x"})
    remove_person(cohort, "p4")
    assert "p4" not in read_people(cohort)
    assert "p4" not in students(cohort)


def test_a_person_with_work_stays(cohort: Cohort, hand_in: Callable[..., Path]) -> None:
    hand_in("p1")
    collect_lab(cohort, "l001-tiny")
    with pytest.raises(DxlabError) as caught:
        remove_person(cohort, "p1")
    assert caught.value.code == "person-has-work"
    assert "p1" in read_people(cohort)
