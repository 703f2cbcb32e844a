"""What an author looks at: goldens rebuilt, a release to try, a page to read."""

from __future__ import annotations

from pathlib import Path

import nbformat

from grader.errors import ContentError, DxlabError
from grader.lab.files import write_text
from grader.lab.golden import GOLDEN_DRAW, GOLDEN_SECRET, write_golden
from grader.lab.model import Lab, shown_path
from grader.lab.notebook import is_mark
from grader.lab.pairing import check_pair, sync_lab
from grader.lab.release import build_release
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


def write_preview(lab: Lab, target: Path) -> None:
    """The stored golden as one HTML page that loads nothing from anywhere.

    Raises
    ------
    ContentError: there is no readable lab.ipynb.
    """
    from nbconvert import HTMLExporter

    path = lab.path("lab.ipynb")
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise ContentError(
            "lab-ipynb-missing",
            f"{shown_path(lab, 'lab.ipynb')}: 読み取れません。",
            f"先に dxlab lab build {lab.id} を実行してください。",
        ) from error
    # Formulas stay as text: scripts for them would come from a CDN, and city networks have none.
    exporter = HTMLExporter(
        mathjax_url="",
        require_js_url="",
        jquery_url="",
        mermaid_js_url="",
        mermaid_layout_elk_js_url="",
        embed_images=True,
    )
    for cell in notebook.cells:
        if cell.cell_type == "markdown":  # there the marks would read as headings
            cell.source = "\n".join(line for line in cell.source.split("\n") if not is_mark(line))
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": lab.title}})
    write_text(target, page)


def _check_out(out: Path) -> None:
    if out.exists() and not (out / "lab.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise DxlabError(
            "lab-out-taken",
            f"{out}: 配布物ではないものが入っているので、書きかえません。",
            "--out に、まだないフォルダか空のフォルダを指定してください。",
        )
