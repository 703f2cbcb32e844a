"""Everything a lab lets people read, with the place where its author finds it."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from grader.lab.draft import Draft
from grader.lab.model import shown_path
from grader.lab.notebook import is_answer, is_mark, read_ipynb
from grader.lab.prose import THING, Passage, is_japanese, passages_of, plain_passages


@dataclass(frozen=True)
class Shown:
    """One text as shown.

    Attributes
    ----------
    name: the file of the lab that holds it.
    place: how a person calls it: ``セル「text-5」``.
    line: line of the file (from 1) on which the text begins; None when not known.
    is_markdown: whether code can be set apart in it; elsewhere names of the lab's code stand bare.
    """

    name: str
    place: str
    line: int | None
    passages: list[Passage]
    is_markdown: bool

    def line_of(self, passage_line: int) -> int | None:
        return None if self.line is None else self.line + passage_line


def shown_texts(draft: Draft) -> Iterator[Shown]:
    """Cells, hints, quiz, messages of the checks, guides and the files that ship."""
    for index, cell in enumerate(draft.notebook.cells):
        line = draft.lines[index] if index < len(draft.lines) else None
        if cell.cell_type == "markdown":
            yield _markdown("lab.py", f"セル「{cell['id']}」", line, cell.source)
        elif cell.cell_type == "code" and not is_answer(cell):
            yield from _strings("lab.py", f"セル「{cell['id']}」", line, cell.source)
    toml = _read(draft, "lab.toml")
    for key, value in (("title", draft.lab.title), ("subtitle", draft.lab.subtitle)):
        yield _plain("lab.toml", f"「{key}」", toml, value)
    yield from _of_hints(draft)
    yield from _of_quiz(draft)
    yield from _of_forms(draft)
    for source in draft.checks:
        yield from _strings(source.name, "メッセージ", 1, source.text)
    for path in sorted(draft.lab.folder.glob("*.md")):
        yield _markdown(path.name, "文章", 1, path.read_text(encoding="utf-8"))
    yield from _of_files(draft)


def code_names(draft: Draft) -> set[str]:
    """Names that stand for code in a hint or a message: Python's own, and the lab's."""
    names = {*dir(builtins), *keyword.kwlist}
    texts = [cell.source for cell in draft.notebook.cells if cell.cell_type == "code"]
    skeletons = [str(steps.get("skeleton", "")) for steps in draft.hints.values() if isinstance(steps, dict)]
    for text in [*texts, *skeletons, *(source.text for source in draft.checks)]:
        names |= set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", _TALK.sub(_code_only, text)))
    return names


#: Comments and strings: the parts of code that may hold prose.
_TALK = re.compile(r"""#.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")


def _code_only(talk: re.Match[str]) -> str:
    return "" if talk[0].startswith("#") or is_japanese(talk[0]) else talk[0]


def _markdown(name: str, place: str, line: int | None, text: str) -> Shown:
    # The marks of a model answer would read as headings.
    kept = "\n".join("" if is_mark(row) else row for row in text.split("\n"))
    return Shown(name, place, line, passages_of(kept), True)


def _strings(name: str, place: str, line: int | None, code: str) -> Iterator[Shown]:
    """Japanese strings in code: what it prints or draws, or a check says."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return  # the rule on code reports it
    for node in _outermost_strings(tree):
        text = _text_of(node)
        if is_japanese(text):
            start = None if line is None else line + node.lineno - 1
            yield Shown(name, place, start, plain_passages(text), False)


def _outermost_strings(tree: ast.AST) -> Iterator[ast.expr]:
    """String constants and f-strings; docstrings are for authors."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node
        else:
            yield from _outermost_strings(node)


def _text_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(str(p.value) if isinstance(p, ast.Constant) else THING for p in parts)


def _of_hints(draft: Draft) -> Iterator[Shown]:
    text = _read(draft, "hints.toml")
    for name, steps in draft.hints.items():
        if isinstance(steps, dict):
            for step, word in (("idea", "考え方"), ("tool", "道具")):
                yield _plain("hints.toml", f"「{name}」の{word}", text, steps.get(step))


def _of_quiz(draft: Draft) -> Iterator[Shown]:
    text = _read(draft, "quiz.toml")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # the rule on the quiz reports it
    for section in ("practice", "test"):
        for question in raw.get(section, []):
            for value in _values(question):
                yield _plain("quiz.toml", f"「{question.get('id', '')}」", text, value)


def _values(question: Any) -> Iterator[Any]:
    """Question, options and explanations, those of the twin included."""
    for key, value in question.items() if isinstance(question, dict) else ():
        if key in ("text", "right", "why"):
            yield value
        elif key == "wrong" and isinstance(value, list):
            yield from (text for wrong in value for text in _values(wrong))
        elif key == "twin":
            yield from _values(value)


def _of_forms(draft: Draft) -> Iterator[Shown]:
    """forms.toml, where a lab without code keeps its cards and choices."""
    text = _read(draft, "forms.toml")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    for name, form in raw.items():
        yield from (_plain("forms.toml", f"「{name}」", text, value) for value in _japanese(form))


def _japanese(value: Any) -> Iterator[str]:
    """Every Japanese text within tables and lists."""
    if isinstance(value, str) and is_japanese(value):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _japanese(item)


def _plain(name: str, place: str, file: str, value: Any) -> Shown:
    text = str(value or "")
    first = next((line for line in text.split("\n") if line.strip()), "")[:20]
    at = file.find(first) if first else -1
    return Shown(name, place, file.count("\n", 0, at) + 1 if at >= 0 else None, plain_passages(text), False)


def _of_files(draft: Draft) -> Iterator[Shown]:
    for name in draft.lab.files:
        if name.endswith(".ipynb") and draft.lab.path(name).is_file():
            for cell in _cells(draft, name):
                if cell.cell_type == "markdown":
                    yield _markdown(name, f"セル「{cell['id']}」", None, cell.source)


def _cells(draft: Draft, name: str) -> list[NotebookNode]:
    try:
        return list(read_ipynb(draft.lab.path(name)).cells)
    except ValueError:
        return []


def _read(draft: Draft, name: str) -> str:
    path = draft.lab.path(name)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def where_of(draft: Draft, shown: Shown) -> str:
    """The path that a problem names."""
    return shown_path(draft.lab, shown.name)
