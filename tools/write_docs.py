#!/usr/bin/env python
"""Write the pages that are made from the code: docs/messages.ja.md and docs/commands.ja.md.

tests/test_docs.py compares them with what the code says now; `make docs` writes them anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from grader.cli.language import ensure_japanese
from grader.cli.lazy import load_command
from grader.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = ROOT / "docs/messages.ja.md"
COMMAND_PAGE = ROOT / "docs/commands.ja.md"

MESSAGES_HEAD = """\
# エラーの一覧

`dxlab` のエラーの最後に出る「（コード: …）」から、意味と次にすることを引けます。
「…」のところには、実際のファイル名や値が入ります。

この表はプログラムから作っています。直すときは `make docs` を実行してください。

終了コードは、0 が問題なし、1 が中身の問題、2 が使い方のまちがい、70 が思いがけない不具合、130 が中断です。

| コード | 意味 | 次にすること |
|---|---|---|
"""

COMMANDS_HEAD = """\
# コマンドの一覧

`dxlab コマンド --help` で出る説明と同じものです。このページはプログラムから作っています。
直すときは `make docs` を実行してください。
"""


class Message(NamedTuple):
    code: str
    text: str
    hint: str


# Not an error that the program foresees, so no line of code raises it by this name.
UNEXPECTED = Message(
    "unexpected",
    "思いがけない不具合で止まりました。",
    "画面に出た記録のファイルを添えて、システムの管理者に知らせてください。",
)


def find_messages(tree: ast.AST, errors: set[str]) -> Iterator[Message]:
    """Yield what each ``DxlabError("code", message, hint)`` in a module says."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in errors:
            given = dict(zip(("code", "message", "hint"), node.args, strict=False))
            given |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
            code = given.get("code")
            if isinstance(code, ast.Constant):
                yield Message(str(code.value), say(given.get("message")), say(given.get("hint")))


def say(node: ast.expr | None) -> str:
    """The sentence that an expression makes, with … for what is only known later."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return re.sub("…+", "…", "".join(say(part) for part in node.values))
    if isinstance(node, ast.BinOp):
        return say(node.left) + say(node.right)
    return "" if node is None else "…"


def error_classes(trees: list[ast.AST]) -> set[str]:
    """DxlabError and every class below it."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"DxlabError"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return known


def build_messages(root: Path = ROOT) -> str:
    """The page of message codes."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((root / "grader").rglob("*.py"))]
    errors = error_classes(list(trees))
    found = {UNEXPECTED, *(message for tree in trees for message in find_messages(tree, errors))}
    rows: dict[str, list[Message]] = {}
    for message in sorted(found):
        rows.setdefault(message.code, []).append(message)
    lines = [
        f"| `{code}` | {_cell(m.text for m in same)} | {_cell(m.hint for m in same)} |"
        for code, same in rows.items()
    ]
    return MESSAGES_HEAD + "\n".join(lines) + "\n"


def _cell(sentences: Iterable[str]) -> str:
    different = dict.fromkeys(sentence.strip() for sentence in sentences)
    return "<br>".join(s.replace("|", "\\|").replace("\n", " ") for s in different if s)


def build_commands() -> str:
    """The page of all commands' help."""
    ensure_japanese()
    parts = [_section(("dxlab",), cli)]
    for name, entry in COMMANDS.items():
        parts += _sections(("dxlab", name), load_command(entry.target))
    return COMMANDS_HEAD + "".join(parts)


def _sections(path: tuple[str, ...], command: click.Command) -> list[str]:
    below = command.commands if isinstance(command, click.Group) else {}
    inner = [part for name in sorted(below) for part in _sections((*path, name), below[name])]
    return [_section(path, command), *inner]


def _section(path: tuple[str, ...], command: click.Command) -> str:
    context = command.context_class(command, info_name=" ".join(path), terminal_width=78)
    return f"\n## {' '.join(path)}\n\n```\n{command.get_help(context).rstrip()}\n```\n"


def main() -> None:
    MESSAGES.write_text(build_messages(), encoding="utf-8")
    COMMAND_PAGE.write_text(build_commands(), encoding="utf-8")


if __name__ == "__main__":
    main()
