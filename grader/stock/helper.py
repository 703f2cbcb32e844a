"""``dxlab grade`` as a process of its own, for nbgrader's doors.

The engine never runs inside a Jupyter server or nbgrader's process. The public
command does the whole work and is the one writer of ``autograded/`` and of the
gradebook; here we start it once and put what it reports into Japanese lines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: How long to wait for another dxlab that works on the same course, and how often to ask.
PATIENCE = 60.0
PAUSE = 1.0

_LABS = Path(".dxlab") / "labs-folder"
_BUSY = "（コード: cohort-busy）"
_SAYINGS = ("エラー:", "→", "（コード:")


@dataclass(frozen=True)
class Request:
    """What to grade; no students = whoever handed in."""

    root: Path
    lab: str
    students: tuple[str, ...] = ()
    force: bool = False


@dataclass(frozen=True)
class Report:
    """What an instructor reads; ``done`` is False when something needs a person."""

    done: bool
    lines: tuple[str, ...]


def write_labs_folder(root: Path, labs: Path) -> None:
    """Remember with a course where its labs are: nbgrader's doors are not told."""
    path = root / _LABS
    path.parent.mkdir(exist_ok=True)
    path.write_text(str(labs.resolve()), encoding="utf-8")


def find_labs_folder(root: Path) -> Path | None:
    """The remembered folder; None when there is none or it has gone."""
    try:
        found = Path((root / _LABS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if (found / "labs").is_dir() else None


def build_command(request: Request, labs: Path | None, json_file: Path) -> list[str]:
    """The public command for a request; ``-P`` keeps the working directory off ``sys.path``."""
    command = [sys.executable, "-P", "-m", "grader.cli", "grade", f"--json={json_file}"]
    command += [f"--student={student}" for student in request.students]
    command += ["--force"] if request.force else []
    command += [f"--course={labs}"] if labs else []
    return [*command, "--", str(request.root), request.lab]


def run_grading(
    request: Request, say: Callable[[str], None] = lambda _line: None, patience: float = PATIENCE
) -> Report:
    """Grade, waiting for another dxlab at work on the course; never raises for a submission's sake.

    Parameters
    ----------
    say: told while it takes long.
    """
    started = time.monotonic()
    while True:
        report, busy = _run_once(request)
        if not busy or time.monotonic() - started > patience:
            return report
        say("ほかの dxlab がこの研修で作業中です。終わるのを待っています。")
        time.sleep(PAUSE)


def _run_once(request: Request) -> tuple[Report, bool]:
    with tempfile.TemporaryDirectory(prefix="dxlab-") as scratch:
        json_file = Path(scratch) / "graded.json"
        command = build_command(request, find_labs_folder(request.root), json_file)
        # As a context: a Ctrl-C reaches the command too, which then ends by itself.
        with subprocess.Popen(
            command,
            cwd=request.root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            _, said = process.communicate()
        try:
            table = json.loads(json_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return _refused(said), _BUSY in said
    report = build_report(table["submissions"], process.returncode, table.get("same_process", {}))
    return report, False


def build_report(
    submissions: Sequence[dict[str, Any]], code: int, same_process: Mapping[str, Sequence[str]] = {}
) -> Report:
    """One line a submission, then the sum; pure."""
    lines = [_line(row) for row in submissions]
    lines += [
        f"{notebook}: 次の確認は、学生のプログラムと同じところで動かしました（same process）: {'、'.join(tests)}"
        for notebook, tests in same_process.items()
        if tests
    ]
    bad = sum(row["state"] in ("unreadable", "failed") for row in submissions)
    if bad:
        lines.append(f"{bad}件は、人が見る必要があります。")
    lines.append(f"dxlab grade で採点しました（{len(submissions)}件）。")
    return Report(code == 0, tuple(lines))


def _line(row: dict[str, Any]) -> str:
    student = row["student"]
    if row["state"] == "failed":
        # What a fault of ours says could hold what a check expected.
        return f"{student}: 採点できませんでした。前の結果は残っています。端末の dxlab grade で理由が見られます。"
    notes = "".join(_shown(problem) for problem in row["problems"])
    if row["state"] == "unreadable":
        return f"{student}: 提出物が読めません。0点と記録しました。{notes}"
    line = f"{student}: 自動採点 {row['score']:g}/{row['max']:g} 点。"
    if row["manual_pending"]:
        line += f"人が読む記述が{row['manual_pending']}件あります。"
    return line + ("一部だけ採点しました。" if row["state"] == "partial" else "") + notes


def _refused(said: str) -> Report:
    """Nothing was graded: the command's own sentences, never a traceback."""
    lines = [_shown(line) for line in said.splitlines() if line.startswith(_SAYINGS)]
    if not lines:
        lines = ["エラー: 採点プログラムが途中で止まりました。端末で dxlab grade を実行してください。"]
    return Report(False, (*lines, "採点していません。前の結果は残っています。"))


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:300]
