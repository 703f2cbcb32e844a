"""A trainee's notebook as harmless HTML: everything escaped, cleaned or left out."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

import mistune
import nh3
from markupsafe import Markup, escape

from grader.report.feedback_page import Line, Piece

#: A page must stay small enough to open, whatever was handed in.
MAX_TEXT = 20_000
MAX_OUTPUT = 6_000
MAX_HTML = 60_000
MAX_IMAGE = 3_000_000
MAX_OUTPUTS = 20

_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
_TEXT = {"p", "br", "hr", "b", "i", "em", "strong", "del", "ul", "ol", "li", "code", "pre", "blockquote"}
_TEXT |= {"h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup", "div", "span"}
_SPAN = {"colspan", "rowspan"}
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def build_pieces(cells: list[Mapping[str, Any]], lines: Mapping[str, Line]) -> list[Piece]:
    """One piece a cell; test cells become their verdict, empty cells vanish."""
    pieces = []
    for cell in cells:
        meta = cell.get("metadata", {}).get("nbgrader", {})
        line = lines.get(meta.get("grade_id", "")) if meta.get("grade") else None
        source = _joined(cell.get("source", ""))
        if cell["cell_type"] == "markdown":
            pieces.append(Piece("text", markdown_html(source), line=line, own=bool(meta.get("solution"))))
        elif cell["cell_type"] == "code" and line is not None and not meta.get("solution"):
            pieces.append(Piece("verdict", Markup(""), line=line))
        elif cell["cell_type"] == "code" and source.strip():
            outputs = tuple(filter(None, map(output_html, cell.get("outputs", [])[:MAX_OUTPUTS])))
            pieces.append(
                Piece("code", escape(_cut(source, MAX_TEXT)), outputs, own=not meta.get("locked", False))
            )
    return pieces


def markdown_html(text: str) -> Markup:
    """Markdown to allow-listed HTML; a formula stands there as it was typed.

    A cohort's ``nbgrader_config.py`` names it as the formgrader's filter.
    """
    parse = mistune.create_markdown(escape=True, plugins=["table", "strikethrough", "math"])
    _keep_formulas(parse)
    # Grading has made every "<" of a written part "&lt;" (escape_markdown): shown, it is one "<" again.
    shown = str(parse(_cut(text, MAX_TEXT))).replace("&amp;lt;", "&lt;")
    return _clean(shown, {"a"} | _TABLE | _TEXT)


def _keep_formulas(markdown: mistune.Markdown) -> None:
    """The plugin ``math`` would turn ``$x$`` into what only MathJax can read."""
    if isinstance(markdown.renderer, mistune.HTMLRenderer):
        markdown.renderer.register("inline_math", lambda _, text: f"<code>${escape(text)}$</code>")
        markdown.renderer.register("block_math", lambda _, text: f"<pre>{escape(text)}</pre>\n")


def output_html(output: Mapping[str, Any]) -> Markup:
    """One output; "" for what can't be shown safely (scripts, widgets, SVG, …)."""
    kind = output.get("output_type")
    if kind == "stream":
        return _pre(_joined(output.get("text", "")), "warn" if output.get("name") == "stderr" else "")
    if kind == "error":
        return _pre(
            "\n".join(map(str, output.get("traceback", [])[-12:])) or str(output.get("ename", "")), "warn"
        )
    data = output.get("data", {})
    if "image/png" in data:
        return _image(_joined(data["image/png"]))
    if "text/html" in data and len(_joined(data["text/html"])) <= MAX_HTML:
        cleaned = _clean(_joined(data["text/html"]), _TABLE | _TEXT)
        if cleaned.strip():
            return Markup('<div class="rich">{}</div>').format(cleaned)
    return _pre(_joined(data["text/plain"])) if "text/plain" in data else Markup("")


def find_outcome(cell: Mapping[str, Any], mime: str) -> dict[str, Any]:
    """The machine-readable verdict that the engine wrote into a test cell; {} when there is none."""
    for output in cell.get("outputs", []):
        found = output.get("data", {}).get(mime)
        if isinstance(found, str):
            found = json.loads(found)
        if isinstance(found, dict):
            return found
    return {}


def _image(text: str) -> Markup:
    compact = "".join(text.split())
    try:
        good = len(compact) <= MAX_IMAGE and base64.b64decode(compact, validate=True).startswith(
            b"\x89PNG\r\n"
        )
    except (binascii.Error, ValueError):
        good = False
    if not good:
        return _pre("（表示できない画像です）")
    return Markup('<img alt="出力の図" src="data:image/png;base64,{}">').format(compact)


def _pre(text: str, shape: str = "") -> Markup:
    shown = _cut(_ANSI.sub("", text), MAX_OUTPUT)
    return Markup('<pre class="{}">{}</pre>').format(shape, shown) if shown.strip() else Markup("")


def _clean(html: str, tags: set[str]) -> Markup:
    attributes = {"th": _SPAN, "td": _SPAN, "a": {"href"}}
    return Markup(
        nh3.clean(
            html,
            tags=tags,
            attributes={t: a for t, a in attributes.items() if t in tags},
            clean_content_tags={"script", "style", "svg", "math", "iframe", "object", "template"},
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer",
        )
    )


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n…（長いため、ここまで表示しています）"


def _joined(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
