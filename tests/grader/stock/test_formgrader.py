"""nbgrader's submission page, with the macro that we put in nbconvert's place."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import nbformat
import nbgrader
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Config

from grader.stock.config import OPTIONS

TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
TEXT = "**太字** <script>1</script> $a_1 * b * c$ [x](javascript:alert(1))\n\n$$\\frac{a_1}{b_1} * c * d$$"


def show(config: Config) -> str:
    """The page as ``nbgrader.server_extensions.formgrader`` makes it."""
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    cells = [new_markdown_cell(TEXT), new_code_cell("1 < 2")]
    notebook = nbformat.from_dict(new_notebook(cells=cells))
    resources = {"base_url": "", "index": 0, "total": 1, "submission_id": "s"}
    return HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)[0]


def cohort_config() -> Config:
    config = Config()
    for name, value in OPTIONS.items():
        section, key = name.split(".")
        config[section][key] = value
    return config


def test_loads_nothing_from_outside_in_any_course_of_this_environment() -> None:
    for config in (Config(), cohort_config()):
        page = show(config)
        assert re.findall(r"(?:src|href)=[\"'](?!/formgrader/)[^\"']*//[^\"']*", page) == []
        assert "Content-Security-Policy" in page


def test_markdown_is_shown_without_its_html_and_formulas_stay_whole() -> None:
    page = show(cohort_config())
    assert "<script>1" not in page and '"javascript:' not in page
    assert "<strong>太字</strong>" in page and "$a_1 * b * c$" in page
    assert "\\frac{a_1}{b_1} * c * d" in page


def test_the_policy_names_nbgraders_own_scripts() -> None:
    macros = (TEMPLATES / "formgrade" / "formgrade_macros.html.j2").read_text(encoding="utf-8")
    body = macros[macros.index("macro nav") :]
    own = re.findall(r"<script[^>]*>(.*?)</script>", body, re.DOTALL) + re.findall(r'onclick="([^"]*)"', body)
    page = show(cohort_config())
    allowed = set(re.findall(r"'sha256-([^']*)'", page))
    assert allowed == {b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in own}
    assert "unsafe-inline" not in page.partition("script-src")[2].partition('"')[0]
