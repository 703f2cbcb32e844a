"""nbgrader's autograde step, led to ``dxlab grade``.

A course's ``nbgrader_config.py`` names ``Through`` as ``Autograde.exporter_class``,
so nbgrader imports this module when it builds its converter: on the command
line, in ``NbGraderAPI`` and behind the formgrader's button. nbgrader's own
hooks come too late to lead it elsewhere: before the first of them it has
deleted the old ``autograded/`` folder, and it copies what trainees handed in,
links and all. So the converter's ``start`` is replaced as a whole.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from grader.stock.collect import STUDENT_ID
from grader.stock.helper import Report, Request, run_grading

#: Makes a folder a cohort of ours (grader.cohort.settings).
COHORT_FILE = "cohort.toml"


class Through(NotebookExporter):
    """Tells that a course wants dxlab; exports nothing, should nbgrader ever come to that."""

    def from_notebook_node(self, *_: Any, **__: Any) -> NoReturn:
        raise NbGraderException(
            "この版の nbgrader では採点できません。端末で dxlab grade を実行してください。"
        )

    from_filename = from_file = from_notebook_node


def is_led(converter: Autograde) -> bool:
    """True when this converter's course is graded by dxlab."""
    return issubclass(converter.exporter_class, Through) or is_cohort(Path(converter.coursedir.root))


def is_cohort(root: Path) -> bool:
    """True for the folder of a cohort of ours."""
    return (root / COHORT_FILE).is_file()


def grade_through_dxlab(converter: Autograde) -> None:
    """What ``Autograde.start`` does in a course of ours.

    Raises
    ------
    NbGraderException: nothing was graded, or a submission needs a person; as
        after any other failure nbgrader then ends with 1.
    """
    coursedir, log = converter.coursedir, converter.log
    try:
        request = build_request(converter)
    except LookupError as error:
        log.error("%s", error.args[0])
        raise NbGraderException(error.args[0]) from None
    log.info("dxlab grade で採点します（%s、%s）。", coursedir.assignment_id, coursedir.student_id)
    report = run_grading(request, log.warning)
    for line in report.lines:
        (log.info if report.done else log.warning)("%s", line)
    if not report.done:
        raise NbGraderException(" ".join(_worries(report)))


def build_request(converter: Autograde) -> Request:
    """The converter's wishes (``--student``, ``--force`` …) as ours.

    Raises
    ------
    LookupError: nobody and nothing matches; the message is Japanese.
    """
    coursedir, lab = converter.coursedir, converter.coursedir.assignment_id
    if coursedir.notebook_id != "*" and not is_cohort(Path(coursedir.root)):
        raise LookupError(f"{lab}: ノートブックを1つだけ採点することはできません。課題ごとに採点します。")
    if not fnmatchcase(lab, coursedir.notebook_id):
        raise LookupError(f"{lab}: ノートブック「{coursedir.notebook_id}」はありません。")
    students = find_students(converter)
    if not students:
        raise LookupError(f"{lab}: 提出物がありません（{coursedir.student_id}）。先に回収してください。")
    if not converter.create_student:
        _check_known(converter, students)
    everybody = coursedir.student_id == "*" and not coursedir.student_id_exclude
    root = Path(coursedir.root).resolve()
    return Request(root, lab, () if everybody else tuple(students), converter.force)


def find_students(converter: Autograde) -> list[str]:
    """Whose folders match, with or without a notebook in them."""
    coursedir = converter.coursedir
    excluded = coursedir.student_id_exclude.split(",")
    strict = is_cohort(Path(coursedir.root))
    return [
        name
        for name in list_students(coursedir, coursedir.assignment_id)
        if (STUDENT_ID.fullmatch(name) or not strict)
        and fnmatchcase(name, coursedir.student_id)
        and name not in excluded
    ]


def list_students(coursedir: CourseDirectory, assignment: str) -> list[str]:
    """Who has a folder of that assignment in ``submitted``, whatever the course calls its folders."""
    pattern = Path(coursedir.format_path(coursedir.submitted_directory, "*", assignment))
    root = Path(coursedir.root)
    inside = pattern.relative_to(root)
    at = inside.parts.index("*")
    return sorted(p.relative_to(root).parts[at] for p in root.glob(str(inside)) if p.is_dir())


def _check_known(converter: Autograde, students: list[str]) -> None:
    """nbgrader's ``create_student = False``: people must be in the gradebook."""
    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        for student in students:
            try:
                gradebook.find_student(student)
            except MissingEntry:
                raise LookupError(f"{student} さんは成績簿にいません。") from None


def _worries(report: Report) -> tuple[str, ...]:
    return tuple(line for line in report.lines if "自動採点" not in line)


def _lead() -> None:
    stock_start = Autograde.start

    @wraps(stock_start)
    def start(converter: Autograde) -> None:
        if is_led(converter):
            grade_through_dxlab(converter)
        else:
            stock_start(converter)

    Autograde.start = start


# Work at import, for once: a module name in its config is all that nbgrader takes from a course
# before it starts. Other courses in this process are graded as ever.
_lead()
