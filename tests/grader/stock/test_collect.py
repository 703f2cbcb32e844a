"""Hand-ins are hostile: links, pipes, odd names, too much of everything."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.stock import collect
from grader.stock.collect import STUDENT_ID, copy_plain_files, parse_folder_name
from grader.stock.config import StockCourse
from grader.stock.exchange import collect_assignment

LAB = "l900-tiny"
STAMP = "2026-06-01 03:00:00.000000 UTC"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=10))
def test_any_name_gives_a_safe_id_or_nothing(student: str, stamp: str, tail: str) -> None:
    for name in (f"{student}+{LAB}+{stamp}+{tail}", f"{student}+{LAB}+{STAMP}", student):
        found = parse_folder_name(name, LAB)
        if found:
            assert STUDENT_ID.fullmatch(found[0])
            assert "/" not in found[0]
            assert not found[0].startswith(".")


def test_names() -> None:
    assert parse_folder_name(f"p1+{LAB}+{STAMP}+abc", LAB) == ("p1", datetime(2026, 6, 1, 3))
    assert parse_folder_name(f"..+{LAB}+{STAMP}", LAB) is None
    assert parse_folder_name(f"p1+other+{STAMP}", LAB) is None
    assert parse_folder_name(f"p1+{LAB}+yesterday", LAB) is None
    # With nbgrader's Exchange.timezone set to Tokyo the time would be read nine hours late.
    assert parse_folder_name(f"p1+{LAB}+2026-06-01 12:00:00.000000 JST", LAB) is None


def test_only_plain_files_are_copied(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "gradebook.db").write_text("秘密")
    src = tmp_path / "in"
    (src / "sub").mkdir(parents=True)
    (src / f"{LAB}.ipynb").write_text("{}")
    (src / "sub" / "a.txt").write_text("a")
    (src / "link.txt").symlink_to(secret / "gradebook.db")
    (src / "folder").symlink_to(secret)
    os.mkfifo(src / "pipe")
    os.link(secret / "gradebook.db", src / "second name.txt")
    (src / "line\nbreak.txt").touch()
    (src / "-rf").touch()
    (src / "sub" / "\x1b[2J").mkdir()
    (src / "sub" / "\x1b[2J" / "a.txt").touch()
    problems = copy_plain_files(src, tmp_path / "out")
    copied = sorted(
        p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()
    )
    assert copied == [f"{LAB}.ipynb", "sub/a.txt"]
    assert any("link.txt" in p for p in problems)
    assert any("pipe" in p for p in problems)
    assert any("second name" in p for p in problems)
    assert all(p.isprintable() for p in problems)


def test_a_linked_hand_in_folder_brings_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.ipynb").write_text("{}")
    (tmp_path / "in").symlink_to(tmp_path / "secret")
    copy_plain_files(tmp_path / "in", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_limits_keep_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_BYTES", 100)
    src = tmp_path / "in"
    src.mkdir()
    (src / "aaa.bin").write_bytes(b"x" * 200)
    (src / "zzz.ipynb").write_text("{}")
    problems = copy_plain_files(src, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["zzz.ipynb"]
    assert "aaa.bin" in problems[0]


def test_a_crowd_of_files_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_FILES", 5)
    src = tmp_path / "in"
    src.mkdir()
    for n in range(60):
        (src / f"{n}.txt").touch()
    (src / "zzz.ipynb").write_text("{}")
    problems = copy_plain_files(src, tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert (tmp_path / "out" / "zzz.ipynb").is_file()
    assert len(problems) == 1


def inbound(course: StockCourse, name: str, text: str = "{}") -> Path:
    folder = course.exchange / course.course_id / "inbound" / name
    folder.mkdir(parents=True)
    (folder / f"{LAB}.ipynb").write_text(text)
    return folder


def test_collect_goes_on_after_bad_names_and_stamps(course: StockCourse) -> None:
    course.exchange.mkdir(mode=0o777)
    inbound(course, f"p1+{LAB}+{STAMP}+r", "old")
    inbound(course, f"p1+{LAB}+2026-06-02 03:00:00.000000 UTC+r", "new")
    bad = inbound(course, f"p2+{LAB}+{STAMP}+r")
    (bad / "timestamp.txt").write_text("not a time")
    inbound(course, f"..+{LAB}+{STAMP}+r")
    inbound(course, f"p3+{LAB}+whenever+r")
    inbound(course, f"zz+{LAB}+{STAMP}+r")
    done: list[str] = []
    for _ in range(2):  # the second run meets p2's stamp again
        assert collect_assignment(course, LAB, {"p1", "p2", "p3"}, done.append) == {}
    assert sorted(p.name for p in (course.root / "submitted").iterdir()) == ["p1", "p2"]
    assert (course.folder("submitted", LAB, "p1") / f"{LAB}.ipynb").read_text() == "new"
    assert not (course.root / LAB).exists()
    assert done == ["p1", "p2"] * 2
