"""The same attacks against stock nbgrader: a course with tests in the notebook, ``nbgrader autograde`` as it comes.

Everything lies in a folder of its own, HOME included. Each case gets a fresh
copy of the course, so that none sees what another one broke.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.bench.attack import facts_of
from grader.bench.case import Case
from grader.bench.handin import write_handin
from grader.bench.leftovers import find_leftovers, fingerprint
from grader.bench.stock_course import LAB, QUESTIONS, source_notebook
from grader.bench.traps import Listeners, found_markers, make_markers, plant_home
from grader.errors import ContentError

_SECONDS = 90
_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "bench"
c.ExecutePreprocessor.timeout = 10
"""


@dataclass(frozen=True)
class StockReport:
    """What stock nbgrader made of a case.

    Attributes
    ----------
    points: by question; None where no score was written.
    won, short: points above and below what the answers deserve.
    """

    case: str
    points: dict[str, float | None]
    won: float
    short: float
    leaks: tuple[str, ...]
    heard: bool
    changed: tuple[str, ...]
    left: tuple[str, ...]
    ended: int | None

    @property
    def lost(self) -> bool:
        """No score at all for work that had some right answers."""
        return all(value is None for value in self.points.values())


class StockRange:
    """Where cases are tried against stock nbgrader; a context manager."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._markers = make_markers()
        self._listeners = Listeners(f"dxlab-stock-{os.getpid()}", base / "ear.sock")

    def __enter__(self) -> StockRange:
        self._ears = self._listeners.open()
        self._pristine = self._base / "pristine"
        build_course(self._pristine, self._markers)
        release = self._pristine / "course" / "release" / LAB / f"{LAB}.ipynb"
        self._release = json.loads(release.read_text(encoding="utf-8"))
        return self

    def __exit__(self, *exception: object) -> None:
        self._listeners.close()

    def run(self, case: Case) -> StockReport:
        """Hand a case in, run ``nbgrader autograde`` and look at what happened."""
        token = f"atk{secrets.token_hex(4)}"
        with self._copy() as place:
            course = place / "course"
            facts = {**build_facts(place, self._ears), **facts_of(token)}
            write_handin(case, self._release, facts, course / "submitted" / "mallory" / LAB, LAB, {})
            before = _outside(place)
            ended = _nbgrader(place, self._markers, "autograde", LAB, "--student", "mallory")
            text = _outputs(course / "autograded" / "mallory")
            points, bonus = read_points(course / "gradebook.db", "mallory")
            after = _outside(place)
            return StockReport(
                case.name,
                points,
                bonus + sum_differences(case, points, 1),
                sum_differences(case, points, -1),
                tuple(found_markers(text, self._markers)),
                bool(self._listeners.heard()),
                tuple(sorted(Path(p).name for p in {*before, *after} if before.get(p) != after.get(p))),
                tuple(find_leftovers(token, [course, place / "home"])),
                ended,
            )

    @contextmanager
    def _copy(self) -> Iterator[Path]:
        place = self._base / "run"
        shutil.copytree(self._pristine, place)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def build_facts(place: Path, ears: dict[str, str]) -> dict[str, str]:
    """What attacks may know of the course below ``place``; ``ears`` are addresses where somebody listens."""
    course = place / "course"
    return {
        "COURSE": str(course),
        "COHORT": str(course),
        "EXCHANGE": str(place / "exchange"),
        "HOME": str(place / "home"),
        "LAB": LAB,
        "OTHER": str(course / "submitted" / "other" / LAB / f"{LAB}.ipynb"),
        **ears,
    }


def build_course(place: Path, markers: dict[str, str]) -> None:
    """``course/`` and a ``home/`` below ``place``, with markers where attacks look for something."""
    course = place / "course"
    plant_home(place / "home", markers["HOMEFILE"])
    (course / "source" / LAB).mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    notebook = json.dumps(source_notebook(markers))
    (course / "source" / LAB / f"{LAB}.ipynb").write_text(notebook, encoding="utf-8")
    rows = "".join(f"窓口{n % 4 + 1},{n + n % 4},なし\n" for n in range(20))
    (course / "source" / LAB / "counts.csv").write_text("branch,count,note\n" + rows, encoding="utf-8")
    if _nbgrader(place, markers, "generate_assignment", LAB) != 0:
        raise ContentError("bench-stock", "標準の nbgrader で比べるための実習を作れませんでした。", "")
    other = course / "submitted" / "other" / LAB
    shutil.copytree(course / "release" / LAB, other)
    text = (other / f"{LAB}.ipynb").read_text(encoding="utf-8")
    marked = text.replace("____", f"'{markers['OTHER']}'", 1)
    (other / f"{LAB}.ipynb").write_text(marked, encoding="utf-8")
    with closing(sqlite3.connect(course / "gradebook.db")) as database, database:
        database.execute("CREATE TABLE planted (marker TEXT)")
        database.execute("INSERT INTO planted VALUES (?)", (markers["GRADEBOOK"],))


def _nbgrader(place: Path, markers: dict[str, str], *arguments: str) -> int | None:
    """The exit code; negative for a signal, None when it had to be ended."""
    folder = Path(sys.executable).parent
    process = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=place / "course",
        env={
            "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
            "HOME": str(place / "home"),
            "JUPYTERHUB_API_TOKEN": markers["ENVIRONMENT"],
            "LANG": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _outside(place: Path) -> dict[str, str]:
    """What a submission must not change: source, config, another hand-in, what runs for the next person."""
    course = place / "course"
    guarded = [course / "source", course / "submitted" / "other", course / "nbgrader_config.py"]
    planted = place / "home" / ".ipython" / "profile_default" / "startup" / "00-x.py"
    return fingerprint(path for path in (*guarded, planted) if path.exists())


def _outputs(folder: Path) -> str:
    """Outputs of the autograded notebook and all copied files; not the tests that nbgrader puts into it."""
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".ipynb":
            cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
            texts += [json.dumps(cell.get("outputs", []), ensure_ascii=False) for cell in cells]
        elif path.is_file():
            texts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts)


def read_points(path: Path, student: str) -> tuple[dict[str, float | None], float]:
    """Automatic points by question, and what stands in the manual and extra columns."""
    query = """
        SELECT base_cell.name, grade.auto_score, grade.manual_score, grade.extra_credit
        FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
        JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
        JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
        WHERE submitted_assignment.student_id = ?
    """
    points: dict[str, float | None] = dict.fromkeys(QUESTIONS)
    bonus = 0.0
    try:
        with closing(sqlite3.connect(path)) as database:
            for name, auto, manual, extra in database.execute(query, [student]):
                bonus += (manual or 0) + (extra or 0)
                if name in points:
                    points[name] = auto
                else:  # a written part that got points without a person
                    bonus += auto or 0
    except sqlite3.Error:
        return points, 0.0
    return points, bonus


def sum_differences(case: Case, points: dict[str, float | None], sign: int) -> float:
    """Points above (1) or below (-1) the expected ones, where a score was written."""
    wanted = case.expected()
    return sum(
        max(0.0, sign * (got - float(wanted[name])))
        for name, got in points.items()
        if got is not None and not isinstance(wanted[name], str)
    )
