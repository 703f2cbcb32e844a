"""A case as a hand-in: the release's notebook with the case's cells in it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.bench.case import Case
from grader.bench.shapes import FOLDERS, NOTEBOOKS

HONEST = {
    "q1_answer": "def double(x):\n    return x * 2",
    "q2_answer": "def triple(x):\n    return x * 3",
    "q3_answer": 'def totals(df):\n    return df.groupby("branch")["count"].sum().reset_index(name="total")',
    "q4_answer": 'busiest = counts.groupby("branch")["count"].sum().idxmax()',
    "r1": "合計だけでなく、時間帯も見ます。",
}
WRONG = "def double(x):\n    return 0"
#: Where a case's own cells stand: before which cell of the lab (None: at the end).
_PLACES = {"first": "setup", "before": "q1_answer", "after": "q2_answer", "last": None}
_NAME = re.compile(r"@([A-Z]+)@")


def build_notebook(case: Case, release: dict[str, Any], facts: Mapping[str, str]) -> dict[str, Any]:
    """The notebook that the case hands in."""
    notebook = copy.deepcopy(release)
    texts = {**HONEST, "q1_answer": case.cells.get("answer", WRONG)}
    texts |= {f"{key}_answer": text for key, text in case.cells.items() if re.fullmatch(r"q\d", key)}
    for cell in notebook["cells"]:
        if cell["id"] in texts:
            cell["source"] = fill(texts[cell["id"]], facts)
    for place, target in _PLACES.items():
        if place in case.cells:
            _insert(notebook["cells"], target, fill(case.cells[place], facts), place)
    if case.shape in NOTEBOOKS:
        NOTEBOOKS[case.shape](notebook["cells"], notebook)
    return notebook


def write_handin(
    case: Case,
    release: dict[str, Any],
    facts: Mapping[str, str],
    folder: Path,
    lab: str,
    quiz: dict[str, str],
) -> None:
    """Write the case's folder as it would lie in ``submitted/``."""
    folder.mkdir(parents=True)
    notebook = build_notebook(case, release, facts)
    (folder / f"{lab}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    answers = {"version": 1, "quiz": quiz, "values": {}}
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    if case.shape in FOLDERS:
        FOLDERS[case.shape](folder, folder / f"{lab}.ipynb", facts)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Put the facts of this run in the place of ``@NAME@``; an unknown name stays."""
    return _NAME.sub(lambda found: facts.get(found[1], found[0]), text)


def _insert(cells: list[dict[str, Any]], before: str | None, source: str, name: str) -> None:
    at = next((n for n, cell in enumerate(cells) if cell["id"] == before), len(cells))
    cell = {"cell_type": "code", "id": f"mine-{name}", "metadata": {}, "source": source}
    cells.insert(at, {**cell, "outputs": [], "execution_count": None})
