"""What ``nbgrader generate_assignment`` wrote down about an assignment: its cells as they are to be graded."""

from __future__ import annotations

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

from grader.errors import DxlabError


@dataclass(frozen=True)
class Master:
    """One cell that nbgrader knows.

    Attributes
    ----------
    source: the whole text with hidden tests and generated tests; of an answer, the stub.
    points: of a cell with points, else None.
    """

    cell_type: str
    source: str
    locked: bool
    checksum: str
    points: float | None


def read_masters(gradebook: Gradebook, assignment: str) -> dict[str, dict[str, Master]]:
    """notebook -> grade_id -> cell.

    Raises
    ------
    DxlabError: the assignment was never generated.
    """
    try:
        row = gradebook.find_assignment(assignment)
    except MissingEntry:
        known = "、".join(a.name for a in gradebook.assignments) or "まだありません"
        raise DxlabError(
            "assignment-missing",
            f"{assignment}: 成績簿にない課題です（ある課題: {known}）。",
            f"名前を確かめるか、先に nbgrader generate_assignment {assignment} を実行してください。",
        ) from None
    return {notebook.name: _masters_of(notebook) for notebook in row.notebooks}


def _masters_of(notebook: object) -> dict[str, Master]:
    points = {c.name: float(c.max_score) for c in (*notebook.grade_cells, *notebook.task_cells)}  # type: ignore[attr-defined]
    return {
        c.name: Master(c.cell_type, c.source or "", bool(c.locked), c.checksum or "", points.get(c.name))
        for c in notebook.source_cells  # type: ignore[attr-defined]
    }
