"""The rebuild: whatever is handed in, the source's cells come back as they were."""

from __future__ import annotations

import copy
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import from_dict, validate

from grader.engine import Limits, Submission, prepare
from grader.engine.prepare import MAX_CELL, MAX_OWN_CELLS, rebuild

_spec = importlib.util.spec_from_file_location("tiny", Path(__file__).with_name("tiny.py"))
tiny = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny)

IDS = [cell["id"] for cell in tiny.cells("")]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tiny.assignment(tmp_path_factory.mktemp("lab"))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SOURCES = st.text(max_size=40) | st.lists(st.text(max_size=9), max_size=3) | ANYTHING
GRADE_IDS = st.sampled_from([*IDS, "own-1", "q9", ""]) | ANYTHING
NBGRADER = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": GRADE_IDS,
        "points": ANYTHING,
        "grade": ANYTHING,
        "solution": ANYTHING,
        "locked": ANYTHING,
        "schema_version": ANYTHING,
        "task": ANYTHING,
    },
)
METADATA = st.fixed_dictionaries({}, optional={"nbgrader": NBGRADER | ANYTHING, "tags": ANYTHING}) | ANYTHING
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "x"]) | ANYTHING,
        "id": GRADE_IDS,
        "metadata": METADATA,
        "source": SOURCES,
        "outputs": ANYTHING,
        "attachments": ANYTHING,
    },
)


@given(cells=st.lists(CELLS, max_size=12))
def test_the_rebuilt_notebook_is_the_sources_plus_bare_own_cells(lab: Any, cells: list[Any]) -> None:
    before = copy.deepcopy(lab.source)
    notebook = rebuild(lab, cells).notebook
    assert lab.source == before
    theirs = [c for c in notebook["cells"] if c["id"] in IDS]
    assert [c["id"] for c in theirs] == IDS
    answers = {e.answer for e in lab.exercises}
    for cell, source in zip(theirs, lab.source["cells"], strict=True):
        assert cell["metadata"] == source["metadata"]
        assert cell["cell_type"] == source["cell_type"]
        assert cell["id"] in answers or cell["source"] == source["source"]
        assert "BEGIN SOLUTION" not in cell["source"] or "BEGIN SOLUTION" in repr(cells)
    for cell in notebook["cells"]:
        if cell["id"] not in IDS:
            assert cell["metadata"] == {}
            assert set(cell) == {"cell_type", "id", "metadata", "source", "outputs", "execution_count"}
    assert len({c["id"] for c in notebook["cells"]}) == len(notebook["cells"])
    validate(from_dict(notebook))
    json.dumps(notebook, ensure_ascii=False).encode()


@given(cells=st.lists(CELLS, max_size=6))
def test_rebuilding_what_was_rebuilt_changes_nothing(lab: Any, cells: list[Any]) -> None:
    once = rebuild(lab, cells).notebook
    again = rebuild(lab, once["cells"]).notebook
    assert again == once


def put(folder: Path, cells: list[Any], **files: str) -> Submission:
    tiny.hand_in(folder, cells)
    for name, text in files.items():
        (folder / name).write_text(text)
    return Submission("s1", folder)


def test_a_crowd_of_own_cells_is_cut(lab: Any, tmp_path: Path) -> None:
    mine = [{"cell_type": "code", "source": f"x = {n}", "metadata": {}} for n in range(MAX_OWN_CELLS + 50)]
    prepared = prepare.prepare(lab, put(tmp_path / "s", [*tiny.cells("y = 1"), *mine]), Limits())
    own = [c for c in prepared.notebook["cells"] if c["id"].startswith("own-")]
    assert len(own) == MAX_OWN_CELLS
    assert prepared.texts["q1_answer"] == "y = 1"
    assert any(str(MAX_OWN_CELLS) in problem for problem in prepared.problems)


def test_an_endless_cell_counts_as_empty_and_is_said_once(lab: Any, tmp_path: Path) -> None:
    mine = [{"cell_type": "code", "source": "#" * (MAX_CELL + 1), "metadata": {}} for _ in range(3)]
    cells = [*tiny.cells("y = 1"), *mine]
    cells[0]["source"] = "#" * (MAX_CELL + 1)  # not theirs to write: never looked at
    prepared = prepare.prepare(lab, put(tmp_path / "s", cells), Limits())
    assert [p for p in prepared.problems if "長すぎる" in p] == [prepared.problems[-1]]
    assert prepared.texts["q1_answer"] == "y = 1"


def test_size_is_refused_before_parsing(lab: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    with (folder / "tiny.ipynb").open("wb") as file:
        file.truncate(60_000_000)
    monkeypatch.setattr(prepare, "parse_cells", lambda data: pytest.fail("parsed"))
    with pytest.raises(prepare.Unreadable, match="大きすぎます"):
        prepare.prepare(lab, Submission("s1", folder), Limits())


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda p: os.symlink("/etc/hostname", p)])
def test_answers_that_are_no_file_cost_the_quiz_only(lab: Any, tmp_path: Path, make: Any) -> None:
    submission = put(tmp_path / "s", tiny.cells("y = 1"))
    make(tmp_path / "s" / "answers.json")
    prepared = prepare.prepare(lab, submission, Limits())
    assert prepared.answers == {}
    assert any("確認テスト" in problem for problem in prepared.problems)


def test_nothing_else_of_the_folder_is_handed_on(lab: Any, tmp_path: Path) -> None:
    prepared = prepare.prepare(
        lab, put(tmp_path / "s", tiny.cells("y = 1"), **{"pandas.py": "boom"}), Limits()
    )
    assert "boom" not in repr(prepared)
    assert any("pandas.py" in problem for problem in prepared.problems)
