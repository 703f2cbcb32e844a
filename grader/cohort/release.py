"""A lab goes out to a cohort: build, nbgrader's release version, exchange."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.cohort.labs import find_lab
from grader.cohort.model import Cohort, LabPlan
from grader.cohort.settings import append_lab, read_cohort
from grader.cohort.state import Release, lock_cohort, read_releases, read_secret, write_release
from grader.errors import ContentError, DxlabError
from grader.lab.build import build_lab
from grader.lab.model import Lab
from grader.lab.release import find_draw
from grader.settings import Course
from grader.stock.exchange import check_exchange, release_assignment
from grader.stock.generate import generate_assignment
from grader.stock.gradebook import ensure_duedate, open_gradebook
from grader.stock.helper import write_labs_folder


@dataclass(frozen=True)
class Released:
    """What a release did; ``changed`` is False when the very same lab was out already."""

    lab: str
    draw: int
    deadline: datetime | None
    outbound: Path
    changed: bool


def release_lab(
    course: Course, cohort: Cohort, lab_id: str, *, deadline: datetime | None = None, force: bool = False
) -> Released:
    """Release a lab, or release it again when nothing changed.

    Parameters
    ----------
    deadline: for a lab that cohort.toml does not name yet.
    force: replace a release whose lab has changed since.

    Raises
    ------
    DxlabError, ContentError: unknown lab, exchange not writable, lab changed.
    """
    lab = find_lab(course, cohort, lab_id)
    check_exchange(cohort.exchange)
    with lock_cohort(cohort):
        before = read_releases(cohort).get(lab.id)
        secret = read_secret(cohort)
        draw = before.draw if before else find_draw(course, lab, secret)
        cohort.state_dir.mkdir(exist_ok=True)
        write_labs_folder(cohort.root, course.root)
        scratch = Path(tempfile.mkdtemp(prefix="build-", dir=cohort.state_dir))
        try:
            built = build_lab(course, lab, scratch, secret=secret, draw=draw)
            same = before is not None and before.version == built.version
            outbound = cohort.exchange / cohort.id / "outbound" / lab.id
            changed = not (same and outbound.is_dir() and not force)
            if changed:
                _check_unchanged(lab, before, built.version, force)
                _put_out(cohort, lab, built.folder)
                moment = datetime.now(UTC).isoformat(timespec="seconds")
                write_release(cohort, lab.id, Release(draw, built.version, moment))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        cohort = ensure_planned(cohort, lab.id, deadline)
        plan = cohort.plan(lab.id)
        with open_gradebook(cohort.stock) as gradebook:
            ensure_duedate(gradebook, lab.id, plan.deadline if plan else None)
    return Released(lab.id, draw, plan.deadline if plan else None, outbound, changed)


def ensure_planned(cohort: Cohort, lab: str, deadline: datetime | None) -> Cohort:
    """The cohort with ``lab`` in cohort.toml; a deadline that stands there is never changed."""
    plan = cohort.plan(lab)
    if plan is None:
        append_lab(cohort.root, LabPlan(lab, deadline))
        return read_cohort(cohort.root)
    if deadline is not None and plan.deadline != deadline:
        raise ContentError(
            "deadline-differs",
            f"{cohort.root / 'cohort.toml'}: {lab} には別の期限が書かれています。",
            "cohort.toml の deadline を直してから、--deadline なしで実行してください。",
        )
    return cohort


def released_labs(cohort: Cohort) -> list[str]:
    """Released lab ids, in cohort.toml's order, others after them."""
    released = list(read_releases(cohort))
    planned = [plan.id for plan in cohort.labs if plan.id in released]
    return planned + [lab for lab in released if lab not in planned]


def lab_titles(cohort: Cohort, lab: str) -> dict[str, str]:
    """Titles as released: the lab's under its own id, the exercises' under theirs; {} when unreadable."""
    table = _released(cohort, lab)
    try:
        return {lab: str(table["title"]), **{str(e["id"]): str(e["title"]) for e in table["exercises"]}}
    except (KeyError, TypeError):
        return {}


def is_graded(cohort: Cohort, lab: str) -> bool:
    """Whether the released lab gives points at all; a level check gives none."""
    rows = _released(cohort, lab).get("exercises", [])
    return not rows or any(row.get("points") for row in rows)


def check_graded(cohort: Cohort, lab: str) -> None:
    """Refuse a released lab that gives no points.

    Raises
    ------
    DxlabError: it gives none.
    """
    if not is_graded(cohort, lab):
        raise DxlabError(
            "nothing-to-grade",
            f"{lab}: 点をつける教材ではありません。",
            "レベルチェックの結果は dxlab level report で作ります。",
        )


def _released(cohort: Cohort, lab: str) -> dict[str, Any]:
    try:
        table = json.loads((cohort.stock.folder("source", lab) / "lab.json").read_text(encoding="utf-8"))
        return table if isinstance(table, dict) else {}
    except (OSError, ValueError):
        return {}


def _check_unchanged(lab: Lab, before: Release | None, version: str, force: bool) -> None:
    if before is None or before.version == version or force:
        return
    raise ContentError(
        "release-changed",
        f"{lab.id}: 前に公開したあとで、教材の中身が変わっています。",
        "受講者の手元と食いちがいます。それでも公開しなおすときは --force をつけてください。",
    )


def _put_out(cohort: Cohort, lab: Lab, built: Path) -> None:
    """From a finished build to the exchange; source/ is only replaced by a whole tree."""
    source = cohort.stock.folder("source", lab.id)
    source.parent.mkdir(exist_ok=True)
    old = built.with_name(f"{lab.id}-old")
    if source.exists():
        source.rename(old)
    try:
        built.rename(source)
        generate_assignment(cohort.root, lab.id)
    except BaseException:
        if old.exists():
            shutil.rmtree(source, ignore_errors=True)
            old.rename(source)
        raise
    release_assignment(cohort.stock, lab.id, replace=True)
