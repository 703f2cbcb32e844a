"""A submission folder as untrusted bytes: what may be read, and what to say about the rest.

Only the notebook and ``answers.json`` are ever read; nothing else is opened,
copied or handed to the run. Everything else is looked at by name and kind, so
that the instructor learns why a trainee's helper file was not there.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from grader.engine.folder import IGNORED, MAX_ENTRIES, Entry, Unreadable

_LONG_NAME = 120

_RECEIPTS = frozenset(("timestamp.txt", "submission_secret.txt", "handin.json"))
#: What dxlab itself lays beside the notebook of somebody who learns alone.
_ALONE = frozenset(("solutions.bin", "結果.html"))
_ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".lzh")
_CODE = (".py", ".pyc", ".pth", ".so", ".pyd")
_KINDS = {
    "link": "別の場所を指すリンク",
    "shared": "別の名前でもつながっているファイル（ハードリンク）",
    "special": "通常のファイルではないもの（パイプなど）",
}
_NEUTRAL = str.maketrans("<>&\"'`[]|\\", "＜＞＆＂＇｀［］｜＼")


@dataclass(frozen=True)
class Found:
    """What of a folder is read.

    Attributes
    ----------
    notebook: its name in the folder.
    answers: kind of ``answers.json`` (see ``Entry``); "" when there is none.
    problems: Japanese sentences for the instructor.
    """

    notebook: str
    answers: str
    problems: tuple[str, ...]


def is_installed(module: str) -> bool:
    """A top-level module of that name exists here; nothing is imported."""
    if not module.isidentifier():
        return False
    if module in sys.stdlib_module_names or module in ("sitecustomize", "usercustomize"):
        return True
    try:
        spec = importlib.util.find_spec(module)
        # Any folder on the path without __init__.py has a spec, but no origin.
        return spec is not None and spec.origin is not None
    except (ImportError, ValueError):
        return False


def decide_entries(
    entries: Collection[Entry],
    cut: bool,
    name: str,
    released: Mapping[str, int],
    installed: Callable[[str], bool] = is_installed,
) -> Found:
    """Which notebook is graded, and what the instructor should know.

    Parameters
    ----------
    name: of the lab; the notebook is ``<name>.ipynb`` or a browser's second
        download ``<name> (1).ipynb``, of several the newest.
    released: files that the lab came with, relative path -> size.

    Raises
    ------
    Unreadable: there is no such notebook.
    """
    pattern = re.compile(rf"{re.escape(name)}( ?\(\d{{1,3}}\))?\.ipynb")
    named = [e for e in entries if pattern.fullmatch(e.path)]
    notebooks = sorted((e for e in named if e.kind == "file"), key=lambda e: (e.mtime, e.path))
    if not notebooks:
        raise Unreadable(_why_none(named, name))
    chosen = notebooks[-1]
    answers = next((e.kind for e in entries if e.path == "answers.json"), "")
    problems = [*_about_choice(notebooks, name), *_about_rest(entries, cut, released, installed, pattern)]
    return Found(chosen.path, answers, tuple(problems))


def show_name(name: str) -> str:
    """A hostile name made harmless for a terminal, a table, Markdown and HTML; at most 60 letters."""
    text = "".join(c if c.isprintable() else "?" for c in name).translate(_NEUTRAL)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _why_none(named: list[Entry], name: str) -> str:
    if not named:
        return f"{name}.ipynb が入っていません。"
    if named[0].kind == "folder":
        return f"「{show_name(named[0].path)}」がファイルではなくフォルダでした。ノートブックを読めません。"
    return f"「{show_name(named[0].path)}」は{_KINDS[named[0].kind]}なので、読みませんでした。"


def _about_choice(notebooks: list[Entry], name: str) -> list[str]:
    newest = show_name(notebooks[-1].path)
    if len(notebooks) > 1:
        return [f"同じノートブックが{len(notebooks)}つありました。新しい「{newest}」を採点しました。"]
    if notebooks[0].path != f"{name}.ipynb":
        return [f"ファイル名が「{newest}」でした。そのまま採点しました。"]
    return []


def _about_rest(
    entries: Collection[Entry],
    cut: bool,
    released: Mapping[str, int],
    installed: Callable[[str], bool],
    notebooks: re.Pattern[str],
) -> list[str]:
    folders = {path.rpartition("/")[0] for path in released}
    known = {*released, *folders, *_RECEIPTS, *_ALONE, "answers.json"}
    seen = [e for e in entries if not IGNORED & set(e.path.split("/")) and not notebooks.fullmatch(e.path)]
    own = [e for e in seen if e.path not in known and e.kind == "file"]
    return [
        *_sentences(seen, known, released),
        *_own_files(own, [e for e in seen if e.kind == "folder" and e.path not in known], installed),
        *([f"ファイルが{MAX_ENTRIES}個より多いので、残りは見ていません。"] if cut else []),
    ]


def _sentences(seen: list[Entry], known: Collection[str], released: Mapping[str, int]) -> list[str]:
    """About links and special files, and about released things that are no longer as released."""
    found = [
        f"{_names(odd)}は{_KINDS[kind]}なので、開きませんでした。"
        for kind in _KINDS
        if (odd := [e for e in seen if e.kind == kind])
    ]
    swapped = [e for e in seen if e.kind == "folder" and e.path in released]
    if swapped:
        found.append(f"{_names(swapped)}がファイルではなくフォルダでした。配布したものを使いました。")
    changed = [e for e in seen if e.kind == "file" and e.path.startswith("data/") and _differs(e, released)]
    if changed:
        found.append(f"{_names(changed)}が書きかえられていました。採点では配布したデータを使いました。")
    return found


def _differs(entry: Entry, released: Mapping[str, int]) -> bool:
    return entry.path in released and released[entry.path] != entry.size


def _own_files(own: list[Entry], folders: list[Entry], installed: Callable[[str], bool]) -> list[str]:
    shadows = [e for e in own if e.name.endswith(_CODE) and installed(e.name.partition(".")[0])]
    shadows += [e for e in folders if installed(e.path)]
    archives = [e for e in own if e.name.lower().endswith(_ARCHIVES)]
    strange = [e for e in own if is_strange(e.name)]
    other = [e for e in own if e not in shadows and e not in archives and e not in strange]
    return [
        sentence.format(_names(group), len(group))
        for group, sentence in (
            (shadows, "{}はPythonの部品と同じ名前です。採点では使いませんでした。"),
            (archives, "{}は圧縮ファイルです。中は見ていません。"),
            (strange, "{}はふつうでない名前のファイルです。採点では使いませんでした。"),
            (other, "実習の外のファイルが{1}個ありました（{0}）。採点では使いませんでした。"),
        )
        if group
    ]


def is_strange(name: str) -> bool:
    """Control characters, bytes that are no text, markup, a leading dash or an endless name."""
    return (
        not name.isprintable() or name.startswith("-") or bool(set(name) & set("<>|\\")) or ".." in name
    ) or len(name) > _LONG_NAME


def _names(entries: list[Entry]) -> str:
    shown = "".join(f"「{show_name(e.path)}」" for e in entries[:3])
    return shown if len(entries) <= 3 else f"{shown}ほか{len(entries) - 3}個"
