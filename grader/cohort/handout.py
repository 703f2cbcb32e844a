"""What a cohort gets outside of nbgrader: the learning-type check, which nobody hands in."""

from __future__ import annotations

import zipfile
from pathlib import Path

from grader.cohort.model import Cohort
from grader.errors import ContentError
from grader.settings import Course

FOLDER = "learning-type"


def write_handout(course: Course, cohort: Cohort) -> Path:
    """``handout/学びタイプ診断.zip`` in the cohort's folder, to give to everybody.

    Raises
    ------
    ContentError: the course has no such check.
    """
    source = course.root / "instruments" / FOLDER
    files = sorted(p for p in source.glob("*") if p.suffix in (".ipynb", ".json"))
    if not files:
        raise ContentError(
            "handout-missing",
            f"{source}: 学びタイプ診断が見つかりません。",
            "教材のフォルダを --course で指定してください。",
        )
    target = cohort.root / "handout" / "学びタイプ診断.zip"
    target.parent.mkdir(exist_ok=True)
    aside = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, f"{FOLDER}/{path.name}")
    aside.replace(target)
    return target
