from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.cli.lab import lab as commands
from grader.lab.authoring import build_parts, fill_page

PAGE = Path(__file__).parents[3] / "docs" / "authoring.ja.md"
MEND = (
    'python -c "from pathlib import Path; from grader.lab.authoring import fill_page; '
    "p = Path('docs/authoring.ja.md'); p.write_text(fill_page(p.read_text('utf-8')), 'utf-8')\""
)


@pytest.fixture(scope="module")
def text():
    return PAGE.read_text(encoding="utf-8")


def test_the_page_is_as_the_code_says(text):
    assert fill_page(text) == text, f"run: {MEND}"


def test_every_part_stands_on_the_page(text):
    assert set(re.findall(r"<!-- part: ([\w-]+) -->", text)) == set(build_parts())


def test_every_command_stands_on_the_page(text):
    for name in commands.commands:
        assert f"dxlab lab {name}" in text


def test_an_unknown_part_is_refused():
    with pytest.raises(KeyError):
        fill_page("<!-- part: nothing -->\n<!-- end -->")
