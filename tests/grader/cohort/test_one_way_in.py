"""nbgrader's own doors lead to dxlab: same points, same notebook, same rows, whatever was handed in."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import run as dxlab
from grader.cohort.create import open_cohort
from grader.cohort.model import Cohort
from grader.cohort.state import lock_cohort
from grader.stock.helper import Request, run_grading

pytestmark = pytest.mark.story
LAB = "l001-tiny"
BIN = Path(sys.executable).parent
COURSE = str(Path(__file__).parents[1] / "lab" / "course")
RIGHT = "def average(df):\n    return float(df['wait'].mean())"
ATTACK = (
    "import builtins, os, sys\n"
    "class Cheat(float):\n    def _repr_mimebundle_(self, *a, **k): return {'text/plain': '1'}\n"
    "check = builtins.check = lambda *a: Cheat(1)\n"
    "os.environ.pop('NBGRADER_EXECUTION', None)\n"
    "sys.modules['dxlab'].check = check"
)
GRADES = """select a.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade,
  a.timestamp, a.extension, n.late_submission_penalty
 from submitted_assignment a join submitted_notebook n on n.assignment_id = a.id
 left join grade g on g.notebook_id = n.id left join base_cell c on c.id = g.cell_id order by 1, 2"""
COMMENTS = """select a.student_id, c.name, m.auto_comment, m.manual_comment
 from submitted_assignment a join submitted_notebook n on n.assignment_id = a.id
 join comment m on m.notebook_id = n.id join base_cell c on c.id = m.cell_id order by 1, 2"""
API = """
import json, sys
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
app = NbGrader(); app.initialize([], root=sys.argv[1])
api = NbGraderAPI(app.coursedir, parent=app)
print(json.dumps({s: api.autograde(sys.argv[2], s) for s in sys.argv[3:]}))
"""
STRAY_API = """
import json, os, sys
os.chdir(sys.argv[1])
from nbgrader.apps.api import NbGraderAPI
print(json.dumps({s: NbGraderAPI().autograde(sys.argv[2], s) for s in sys.argv[3:]}))
"""


def submit(cohort: Cohort, student: str, answer: str | None = "", *, name: str = LAB, late: int = 0) -> Path:
    """A folder in submitted/: the release with ``answer`` in q1; None = without a notebook."""
    folder = cohort.stock.folder("submitted", LAB, student)
    shutil.copytree(cohort.stock.folder("release", LAB), folder)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    path = folder / f"{LAB}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    for cell in notebook["cells"]:
        if cell["id"] == "q1_answer":
            cell["source"] = answer
    if answer is not None:
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "timestamp.txt").write_text(f"2026-{6 + late:02}-01 03:00:00.000000 UTC")
    return folder


@pytest.fixture
def handed_in(cohort: Cohort) -> Cohort:
    """Honest work and all kinds of trouble."""
    path = cohort.root / "cohort.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("late_points_per_day = 0", "late_points_per_day = 1"), encoding="utf-8")
    submit(cohort, "p1", RIGHT)
    submit(cohort, "p2", RIGHT, late=1)
    submit(cohort, "p3", ATTACK)
    (submit(cohort, "broken") / f"{LAB}.ipynb").write_text("{broken", encoding="utf-8")
    submit(cohort, "empty", None)
    submit(cohort, "second", RIGHT, name=f"{LAB} (1)")
    odd = submit(cohort, "odd", RIGHT)
    (odd / "key.txt").symlink_to(cohort.root / "secret.key")
    (odd / "all").symlink_to(cohort.root)
    os.mkfifo(odd / "pipe")
    with (odd / "huge.bin").open("wb") as file:
        file.truncate(200_000_000)
    return open_cohort(cohort.root)[0]


def twin(cohort: Cohort, place: Path) -> Cohort:
    """The same cohort once more, elsewhere."""
    shutil.copytree(
        cohort.root, place, symlinks=True, ignore=lambda _f, names: [n for n in names if n == "pipe"]
    )
    for pipe in cohort.root.glob("submitted/*/*/pipe"):
        os.mkfifo(place / pipe.relative_to(cohort.root))
    return open_cohort(place)[0]


def end_of(cohort: Cohort) -> dict[str, Any]:
    """All that a grading leaves: rows, and the files of autograded/ with their kinds."""
    with sqlite3.connect(cohort.root / "gradebook.db") as base:
        rows = {"grades": base.execute(GRADES).fetchall(), "comments": base.execute(COMMENTS).fetchall()}
        rows["people"] = base.execute("select id from student order by 1").fetchall()
    files = {
        path.relative_to(cohort.root).as_posix(): os.readlink(path)
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(cohort.root.glob("autograded/**/*"))
        if not path.is_dir()
    }
    return {**rows, "files": files}


def points(cohort: Cohort) -> dict[str, float]:
    totals: dict[str, float] = {}
    for student, _, auto, manual, *_ in end_of(cohort)["grades"]:
        totals[student] = totals.get(student, 0.0) + (manual if manual is not None else auto or 0.0)
    return totals


def run(program: str | Path, *arguments: object, cwd: Path, **environment: str) -> Any:
    return subprocess.run(
        [program, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **environment},
        capture_output=True,
        text=True,
    )


def nbgrader(cohort: Cohort, *arguments: object) -> Any:
    return run(BIN / "nbgrader", *arguments, cwd=cohort.root)


def script(text: str, cohort: Cohort, *students: str, cwd: Path | None = None) -> dict[str, Any]:
    done = run(sys.executable, "-c", text, cohort.root, LAB, *students, cwd=cwd or Path("/"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


PEOPLE = ("broken", "empty", "odd", "p1", "p2", "p3", "second")


def test_the_three_ways_end_alike(handed_in: Cohort, tmp_path: Path) -> None:
    by_nbgrader, by_api = (twin(handed_in, tmp_path / name) for name in ("nbgrader", "api"))
    assert dxlab(["grade", str(handed_in.root), LAB, "--course", COURSE]) == 1  # broken, empty
    wanted = end_of(handed_in)
    assert {s: p for s, p in points(handed_in).items() if p} == {"p1": 40.0, "p2": 40.0, "odd": 40.0} | (
        {"second": 40.0} if points(handed_in)["second"] else {}
    )
    assert len(wanted["people"]) == len(PEOPLE)

    done = nbgrader(by_nbgrader, "autograde", LAB)
    assert done.returncode == 1
    assert end_of(by_nbgrader) == wanted
    assert "p1: 自動採点 40/" in done.stderr
    assert "broken: 提出物が読めません" in done.stderr
    assert "Traceback" not in done.stderr

    answers = script(API, by_api, *PEOPLE)
    assert end_of(by_api) == wanted
    assert answers["p1"]["success"]
    assert not answers["empty"]["success"]
    secret = (handed_in.root / "secret.key").read_text(encoding="ascii").strip()
    told = json.dumps(answers, ensure_ascii=False) + done.stderr
    assert secret not in told
    assert secret.encode() not in b"".join(wanted["files"].values())


def test_what_was_graded_is_skipped_and_force_grades_it_again(cohort: Cohort) -> None:
    submit(cohort, "p1", RIGHT)
    submit(cohort, "p2", RIGHT)
    assert nbgrader(cohort, "autograde", LAB).returncode == 0
    path = cohort.stock.folder("autograded", LAB, "p1") / f"{LAB}.ipynb"
    before = path.stat().st_ino
    assert nbgrader(cohort, "autograde", LAB).returncode == 0
    assert path.stat().st_ino == before
    assert nbgrader(cohort, "autograde", LAB, "--student=p*", "--force").returncode == 0
    assert path.stat().st_ino != before
    shutil.rmtree(cohort.stock.folder("submitted", LAB, "p2"))
    submit(cohort, "p2", "x = 1")
    assert nbgrader(cohort, "autograde", LAB, "--student=p2").returncode == 0
    assert points(cohort) == {"p1": 40.0, "p2": 0.0}


def test_an_option_that_would_trust_the_trainees_outputs_changes_nothing(cohort: Cohort) -> None:
    submit(cohort, "p1", ATTACK)
    assert nbgrader(cohort, "autograde", LAB, "--no-execute").returncode == 0
    assert points(cohort) == {"p1": 0.0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([LAB, "--student=nobody"], "提出物がありません"),
        (["l999"], "提出物がありません"),
        ([LAB, "--notebook=other"], "other"),
        ([LAB, "--Autograde.create_student=False"], "zz さんは成績簿にいません"),
    ],
)
def test_what_cannot_be_graded_is_told_in_japanese(cohort: Cohort, arguments: list[str], said: str) -> None:
    submit(cohort, "zz", RIGHT)
    done = nbgrader(cohort, "autograde", *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert points(cohort) == {}


@pytest.fixture
def graded(cohort: Cohort) -> Cohort:
    submit(cohort, "p1", RIGHT)
    assert dxlab(["grade", str(cohort.root), LAB, "--course", COURSE]) == 0
    assert points(cohort) == {"p1": 40.0}
    return cohort


def test_another_dxlab_at_work_is_waited_for_or_told(graded: Cohort) -> None:
    before, said = end_of(graded), []
    request = Request(graded.root, LAB, ("p1",), True)
    with ExitStack() as other:
        other.enter_context(lock_cohort(graded))
        report = run_grading(request, said.append, patience=0)
        assert not report.done
        assert "ほかの dxlab がこの研修で作業中です" in " ".join(report.lines)
        assert end_of(graded) == before
        assert run_grading(request, lambda line: (said.append(line), other.close())).done
    assert said == ["ほかの dxlab がこの研修で作業中です。終わるのを待っています。"]


@pytest.mark.slow
def test_a_locked_gradebook_is_waited_for_and_old_results_stay(graded: Cohort) -> None:
    before = end_of(graded)
    other = sqlite3.connect(graded.root / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    try:
        done = nbgrader(graded, "autograde", LAB, "--force")
    finally:
        other.execute("rollback")
        other.close()
    assert done.returncode == 1
    assert "成績簿を使っているため" in done.stderr
    assert "前の結果は残っています" in done.stderr
    assert end_of(graded) == before


def raises(text: str) -> str:
    return text + "\nraise RuntimeError('x')\n"


def misspells(text: str) -> str:
    return text.replace("c.Autograde.exporter_class", "c.Autograde.exporter_clas")


@pytest.mark.parametrize("spoil", [raises, misspells])
def test_a_spoilt_config_is_noticed_and_costs_nobody_a_point(
    graded: Cohort, spoil: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = graded.root / "nbgrader_config.py"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = end_of(graded)
    done = nbgrader(graded, "autograde", LAB, "--force")
    assert end_of(graded)["grades"] == before["grades"]
    assert done.returncode == 1, "graded in the stock way, and nobody was told"
    capsys.readouterr()
    assert dxlab(["cohort", "status", str(graded.root)]) == 0
    told = "".join(capsys.readouterr())
    assert "手で直した跡" in told
    assert "nbgrader からの採点は、dxlab につながっています" in told
    # Whatever the stock step deleted comes back.
    assert dxlab(["grade", str(graded.root), LAB, "--course", COURSE]) == 0
    assert end_of(graded) == before


@pytest.mark.parametrize("answer", [RIGHT, ATTACK])
def test_an_api_without_the_courses_config_changes_no_point(graded: Cohort, answer: str) -> None:
    shutil.rmtree(graded.stock.folder("submitted", LAB, "p1"))
    submit(graded, "p1", answer)
    before = end_of(graded)
    told = script(STRAY_API, graded, "p1", cwd=graded.root)["p1"]
    assert not told["success"]
    assert end_of(graded)["grades"] == before["grades"]
    if answer is ATTACK:  # what check shows is his; the gradebook itself refuses
        assert "dxlab grade だけが書きます" in told["error"] + told["log"]
