"""A cell that draws must say in words what is to be seen."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_output

from grader.lab.draft import read_draft
from grader.lab.pairing import sync_lab
from grader.lab.rules.figures import figures_have_text

PNG = new_output("display_data", data={"image/png": "aGVsbG8=", "text/plain": "<Figure size 1x1>"})
SVG = new_output("display_data", data={"text/html": "<svg viewBox='0 0 1 1'></svg>"})
NAMED = new_output("display_data", data={"text/html": "<svg aria-label='下がる線'></svg>"})
TABLE = new_output("display_data", data={"text/html": "<table></table>", "text/plain": "表"})
SAID = new_output("stream", name="stdout", text="数\n図の説明: 3月と4月に高い山があります。\n")
SHORT = new_output("stream", name="stdout", text="図の説明: 山\n")


def found(course, lab, outputs, beside=""):
    sync_lab(lab)
    path = lab.path("lab.ipynb")
    notebook = nbformat.read(path, as_version=4)
    index = next(i for i, cell in enumerate(notebook.cells) if cell["id"] == "load_data")
    notebook.cells[index].outputs = outputs
    notebook.cells[index + 1].source = beside + notebook.cells[index + 1].source
    nbformat.write(notebook, path)
    draft, _ = read_draft(course, lab)
    return [str(problem) for problem in figures_have_text(draft)]


@pytest.mark.parametrize("outputs", [[PNG], [SVG], [PNG, SHORT], [SHORT, PNG, TABLE]])
def test_a_bare_figure_is_reported_with_its_cell_and_line(course, lab, outputs):
    [problem] = found(course, lab, outputs)
    assert "labs/l001-tiny/lab.py: 12行目: 図を描くセル「load_data」" in problem
    assert "print するか" in problem


@pytest.mark.parametrize("outputs", [[PNG, SAID], [SAID, SVG], [NAMED], [TABLE], []])
def test_a_described_figure_is_fine(course, lab, outputs):
    assert found(course, lab, outputs) == []


@pytest.mark.parametrize("mark", ["図の説明: ", "> **図の説明**: ", "- 図の説明："])
def test_the_text_beside_may_describe_it(course, lab, mark):
    assert found(course, lab, [PNG], beside=f"{mark}3月と4月に高い山があります。\n\n") == []
    assert found(course, lab, [PNG], beside=f"{mark.replace('図の', '表の')}3月と4月に高い山。\n\n") != []
