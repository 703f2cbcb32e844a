"""What an author looks at: goldens rebuilt, a release to try, a page to read."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.errors import ContentError, DxlabError
from grader.lab.figures import description_of
from grader.lab.files import write_text
from grader.lab.formulas import formula_html
from grader.lab.golden import GOLDEN_DRAW, GOLDEN_SECRET, write_golden
from grader.lab.model import Lab, shown_path
from grader.lab.notebook import is_mark
from grader.lab.pairing import check_pair, sync_lab
from grader.lab.prose import replace_formulas
from grader.lab.release import build_release
from grader.lab.tips import page_of, tips_of
from grader.settings import Course


def rebuild_lab(course: Course, lab: Lab, out: Path, source: str | None) -> list[str]:
    """Pair the two files, execute the golden, build the release; Japanese lines on what was done.

    Parameters
    ----------
    source: ``py`` or ``ipynb`` when the two differ; None refuses then.
    out: the release's folder. Only a folder that looks like one is replaced.

    Raises
    ------
    DxlabError: the two files differ; ``out`` is a folder of something else.
    """
    _check_out(out)
    missing_py = not lab.path("lab.py").is_file() and lab.path("lab.ipynb").is_file()
    check_pair(lab, source)
    said = []
    if source is not None or missing_py:
        sync_lab(lab, source or "ipynb")
        said.append(f"lab.{source or 'ipynb'} に合わせて、もう一方を書きなおしました。")
    changed = write_golden(course, lab)
    said.append("lab.ipynb を実行して書きなおしました。" if changed else "lab.ipynb は前と同じでした。")
    build_release(course, lab, out, secret=GOLDEN_SECRET, draw=GOLDEN_DRAW, solutions=False)
    return [*said, f"配布物の見本を {out} に作りました。"]


def write_preview(course: Course, lab: Lab, target: Path) -> None:
    """The stored golden, and the tips that it leads to, as one HTML page that loads nothing from anywhere.

    Raises
    ------
    ContentError: there is no readable lab.ipynb, or a page of the tips is missing.
    """
    from nbconvert import HTMLExporter

    notebook = _read_golden(lab)
    exporter = HTMLExporter(
        mathjax_url="",
        require_js_url="",
        jquery_url="",
        mermaid_js_url="",
        mermaid_layout_elk_js_url="",
        embed_images=True,
        language_code="ja",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    _describe_figures(notebook)
    tips = [_text(tip.id, f'<a id="{tip.id}"></a>\n\n{page_of(tip)}') for tip in tips_of(course, lab)]
    notebook.cells = [*notebook.cells, *tips]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _as_page(cell.source)
    notebook.cells.insert(0, _text("banner", _BANNER))
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": lab.title}})
    write_text(target, page)


_BANNER = (
    "> **講師用の見本です。** 模範解答が入っています。受講者には配らないでください。\n>\n"
    "> 模範解答は `### BEGIN SOLUTION` と `### END SOLUTION` の間です。その上が、受講者に見える書きかけです。"
)


def _read_golden(lab: Lab) -> NotebookNode:
    try:
        return nbformat.read(lab.path("lab.ipynb"), as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise ContentError(
            "lab-ipynb-missing",
            f"{shown_path(lab, 'lab.ipynb')}: 読み取れません。",
            f"先に dxlab lab build {lab.id} を実行してください。",
        ) from error


def _text(cell_id: str, source: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source, id=cell_id)


def _as_page(source: str) -> str:
    """Without the marks (they would read as headings), formulas drawn, links to tips within the page."""
    kept = "\n".join(line for line in source.split("\n") if not is_mark(line))
    return _TIP_LINK.sub(r"](#\1)", replace_formulas(kept, formula_html))


_TIP_LINK = re.compile(r"\]\(tips/([\w-]+)\.md\)")


def _describe_figures(notebook: NotebookNode) -> None:
    """Give each figure the sentence beside it as its alternative text."""
    for index, cell in enumerate(notebook.cells):
        said = description_of(notebook.cells, index)
        for output in cell.get("outputs", []) if said else ():
            picture = output.get("data", {}).get("image/png")
            if picture:  # nbconvert has no way to name it
                source = "".join(picture.split())
                output.data = nbformat.from_dict(
                    {"text/html": f'<img alt="{escape(said)}" src="data:image/png;base64,{source}">'}
                )


def _check_out(out: Path) -> None:
    if out.exists() and not (out / "lab.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise DxlabError(
            "lab-out-taken",
            f"{out}: 配布物ではないものが入っているので、書きかえません。",
            "--out に、まだないフォルダか空のフォルダを指定してください。",
        )
