"""lab.py and lab.ipynb are one notebook in two files.

They are compared by content, never by file time: jupytext's own ``--sync``
trusts the newer file, and a checkout or an editor makes the wrong one newer.
"""

from __future__ import annotations

import jupytext
from nbformat import NotebookNode

from grader.errors import ContentError
from grader.lab.files import write_text
from grader.lab.model import Lab, Problem, shown_path
from grader.lab.notebook import FORMAT, clean, ipynb_text, py_text, read_ipynb, read_py


def read_source(lab: Lab) -> NotebookNode:
    """The notebook of lab.py (no outputs); raises ``ContentError`` when it is missing or unreadable."""
    try:
        return read_py(lab.path("lab.py"))
    except FileNotFoundError as error:
        raise ContentError(
            "lab-py-missing",
            f"{shown_path(lab, 'lab.py')}: ファイルがありません。",
            f"lab.ipynb から作るには dxlab lab build {lab.id} --from ipynb を実行してください。",
        ) from error
    except Exception as error:  # jupytext passes on whatever its parsers raise
        raise ContentError(
            "lab-py-broken",
            f"{shown_path(lab, 'lab.py')}: 読み取れません（{error}）。",
            "文字コード（UTF-8）と、セルの区切り「# %%」の行を見てください。",
        ) from error


def find_differences(lab: Lab) -> list[Problem]:
    """Where lab.py and lab.ipynb differ; empty when they hold the same cells."""
    where = shown_path(lab, "lab.ipynb")
    if not lab.path("lab.ipynb").is_file():
        return [Problem(where, None, f"ファイルがありません。dxlab lab build {lab.id} で作られます。")]
    try:
        ours, theirs = read_source(lab), _as_in_py(read_ipynb(lab.path("lab.ipynb")))
    except ValueError as error:
        return [Problem(where, None, f"ノートブックとして読み取れません（{str(error)[:120]}）。")]
    return [Problem(where, None, message) for message in compare(ours, theirs)]


def compare(py: NotebookNode, ipynb: NotebookNode) -> list[str]:
    """Sentences on each cell that differs in kind, text or metadata."""
    problems = []
    for number, (a, b) in enumerate(zip(py.cells, ipynb.cells, strict=False), 1):
        for field, word in (("cell_type", "種類"), ("source", "中身"), ("metadata", "設定")):
            if a[field] != b[field]:
                problems.append(f"{number}番目のセル（{a['id']}）の{word}が lab.py とちがいます。")
                break
    if len(py.cells) != len(ipynb.cells):
        problems.append(
            f"セルの数がちがいます（lab.py は {len(py.cells)}、lab.ipynb は {len(ipynb.cells)}）。"
        )
    return problems


def check_pair(lab: Lab, source: str | None = None) -> None:
    """Refuse when the two files differ and nobody said which one counts.

    Parameters
    ----------
    source: ``py`` or ``ipynb``, as the author chose; None for no choice.

    Raises
    ------
    ContentError: ``lab-pair``.
    """
    if source is not None:
        return
    both = lab.path("lab.py").is_file() and lab.path("lab.ipynb").is_file()
    differences = find_differences(lab) if both else []
    if differences:
        raise ContentError(
            "lab-pair",
            "\n".join(map(str, differences)),
            f"どちらが正しいかを選んでください: dxlab lab build {lab.id} --from py（または --from ipynb）",
        )


def sync_lab(lab: Lab, source: str = "py") -> bool:
    """Write the other file from ``source`` (``py`` or ``ipynb``); True when something changed.

    From ``py`` the outputs of lab.ipynb are dropped: they may be stale. Building
    the lab executes it again.
    """
    if source == "ipynb":
        return write_text(lab.path("lab.py"), py_text(read_ipynb(lab.path("lab.ipynb"))))
    if not find_differences(lab):
        return False
    return write_text(lab.path("lab.ipynb"), ipynb_text(read_source(lab)))


def _as_in_py(notebook: NotebookNode) -> NotebookNode:
    """What would be left after a trip through py:percent, so that only real differences count."""
    return clean(jupytext.reads(py_text(notebook), fmt=FORMAT))
