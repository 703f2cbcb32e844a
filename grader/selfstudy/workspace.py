"""A learner's workspace: every lab as released, plus a course map."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import DxlabError
from grader.lab.read import find_labs, read_lab
from grader.lab.release import build_release
from grader.lab.tips import FOLDER as TIPS
from grader.lab.tips import find_tips, read_tip, write_tips
from grader.selfstudy.coursemap import MAP_NAME, PRIVATE, build_course_map
from grader.selfstudy.sync import Change, sync_release, write_atomic
from grader.settings import Course

SECRET = ".dxlab/secret.key"
DRAW = 0


@dataclass(frozen=True)
class Workspace:
    """A prepared workspace and what preparing it changed."""

    root: Path
    changes: tuple[Change, ...]


def prepare_workspace(
    course: Course, root: Path, progress: Callable[[list[str]], Iterator[str]] = iter
) -> Workspace:
    """Make or refresh the workspace at ``root``; never overwrites a learner's work.

    Parameters
    ----------
    progress: wraps the list of lab ids, to show how far it is.
    """
    ensure_writable(root)
    secret = ensure_secret(root)
    changes: list[Change] = []
    labs = find_labs(course)
    with tempfile.TemporaryDirectory(prefix="dxlab-workspace-") as scratch:
        for lab_id in progress(labs):
            lab = read_lab(course, lab_id)
            release = Path(scratch) / lab_id
            build_release(course, lab, release, secret=secret, draw=DRAW, solutions=True)
            changes += sync_release(release, root / lab_id)
        write_tips(course, Path(scratch) / TIPS)
        changes += sync_release(Path(scratch) / TIPS, root / TIPS)
    private = course.root / "instruments" / PRIVATE
    if private.is_dir():
        changes += sync_release(private, root / PRIVATE)
    write_course_map(course, root)
    return Workspace(root, tuple(changes))


def write_course_map(course: Course, root: Path) -> Path:
    """Write the course map with the learner's present progress."""
    path = root / MAP_NAME
    labs = [read_lab(course, lab_id) for lab_id in find_labs(course)]
    tips = [read_tip(course, tip_id) for tip_id in find_tips(course)]
    write_atomic(path, build_course_map(labs, root, tips).encode("utf-8"))
    return path


def find_workspace(start: Path) -> Path | None:
    """The workspace in which ``start`` lies; None outside of one."""
    return next((f for f in (start, *start.parents) if (f / SECRET).is_file()), None)


def ensure_secret(root: Path) -> bytes:
    """The workspace's secret, from which its data and hidden inputs derive; made once."""
    path = root / SECRET
    if not path.exists():
        write_atomic(path, secrets.token_bytes(32))
        path.chmod(0o600)
    return path.read_bytes()


def ensure_writable(root: Path) -> None:
    """Make the folder; raises ``DxlabError`` when that is not possible."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DxlabError(
            "workspace-not-writable",
            f"{root}: フォルダを作れません（{error.strerror}）。",
            "書き込めるフォルダを --dir で指定してください。",
        ) from error
    if not os.access(root, os.W_OK):
        raise DxlabError(
            "workspace-not-writable",
            f"{root}: このフォルダには書き込めません。",
            "書き込めるフォルダを --dir で指定してください。",
        )
