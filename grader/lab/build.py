"""From a lab's folder to the tree that nbgrader may see.

nbgrader copies whatever lies beside a notebook: into releases, next to
submissions, into feedback. So it only ever sees a tree written file by file
here, never ``labs/`` itself.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.data import load_dataset
from grader.errors import ContentError
from grader.lab.data import data_title, recipes, write_data
from grader.lab.files import new_folder, write_text
from grader.lab.model import Exercise, Lab, shown_path
from grader.lab.notebook import find_exercises, ipynb_text, is_answer, py_text, solution_of
from grader.lab.pairing import read_source
from grader.lab.quiz import read_quiz
from grader.lab.tips import page_of, tips_of
from grader.settings import Course
from grader.stock.generate import clear_solutions

#: Files of a lab's folder that decide what the lab is, besides those lab.toml names.
CONTENT = ("lab.toml", "visible.py", "hidden.py", "hints.toml", "quiz.toml")


@dataclass(frozen=True)
class Built:
    """One written source tree."""

    lab: str
    version: str
    draw: int
    folder: Path


def build_lab(
    course: Course, lab: Lab, out: Path, *, secret: bytes, draw: int, solutions: bool = False
) -> Built:
    """Write ``out/<lab id>/``: the notebook with its model answers and what ships beside it.

    The same arguments give the same bytes. A tree that is there already is
    replaced at once, or stays whole when something fails.

    Parameters
    ----------
    solutions: also write solutions.bin, for self-study workspaces.

    Raises
    ------
    ContentError: the lab's files can't be read, or a file that should ship is missing.
    """
    notebook = read_source(lab)
    version = lab_version(course, lab, notebook)
    target = out / lab.id
    with new_folder(target) as folder:
        write_text(folder / f"{lab.id}.ipynb", ipynb_text(without_outputs(notebook)))
        write_beside(course, lab, notebook, folder, secret=secret, draw=draw)
        if solutions:
            _write_solutions(notebook, folder)
    return Built(lab.id, version, draw, target)


def write_beside(
    course: Course, lab: Lab, notebook: NotebookNode, folder: Path, *, secret: bytes, draw: int
) -> None:
    """Write everything a release holds besides the notebook and the solutions."""
    write_text(folder / "lab.json", _json(lab_json(course, lab, notebook)))
    write_text(folder / "quiz.json", _json(read_quiz(lab.folder).shipped))
    for name in ("visible.py", "hints.toml", *lab.files):
        _copy(lab, name, folder)
    for tip in tips_of(course, lab):
        write_text(folder / tip.file, page_of(tip))
    if lab.data:
        described = write_data(course, recipes(lab, secret, draw), folder / "data")
        write_text(folder / "data" / "dictionary.json", _json(described))


def without_outputs(notebook: NotebookNode) -> NotebookNode:
    """A copy with no outputs and no counters."""
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def lab_json(course: Course, lab: Lab, notebook: NotebookNode) -> dict[str, Any]:
    """What a trainee's kernel may know about the lab; the form stands in docs/architecture.md."""
    return {
        "id": lab.id,
        "title": lab.title,
        "subtitle": lab.subtitle,
        "hours": lab.hours,
        "version": lab_version(course, lab, notebook),
        "exercises": exercise_rows(lab, notebook),
        "data": [
            {"file": part.file, "title": data_title(load_dataset(course, part.dataset), part)}
            for part in lab.data
        ],
    }


def exercise_rows(lab: Lab, notebook: NotebookNode) -> list[dict[str, Any]]:
    """One row an exercise: id, title, points, kind, answer, stub, and the rubric of a written part.

    Raises
    ------
    ContentError: a solution mark has no partner.
    """
    try:
        released = clear_solutions(notebook)
    except ValueError as error:
        raise ContentError(
            "lab-solution-marks",
            (
                f"{shown_path(lab, 'lab.py')}: 模範解答の印（"
                f"BEGIN SOLUTION と END SOLUTION）が組になっていません（{error}）。"
            ),
            f"dxlab lab verify {lab.id} で場所を確かめてください。",
        ) from error
    rubrics = {part.id: part.rubric for part in lab.manual}
    test = str(read_quiz(lab.folder).shipped.get("name", "確認テスト"))
    return [_row(exercise, notebook, released, rubrics, test) for exercise in find_exercises(notebook)]


def _row(
    exercise: Exercise, notebook: NotebookNode, released: NotebookNode, rubrics: dict[str, str], test: str
) -> dict[str, Any]:
    answer, stub = None, None
    if exercise.answer is not None:
        answer, stub = notebook.cells[exercise.answer]["id"], released.cells[exercise.answer].source
    points = int(exercise.points) if exercise.points.is_integer() else exercise.points
    title = test if exercise.kind == "quiz" else exercise.title
    row = {
        "id": exercise.id,
        "title": title,
        "points": points,
        "kind": exercise.kind,
        "answer": answer,
        "stub": stub,
    }
    if exercise.id in rubrics:
        row["rubric"] = rubrics[exercise.id]
    return row


def lab_version(course: Course, lab: Lab, notebook: NotebookNode) -> str:
    """SHA-256 of all that decides what the lab is: text, checks, quiz, files, data recipes."""
    digest = hashlib.sha256(py_text(without_outputs(notebook)).encode())
    paths = [(name, lab.path(name)) for name in (*CONTENT, *lab.files)]
    for dataset in sorted({part.dataset for part in lab.data}):
        paths += [
            (f"{dataset}/{n}", course.datasets / dataset / n) for n in ("generate.py", "datapackage.json")
        ]
    for name, path in paths:
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"\n{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _write_solutions(notebook: NotebookNode, folder: Path) -> None:
    from dxlab.solutions import seal_solutions

    sources = {
        exercise.id: solution_of(notebook.cells[exercise.answer].source)
        or notebook.cells[exercise.answer].source
        for exercise in find_exercises(notebook)
        if exercise.answer is not None and is_answer(notebook.cells[exercise.answer])
    }
    write_text(folder / "solutions.bin", seal_solutions(sources))


def _copy(lab: Lab, name: str, folder: Path) -> None:
    source = lab.path(name)
    if not source.is_file() or lab.folder.resolve() not in source.resolve().parents:
        raise ContentError(
            "lab-file-missing",
            f"{shown_path(lab, name)}: 配るファイルが見つかりません。",
            "ファイルを置くか、lab.toml の files から消してください。",
        )
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
