"""What ``dxlab grade`` says at its end: what was done, who needs a person and why, whose points changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from grader.cli.table import build_table
from grader.cohort.book import Graded
from grader.cohort.changes import Change

BAD = ("unreadable", "failed")
_WORDS = {"failed": "採点できません", "unreadable": "読めません", "partial": "途中まで"}
_NEXT = {
    "failed": "もう一度採点してください。くり返すときは、表示を添えて管理者に知らせてください。点は「確認待ち」です。",
    "unreadable": "0点です。本人に、保存しなおしてもう一度提出してもらってください。",
    "partial": "点は付きました。formgrader で答えを見て、必要なら点を直してください。",
}
CHANGE_COLUMNS = ("職員番号", "氏名", "問題", "前の点", "新しい点", "わけ")
_SHOWN = 30


class Line(Protocol):
    """A graded submission of a cohort or of any course."""

    @property
    def student(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def max(self) -> float: ...
    @property
    def manual_pending(self) -> int: ...
    @property
    def problems(self) -> tuple[str, ...]: ...
    @property
    def fresh(self) -> bool: ...


def has_bad(lines: Sequence[Line]) -> bool:
    """Something needs a person before it has its points."""
    return any(line.state in BAD for line in lines)


def result_json(
    lab: str, lines: Sequence[Line], seconds: float, same_process: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The ``--json`` contract of docs/architecture.md.

    Parameters
    ----------
    same_process: notebook -> tests that ran in the trainee's own process; None for a lab, which has none.
    """
    rows = [
        {
            "student": g.student,
            "state": g.state,
            "score": g.score,
            "max": g.max,
            "manual_pending": g.manual_pending,
            "problems": list(g.problems),
        }
        for g in lines
    ]
    table: dict[str, object] = {"assignment": lab, "submissions": rows, "seconds": round(seconds, 2)}
    if same_process is not None:
        table["same_process"] = {name: list(tests) for name, tests in same_process.items()}
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def summary_lines(
    lines: Sequence[Line],
    names: Mapping[str, str],
    guides: Sequence[Path] = (),
    collect: str = "dxlab cohort collect",
) -> list[str]:
    """The closing text, with every submission that has a problem and what to do about it.

    Parameters
    ----------
    names: student -> name; empty where there is no roster.
    guides: pages for the person who marks the written parts.
    collect: the command that fetches submissions.
    """
    if not lines:
        return [f"提出物がありません。先に {collect} で回収してください。"]
    fresh = sum(g.fresh for g in lines)
    said = [f"採点しました: {fresh}件。変わっていないため前の結果を使いました: {len(lines) - fresh}件。"]
    waiting = [g for g in lines if g.manual_pending and g.state != "failed"]
    if waiting:
        parts = sum(g.manual_pending for g in waiting)
        said.append(f"人が読む記述が残っています: {len(waiting)}人、{parts}件。")
        said += [f"  採点の手引き: {guide}" for guide in guides]
    for state, word in _WORDS.items():
        some = [g for g in lines if g.state == state]
        if some:
            said += ["", f"■ {word}: {len(some)}件", f"  → {_NEXT[state]}"]
            said += [f"  {_name(g.student, names)} {' '.join(g.problems)}" for g in some]
    notes = [g for g in lines if g.state == "graded" and g.problems]
    if notes:
        said += ["", f"■ お知らせ: {len(notes)}件"]
        said += [f"  {_name(g.student, names)} {' '.join(g.problems)}" for g in notes]
    return said


def change_lines(lines: Sequence[Graded], names: Mapping[str, str], file: Path | None) -> list[str]:
    """What a regrade changed for whom; nothing when nobody was graded again."""
    changes = [c for g in lines for c in g.changes]
    again = sum(g.again for g in lines)
    if not changes:
        return [f"採点しなおした{again}件で、自動採点の点は変わりませんでした。"] if again else []
    people = len({c.student for c in changes})
    said = ["", f"■ 自動採点の点が変わった人: {people}人（{len(changes)}か所）"]
    said += build_table(CHANGE_COLUMNS, [change_row(c, names) for c in changes[:_SHOWN]])
    if len(changes) > _SHOWN:
        said.append(f"ほか{len(changes) - _SHOWN}か所。")
    if file is None:
        said.append("この表は一度だけ出ます。次からは --changes ファイル を付けると、CSV でも残せます。")
    return said


def change_row(change: Change, names: Mapping[str, str]) -> list[str]:
    """One row of the table; points as people write them."""
    name = names.get(change.student, "")
    return [
        change.student,
        name,
        change.exercise,
        f"{change.before:g}",
        f"{change.after:g}",
        change.reason,
    ]


def write_changes(path: Path, lines: Sequence[Graded], names: Mapping[str, str]) -> None:
    """The same table as CSV for a spreadsheet; only the header when nothing changed."""
    import pandas as pd

    from grader.report.tables import write_csv

    rows = [
        (c.student, names.get(c.student, ""), c.exercise, c.before, c.after, c.reason)
        for g in lines
        for c in g.changes
    ]
    write_csv(path, pd.DataFrame(rows, columns=list(CHANGE_COLUMNS)))


def _name(student: str, names: Mapping[str, str]) -> str:
    if not names:
        return student  # a course without our roster
    return f"{names[student]}（{student}）" if student in names else f"{student}（名簿にいません）"
