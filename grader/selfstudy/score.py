"""The full result of one's own work: the same engine and checks as a cohort, offline."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from grader.engine import Result, Submission, grade_submission
from grader.engine.containment import TRUSTED
from grader.errors import DxlabError
from grader.lab.assignment import assignment_for
from grader.lab.build import build_lab
from grader.lab.read import read_lab
from grader.report.feedback import build_page
from grader.selfstudy.sync import write_atomic
from grader.selfstudy.workspace import DRAW, ensure_secret, write_course_map
from grader.settings import Course

PAGE = "結果.html"


@dataclass(frozen=True)
class Scored:
    """A graded lab of the learner: points of the automatic part and the page that shows them."""

    result: Result
    points: float
    maximum: float
    page: Path


def score_lab(course: Course, root: Path, lab_id: str) -> Scored:
    """Grade ``root/<lab>`` and write the result page beside the notebook.

    Raises
    ------
    DxlabError: there is no such lab, or the workspace does not hold it yet.
    """
    lab = read_lab(course, lab_id)
    folder = root / lab.id
    if not folder.is_dir():
        raise DxlabError(
            "workspace-missing",
            f"{folder}: 作業フォルダに、この実習がありません。",
            "先に dxlab workspace prepare で作業フォルダを作ってください。",
        )
    secret = ensure_secret(root)
    with tempfile.TemporaryDirectory(prefix="dxlab-score-") as scratch:
        build_lab(course, lab, Path(scratch), secret=secret, draw=DRAW)
        assignment = assignment_for(course, lab, secret=secret, draw=DRAW, source_dir=Path(scratch) / lab.id)
        result = grade_submission(assignment, Submission("me", folder), profiles=TRUSTED)
    page = folder / PAGE
    write_atomic(page, build_page(assignment, result).encode("utf-8"))
    write_course_map(course, root)
    return Scored(result, result.score, result.maximum, page)
