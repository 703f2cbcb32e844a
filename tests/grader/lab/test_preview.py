"""The page for an instructor: figures described, formulas drawn, tips within reach."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from grader.lab.formulas import formula_html
from grader.lab.pairing import sync_lab
from grader.lab.preview import write_preview
from grader.lab.prose import replace_formulas
from grader.lab.read import read_lab

TIP = Path(__file__).parents[3] / "labs" / "tips" / "15-open-csv.md"
PNG = new_output("display_data", data={"image/png": "aGVsbG8="})
SAID = new_output("stream", name="stdout", text="図の説明: 3月と4月に、\n高い山があります。\n")


def drawing_of(html: str) -> bytes:
    return base64.b64decode(re.search(r"base64,([\w+/=]+)", html)[1])


@pytest.mark.parametrize(
    "typed",
    ["$p$", r"$$\frac{\text{Bの平均}-\text{Aの平均}}{\sqrt{s^2/2}}$$", r"$\rho=\frac{\lambda}{c\mu}$"],
)
def test_a_formula_becomes_a_drawing_that_keeps_its_source(typed):
    html = formula_html(typed)
    assert html == formula_html(typed), "the same formula gives the same bytes"
    assert f'alt="式: {typed.strip("$")}"' in html
    assert b"<path" in drawing_of(html) and b"<metadata" not in drawing_of(html)


def test_japanese_in_a_formula_has_its_glyphs(recwarn):
    formula_html(r"$\text{標準偏差}$")
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_what_can_not_be_drawn_stays_as_typed():
    assert formula_html(r"$\begin{matrix}1\end{matrix}$") == r"$\begin{matrix}1\end{matrix}$"


def test_dollars_in_code_are_no_formula():
    text = "`$x$` と ```\n$y$\n``` と $z$ と 5$ です。"
    assert replace_formulas(text, lambda _: "式") == "`$x$` と ```\n$y$\n``` と 式 と 5$ です。"


def test_the_page(course, lab, edit, tmp_path):
    (course.labs / "tips").mkdir()
    (course.labs / "tips" / TIP.name).write_text(TIP.read_text(encoding="utf-8"), encoding="utf-8")
    edit("lab.toml", "\n[[data]]", f'\ntips = ["{TIP.stem}"]\n\n[[data]]')
    edit("lab.py", "支所の待ち時間を調べます。", f"平均 $m$ です。[開き方](tips/{TIP.name})も見ます。")
    lab = read_lab(course, lab.id)
    sync_lab(lab)
    notebook = nbformat.read(lab.path("lab.ipynb"), as_version=4)
    cell = next(cell for cell in notebook.cells if cell["id"] == "load_data")
    cell.outputs = [PNG, SAID]
    nbformat.write(notebook, lab.path("lab.ipynb"))

    write_preview(course, lab, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'alt="3月と4月に、 高い山があります。"' in page and "No description" not in page
    assert "講師用の見本" in page and "の間です。その上が" in page
    assert 'alt="式: m"' in page and "$m$" not in page
    assert f'href="#{TIP.stem}"' in page and f'id="{TIP.stem}"' in page and "効率アップ15" in page
    assert 'src="http' not in page and 'href="http' not in page
