"""Points of a run cell, by nbgrader's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum, determine_grade

from grader.stock.scores import CellScore


def score_cell(cell: Mapping[str, Any], stock_rules: bool = False) -> CellScore:
    """The row of one cell that carries points.

    A test fails by an error in its outputs; a number as its last value is a partial credit; what a
    person marks has no automatic points, or 0 when it is as released (nbgrader's ``determine_grade``).
    A test that claims more than its maximum waits for a person: nbgrader would stop there.

    Parameters
    ----------
    stock_rules: anything written to stderr (a warning) fails a test, as in nbgrader; here it costs nothing.
    """
    node = from_dict(cell)
    if node.cell_type == "code" and not stock_rules:
        node.outputs = [output for output in node.outputs if not _is_warning(output)]
    if node.metadata.nbgrader.get("task"):
        return CellScore(None, False, node.metadata.nbgrader.grade_id)
    try:
        points, _ = determine_grade(node)
    except (ValueError, KeyError):
        points = None
    answer = node.metadata.nbgrader.grade_id if node.metadata.nbgrader.get("solution") else None
    return CellScore(points, points is None, answer, is_untouched(node))


def is_untouched(cell: Mapping[str, Any]) -> bool:
    """An answer as released: nbgrader's checksum of the stub still fits."""
    node: NotebookNode = from_dict(cell)
    meta = node.metadata.nbgrader
    return bool(meta.get("solution")) and meta.get("checksum") == compute_checksum(node)


def _is_warning(output: Mapping[str, Any]) -> bool:
    return output["output_type"] == "stream" and output["name"] == "stderr"
