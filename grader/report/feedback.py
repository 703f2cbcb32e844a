"""The feedback page: nbgrader's exporter, and the same page for a self-learner.

``FeedbackExporter`` is named in a cohort's ``nbgrader_config.py`` as
``GenerateFeedback.exporter_class``; ``grader.stock.marks.ReadMarks`` has put the
gradebook's points into the notebook before it runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import default

from grader.engine.model import Assignment, Result
from grader.engine.verdict import OUTCOME_MIME
from grader.report.feedback_cells import build_pieces, find_outcome
from grader.report.feedback_page import Line, Page, render_page

#: Part of what decides whether a page is up to date.
PAGE_VERSION = "3"
_JST = timezone(timedelta(hours=9))


class FeedbackExporter(Exporter):
    """A notebook with the gradebook's points to one Japanese HTML page."""

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """(page, resources); nbconvert annotates a notebook, but its HTML exporter returns text too."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        facts = resources.get("dxlab", {})
        lab = read_lab_json(Path(resources.get("metadata", {}).get("path", "")) / "lab.json")
        lines = tuple(_marked_lines(nb.cells, lab))
        page = Page(
            title=str(lab.get("title") or facts.get("lab") or ""),
            subtitle=str(lab.get("subtitle") or ""),
            name=str(facts.get("name") or facts.get("student") or ""),
            received=_shown(facts.get("timestamp")),
            late=_late(facts.get("late") or 0.0),
            penalty=float(facts.get("penalty") or 0.0),
            lines=lines,
            pieces=tuple(build_pieces(nb.cells, {line.id: line for line in lines})),
        )
        return render_page(page), resources


def build_page(assignment: Assignment, result: Result, name: str = "") -> str:
    """The page straight from a result, without a gradebook: for a self-learner.

    Written parts show as 採点中, since nobody marks them.
    """
    lab = _parsed(assignment.files.get("lab.json", b"{}"))
    found = {e.id: e for e in result.exercises}
    lines = []
    for e in assignment.exercises:
        if e.kind == "manual":
            waiting = e.id in result.manual_pending
            lines.append(Line(e.id, e.title, e.kind, 0.0, e.points, waiting=waiting, untouched=not waiting))
        elif e.id in found:
            outcome = found[e.id].outcome
            status, untouched = outcome.status.value, outcome.status.value == "not_attempted"
            lines.append(
                Line(
                    e.id,
                    e.title,
                    e.kind,
                    found[e.id].points,
                    e.points,
                    status,
                    outcome.messages,
                    untouched=untouched,
                )
            )
    cells = (result.notebook or {}).get("cells", [])
    pieces = build_pieces(cells, {line.id: line for line in lines})
    title, subtitle = str(lab.get("title") or assignment.name), str(lab.get("subtitle") or "")
    return render_page(Page(title, subtitle, name, "", "", 0.0, tuple(lines), tuple(pieces)))


def read_lab_json(path: Path) -> dict[str, Any]:
    """``lab.json`` beside the graded notebook; {} when missing or unreadable."""
    try:
        return _parsed(path.read_bytes())
    except OSError:
        return {}


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        table = json.loads(data)
    except ValueError:
        return {}
    return table if isinstance(table, dict) else {}


def _marked_lines(cells: list[Any], lab: Mapping[str, Any]) -> list[Line]:
    """Lines in notebook order; points come from the gradebook, words from the verdict."""
    rows = {row["id"]: row for row in lab.get("exercises", [])}
    # Formgrader has a box for words under each answer; an answer in code is another cell than its points.
    metas = [cell.metadata.get("nbgrader", {}) for cell in cells]
    comments = {meta.get("grade_id"): str(meta.get("comment") or "") for meta in metas}
    lines = []
    for cell in cells:
        meta = cell.metadata.get("nbgrader", {})
        if not meta.get("grade"):
            continue
        ident = meta["grade_id"]
        row = rows.get(ident, {})
        written = bool(meta.get("solution"))
        outcome = {} if written else find_outcome(cell, OUTCOME_MIME)
        untouched = outcome.get("status") == "not_attempted"
        if written:
            untouched = not meta.get("waiting") and not meta.get("marked")
        lines.append(
            Line(
                id=ident,
                title=str(row.get("title") or ident),
                kind=str(row.get("kind") or ("manual" if written else "auto")),
                score=float(meta.get("score") or 0.0),
                maximum=float(meta.get("points") or 0.0),
                status=str(outcome.get("status", "")),
                messages=tuple(map(str, outcome.get("messages", []))),
                waiting=bool(meta.get("waiting")),
                untouched=untouched and not meta.get("score"),
                comment=comments.get(row.get("answer")) or comments[ident],
            )
        )
    return lines


def _shown(moment: datetime | None) -> str:
    """UTC without a zone, as nbgrader stores it, shown in JST."""
    if moment is None:
        return ""
    local = moment.replace(tzinfo=UTC).astimezone(_JST)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def _late(seconds: float) -> str:
    if seconds <= 0:
        return ""
    hours = int(seconds // 3600)
    if hours >= 24:
        return f"期限から{hours // 24}日おくれて届きました。"
    return f"期限から{hours}時間おくれて届きました。" if hours else "期限を少し過ぎて届きました。"
