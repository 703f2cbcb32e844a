"""How ``dxlab cohort status`` shows what it found."""

from __future__ import annotations

from typing import Any

from grader.cli.table import build_table
from grader.cohort.status import Hooks, LabStatus, Row
from grader.stock.times import shown_time

HEADER = (
    "職員番号",
    "氏名",
    "所属課",
    "状態",
    "点",
    "確認テスト",
    "受講",
    "記述待ち",
    "つまずき",
    "提出",
    "期限",
)
_WORRIES = ("期限切れ", "未提出", "回収前", "採点前", "採点失敗", "読めない", "一部採点")


def status_lines(status: LabStatus, names: dict[str, str]) -> list[str]:
    """One lab's text for the terminal: counts, who needs help, where people are stuck."""
    counts: dict[str, int] = {}
    for row in status.rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    lines = [
        f"■ {status.title}（{status.lab}）",
        "  " + "  ".join(f"{k} {n}人" for k, n in counts.items()),
        *_passed_lines(status),
        "",
    ]
    if status.rows:
        rows = sorted(
            status.rows, key=lambda r: (_WORRIES.index(r.state) if r.state in _WORRIES else 9, r.person.id)
        )
        lines += [*build_table(HEADER, [row_cells(row) for row in rows]), ""]
    if status.sticking:
        lines.append("つまずきやすい問題（人数の多い順）")
        for s in status.sticking[:10]:
            people = "、".join(names.get(i, i) for i in s.people[:6]) + ("ほか" if len(s.people) > 6 else "")
            title = status.titles.get(s.exercise, "")
            lines.append(f"  {s.exercise} {title}  {len(s.people)}人: {people}")
            lines.append(f"      {s.message or '（説明なし）'}")
    if status.untouched:
        lines.append(
            "未着手の多い問題  "
            + "  ".join(f"{k} {n}人" for k, n in sorted(status.untouched.items(), key=lambda i: -i[1]))
        )
    lines += [f"読めない提出  {names.get(i, i)}（{i}）: {problem}" for i, problem in status.unreadable]
    lines += [f"採点できていない提出  {names.get(i, i)}（{i}）: {problem}" for i, problem in status.failed]
    if status.failed:
        lines.append("  → もう一度採点してください。それまで、点は「確認待ち」です。")
    if status.unknown:
        lines.append(f"名簿にいない人の提出  {'、'.join(status.unknown)}")
        lines.append("  → 受講者なら dxlab cohort person で名簿に加え、もう一度回収してください。")
    return lines


def _passed_lines(status: LabStatus) -> list[str]:
    """How many have passed the confirmation test, by the best of their attempts."""
    passed = [row.passed for row in status.rows if row.passed is not None]
    return [f"  受講済 {sum(passed)}人  未受講 {len(passed) - sum(passed)}人"] if passed else []


def hook_lines(hooks: Hooks) -> list[str]:
    """The last lines of the text: is nbgrader led to dxlab, is the gradebook whole."""
    lines = [f"設定を書き直しました: {notice}" for notice in hooks.notices]
    lines += [f"直した問題: {problem}" for problem in hooks.mended]
    if hooks.mended:
        lines.append("  → 開いている Jupyter と formgrader は、始めなおしてください。")
    lines += [f"設定の問題: {problem}" for problem in hooks.problems]
    if not hooks.problems:
        lines.append("nbgrader からの採点は、dxlab につながっています。設定と成績簿に問題はありません。")
    return lines


def row_cells(row: Row) -> list[str]:
    """One row of the table and of the CSV."""
    points = f"{row.score:g}/{row.maximum:g}" if row.score is not None and row.maximum else ""
    deadline = shown_time(row.deadline) + ("（延長）" if row.extended else "")
    received = shown_time(row.received) + ("（遅れ）" if row.late else "")
    waiting = str(row.waiting) if row.waiting else ""
    p = row.person
    quiz = "" if row.quiz is None else f"{row.quiz:g}"
    return [
        p.id,
        p.name,
        p.section,
        row.state,
        points,
        quiz,
        {True: "受講済", False: "未受講", None: ""}[row.passed],
        waiting,
        " ".join(row.stuck),
        received,
        deadline,
    ]


def status_json(status: LabStatus) -> dict[str, Any]:
    """Plain JSON; times in ISO with zone."""
    return {
        "lab": status.lab,
        "title": status.title,
        "people": [_row_json(row) for row in status.rows],
        "stuck": [
            {"exercise": s.exercise, "message": s.message, "people": list(s.people)} for s in status.sticking
        ],
        "untouched": status.untouched,
        "unreadable": [{"student": i, "problem": p} for i, p in status.unreadable],
        "unknown": list(status.unknown),
        "failed": [{"student": i, "problem": p} for i, p in status.failed],
    }


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "student": row.person.id,
        "name": row.person.name,
        "section": row.person.section,
        "state": row.state,
        "score": row.score,
        "max": row.maximum,
        "quiz": row.quiz,
        "passed": row.passed,
        "manual_pending": row.waiting,
        "stuck": list(row.stuck),
        "received": row.received.isoformat() if row.received else None,
        "late": row.late,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "extended": row.extended,
    }
