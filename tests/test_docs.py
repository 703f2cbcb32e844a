"""The documentation says what the code does."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest

from grader.cli.lazy import load_command
from grader.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def write_docs():
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools/write_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_messages_is_up_to_date(write_docs):
    assert write_docs.MESSAGES.read_text(encoding="utf-8") == write_docs.build_messages(), "run `make docs`"


def test_the_page_of_commands_is_up_to_date(write_docs):
    assert write_docs.COMMAND_PAGE.read_text(encoding="utf-8") == write_docs.build_commands(), (
        "run `make docs`"
    )


def test_a_message_without_literal_text_is_still_listed(write_docs, tmp_path):
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader/x.py").write_text(
        "class Own(ContentError): ...\n"
        "class ContentError(DxlabError): ...\n"
        "Own('a-code', f'{path}: だめです。' + more, hint='直す｜|')\n",
        encoding="utf-8",
    )
    assert "| `a-code` | …: だめです。… | 直す｜\\| |" in write_docs.build_messages(tmp_path)


def headings(page: Path) -> list[int]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return [len(signs) for signs in re.findall(r"^(#+) ", text, re.MULTILINE)]


def test_both_readmes_say_the_same():
    english, japanese = ROOT / "README.md", ROOT / "README.ja.md"
    assert headings(english) == headings(japanese)
    for part in (FENCE, re.compile(r"\]\((?!https|README)(.*?)\)")):
        assert part.findall(english.read_text("utf-8")) == part.findall(japanese.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def shown_commands(page: Path) -> list[str]:
    """Lines of code blocks that call dxlab or make."""
    blocks = "".join(FENCE.findall(page.read_text(encoding="utf-8")))
    return [line.strip() for line in blocks.splitlines() if re.match(r"\s*(\S+/)?(dxlab|make) ", line)]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_shown_commands_exist(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in shown_commands(page):
        words = shlex.split(line, comments=True)
        if words[0] == "make":
            assert set(words[1:]) <= targets, line
        else:
            check_dxlab(words[1:], line)


def check_dxlab(words: list[str], line: str) -> None:
    """Every sub-command and option of ``line`` must exist."""
    command: click.Command = load_command(COMMANDS[words.pop(0)].target)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in command.commands, line
        command = command.commands[words.pop(0)]
    own = words[: words.index("--")] if "--" in words else words
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.split("=")[0] for word in own if word.startswith("-")} <= known | {"--help"}, line
