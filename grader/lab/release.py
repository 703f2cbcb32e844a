"""Releases: which draw to use, and a release without a cohort."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from grader.errors import ContentError
from grader.lab.bench import open_bench
from grader.lab.build import Built, build_lab
from grader.lab.files import new_folder
from grader.lab.model import Lab
from grader.settings import Course
from grader.stock.generate import generate_assignment

MAX_DRAWS = 30


def find_draw(course: Course, lab: Lab, secret: bytes) -> int:
    """The first draw on which the model answer has full marks.

    A check that compares with a planted truth can fail an honest answer by bad
    luck; drawing again keeps that luck away from a cohort.

    Raises
    ------
    ContentError: none of the first ``MAX_DRAWS`` is good (``lab-no-draw``).
    """
    for draw in range(MAX_DRAWS):
        with open_bench(course, lab, secret, draw) as bench:
            short = bench.short_of_full()
        if not short:
            return draw
    raise ContentError(
        "lab-no-draw",
        f"{lab.id}: 模範解答が満点になるデータを作れませんでした（{'、'.join(short)}）。",
        f"dxlab lab verify {lab.id} で、確認（hidden.py）と模範解答を見なおしてください。",
    )


def build_release(
    course: Course, lab: Lab, out_folder: Path, *, secret: bytes, draw: int, solutions: bool
) -> Built:
    """Make ``out_folder`` a plain release of the lab, through nbgrader, without a cohort."""
    with tempfile.TemporaryDirectory(prefix="dxlab-release-") as name:
        stock = Path(name)
        built = build_lab(course, lab, stock / "source", secret=secret, draw=draw, solutions=solutions)
        released = generate_assignment(stock, lab.id, gradebook=False)
        with new_folder(out_folder) as folder:
            shutil.copytree(released, folder, dirs_exist_ok=True)
    return Built(built.lab, built.version, draw, out_folder)
