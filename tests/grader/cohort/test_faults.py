"""What machines do: locks, full disks, missing rights, broken files. Said in Japanese, mended by a rerun."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import run as dxlab
from grader.cohort.collect import collect_lab
from grader.cohort.create import open_cohort
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Graded, grade_lab, load_assignment
from grader.cohort.model import Cohort
from grader.cohort.status import find_status
from grader.errors import ContentError, DxlabError
from grader.settings import Course
from grader.stock.config import StockCourse
from grader.stock.gradebook import open_gradebook, read_marks

LAB = "l001-tiny"
COURSE = Path(__file__).parents[1] / "lab" / "course"
HandIn = Callable[..., Path]


def marks(cohort: Cohort, student: str) -> dict[str, tuple[float, bool]]:
    with open_gradebook(cohort.stock) as gradebook:
        return {m.cell: (m.score, m.waiting) for m in read_marks(gradebook, LAB).get(student, [])}


def graded_text(cohort: Cohort, student: str) -> str:
    return (cohort.stock.folder("autograded", LAB, student) / f"{LAB}.ipynb").read_text(encoding="utf-8")


def grade_again(cohort: Cohort, fake: Any) -> dict[str, Graded]:
    """As ``run``, without collecting."""
    grade, executor = fake
    assignment = load_assignment(Course(COURSE), cohort, LAB)
    return {g.student: g for g in grade_lab(cohort, assignment, grade=grade, make_executor=executor)}


# --- the gradebook -------------------------------------------------------------------


def test_a_locked_gradebook_loses_nothing(
    cohort: Cohort, hand_in: HandIn, run: Any, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in("p1", "bad1")
    hand_in("p2", "good1")
    run()
    before = graded_text(cohort, "p1"), marks(cohort, "p1")
    hand_in("p1", "good1 again", stamp="2026-06-02 03:00:00.000000")
    collect_lab(cohort, LAB)
    url = f"sqlite:///{cohort.root / 'gradebook.db'}?timeout=0.2"
    other = sqlite3.connect(cohort.root / "gradebook.db", isolation_level=None)

    def grade_while_locked(*arguments: Any) -> Any:
        if not other.in_transaction:
            other.execute("begin immediate")
        return fake[0](*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(StockCourse, "db_url", property(lambda self: url))
        with pytest.raises(ContentError) as caught:
            grade_lab(
                cohort,
                load_assignment(Course(COURSE), cohort, LAB),
                grade=grade_while_locked,
                make_executor=fake[1],
            )
    other.execute("rollback")
    other.close()
    assert caught.value.code == "gradebook-locked"
    assert "済んだ分はやり直しません" in caught.value.hint
    assert (graded_text(cohort, "p1"), marks(cohort, "p1")) == before, "points and page still agree"
    lines = run()
    assert (lines["p1"].score, lines["p1"].fresh, lines["p2"].fresh) == (40.0, True, False)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.write_bytes(b"no database at all" * 100), "gradebook-broken"),
        (lambda path: (path.unlink(), path.mkdir()), "gradebook-readonly"),
    ],
    ids=["garbled", "a folder"],
)
def test_a_broken_gradebook_is_told(
    cohort: Cohort, hand_in: HandIn, fake: Any, harm: Callable[[Path], Any], code: str
) -> None:
    hand_in("p1", "good1")
    collect_lab(cohort, LAB)
    path = cohort.root / "gradebook.db"
    good = path.read_bytes()
    harm(path)
    with pytest.raises(ContentError) as caught:
        grade_again(cohort, fake)
    assert caught.value.code == code
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.write_bytes(good)
    assert grade_again(cohort, fake)["p1"].score == 40.0


# --- work that could not be graded -----------------------------------------------------


def test_failed_work_waits_for_a_person_everywhere(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "boom")
    hand_in("p2", "good1")
    line = run()["p1"]
    assert (line.state, line.score, line.max) == ("failed", 0.0, 65.0)
    with sqlite3.connect(cohort.root / "gradebook.db") as base:
        assert base.execute("select count(*) from grade where auto_score is null").fetchone() == (0,)
    assert set(marks(cohort, "p1").values()) == {(0.0, True)}
    status = find_status(cohort, LAB)
    assert {row.person.id: row.state for row in status.rows}["p1"] == "採点失敗"
    assert [i for i, _ in status.failed] == ["p1"]
    assert status.sticking == ()
    assert give_feedback(cohort, LAB).waiting == {"p1": 4}
    page = (cohort.stock.folder("feedback", LAB, "p1") / f"{LAB}.html").read_text(encoding="utf-8")
    assert "採点中" in page
    assert "bug of ours" not in page
    assert run()["p1"].fresh, "a rerun tries again"
    hand_in("p1", "good1", stamp="2026-06-02 03:00:00.000000")
    assert run()["p1"].state == "graded"
    assert marks(cohort, "p1")["q1"] == (40.0, False)


def test_a_failed_regrade_keeps_the_points(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    hand_in("p1", "good1")
    run()
    hand_in("p1", "boom", stamp="2026-06-02 03:00:00.000000")
    line = run()["p1"]
    assert (line.state, line.score, line.changes) == ("failed", 40.0, ())
    assert marks(cohort, "p1")["q1"] == (40.0, True)
    hand_in("p1", "bad1", stamp="2026-06-03 03:00:00.000000")
    [change] = run()["p1"].changes
    assert (change.before, change.after) == (40.0, 0.0)


# --- rights ----------------------------------------------------


@pytest.fixture
def powerless(cohort: Cohort) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run ``dxlab grade`` where modes count: root, as in a container, may otherwise write anywhere."""
    prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    if prefix and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("root without setpriv: modes mean nothing here")
    program = str(Path(sys.executable).with_name("dxlab"))

    def go(*options: str) -> subprocess.CompletedProcess[str]:
        command = [*prefix, program, "grade", str(cohort.root), LAB, "--course", str(COURSE), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    yield go
    for path in (cohort.root, *cohort.root.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)


@pytest.mark.story
def test_missing_rights(cohort: Cohort, hand_in: HandIn, powerless: Any) -> None:
    hand_in("p1", "def average(df):\n    return float(df['wait'].mean())")
    hand_in("p2", "")
    collect_lab(cohort, LAB)
    autograded = cohort.root / "autograded"
    autograded.mkdir(exist_ok=True)
    for closed in (autograded, cohort.state_dir):
        closed.chmod(0o500)
        done = powerless()
        assert done.returncode == 1, done.stderr
        assert "読み書きする権限がありません" in done.stderr
        assert str(closed) in done.stderr
        assert "Traceback" not in done.stderr
        closed.chmod(0o700)
    submitted = cohort.stock.folder("submitted", LAB, "p2")
    submitted.chmod(0o000)
    done = powerless()
    submitted.chmod(0o700)
    assert done.returncode == 1
    assert "■ 採点できません: 1件" in done.stdout
    assert "鈴木 花子（p2）" in done.stdout
    assert "提出物を読めません" in done.stdout
    assert marks(cohort, "p1")["q1"] == (40.0, False), "others are graded"
    gradebook = cohort.root / "gradebook.db"
    gradebook.chmod(0o400)
    done = powerless("--force")
    assert done.returncode == 1
    assert "gradebook-readonly" in done.stderr
    gradebook.chmod(0o600)
    done = powerless()
    assert done.returncode == 0, done.stdout + done.stderr
    assert marks(cohort, "p2")["q1"] == (0.0, False)


# --- a disk that is really full -----------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if os.getuid() != 0 or subprocess.run(options, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.story
def test_a_full_disk(
    cohort: Cohort, hand_in: HandIn, fake: Any, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for student in ("p1", "p2", "p3"):
        hand_in(student, "good1")
    collect_lab(cohort, LAB)
    shutil.copytree(cohort.root, small_disk / "kenshu")
    moved, _ = open_cohort(small_disk / "kenshu")
    filler = small_disk / "filler"
    _fill(filler)
    arguments = ["grade", str(moved.root), LAB, "--course", str(COURSE)]
    assert dxlab(arguments) == 1
    err = capsys.readouterr().err
    assert "ディスクに空きがない" in err
    assert "Traceback" not in err
    filler.unlink()
    assert all(line.state == "graded" for line in grade_again(moved, fake).values())
    assert marks(moved, "p3")["q1"] == (40.0, False)
    assert [p.name for p in moved.root.glob("autograded/*/*") if p.name != LAB] == []


def test_a_disk_that_fills_up_meanwhile(cohort: Cohort, hand_in: HandIn, fake: Any, small_disk: Path) -> None:
    for student in ("p1", "p2", "p3"):
        hand_in(student, "good1")
    collect_lab(cohort, LAB)
    shutil.copytree(cohort.root, small_disk / "kenshu")
    moved, _ = open_cohort(small_disk / "kenshu")
    filler = small_disk / "filler"
    done: list[str] = []

    def note(_done: int, _total: int, name: str) -> None:
        done.append(name)
        if name and not filler.exists():
            _fill(filler)

    with pytest.raises((OSError, DxlabError)):
        grade_lab(
            moved,
            load_assignment(Course(COURSE), moved, LAB),
            on_done=note,
            grade=fake[0],
            make_executor=fake[1],
        )
    filler.unlink()
    first = [name for name in done if name]
    assert len(first) == 1
    lines = grade_again(moved, fake)
    assert {s: line.fresh for s, line in lines.items()} == {s: s not in first for s in lines}
    assert {line.score for line in lines.values()} == {40.0}


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
