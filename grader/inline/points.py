"""From a run notebook to the rows that nbgrader would store; pure."""

from __future__ import annotations

from grader.inline.model import Sheet, Way, grade_id, has_points, is_answer
from grader.inline.rebuild import Paper
from grader.stock.cell_points import is_untouched, score_cell
from grader.stock.scores import CellScore

#: What nbgrader gives a notebook that was not handed in.
_NOTHING = CellScore(0.0, False)


def paper_scores(sheet: Sheet, paper: Paper, stock_rules: bool) -> dict[str, CellScore]:
    """grade_id -> row for every cell with points, and for every answer whose comment nbgrader keeps."""
    by_key = {key: cell for key, cell in zip(paper.keys, paper.notebook["cells"], strict=True) if key}
    scores = {}
    for master in sheet.cells:
        name = grade_id(master)
        if has_points(master):
            scores[name] = score_cell(by_key[name], stock_rules) if name in by_key else _NOTHING
        elif is_answer(master):
            untouched = name in by_key and is_untouched(by_key[name])
            scores[name] = CellScore(None, False, name, untouched)
    return scores


def missing_scores(sheet: Sheet, waiting: bool = False) -> dict[str, CellScore]:
    """0 points in every row: a notebook that was not handed in, can't be read, or could not be graded."""
    return {grade_id(c): CellScore(0.0, waiting) for c in sheet.cells if has_points(c)}


def same_process_tests(sheet: Sheet) -> list[str]:
    """Tests that run in the trainee's own process."""
    return [name for name, way in sheet.ways.items() if way is Way.SAME]
