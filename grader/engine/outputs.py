"""Outputs that a child claims, checked before they enter a notebook."""

from __future__ import annotations

import json
from typing import Any

import nh3

Output = dict[str, Any]

# What feedback and the formgrader may be asked to show; scripts and widgets are not among it.
_KINDS = ("text/plain", "text/html", "text/latex", "image/png", "image/jpeg", "application/json")

_TAGS = nh3.ALLOWED_TAGS - {"a", "area", "img", "map"}
_DROPPED = {"script", "style", "template", "iframe", "object", "svg", "math"}


def clean_outputs(claimed: Any, limit: int) -> list[Output]:
    """Well-formed nbformat outputs of at most ``limit`` bytes in all; the rest is dropped."""
    outputs: list[Output] = []
    room = limit
    for output in claimed if isinstance(claimed, list) else []:
        cleaned = _clean(output)
        if cleaned is None:
            continue
        room -= len(json.dumps(cleaned))
        if room < 0:
            break
        outputs.append(cleaned)
    return outputs


def _clean(output: Any) -> Output | None:
    if not isinstance(output, dict):
        return None
    kind = output.get("output_type")
    if kind == "stream" and output.get("name") in ("stdout", "stderr"):
        return {"output_type": kind, "name": output["name"], "text": str(output.get("text", ""))}
    if kind == "error":
        trace = output.get("traceback")
        return {
            "output_type": kind,
            "ename": str(output.get("ename", "")),
            "evalue": str(output.get("evalue", "")),
            "traceback": [str(line) for line in trace] if isinstance(trace, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        shown = {"output_type": kind, "metadata": {}, "data": _bundle(output.get("data"))}
        count = output.get("execution_count")
        return (
            {**shown, "execution_count": count if type(count) is int else None}
            if kind == "execute_result"
            else shown
        )
    return None


def _bundle(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        return {}
    kept = {kind: data[kind] for kind in _KINDS if isinstance(data.get(kind), str)}
    if "text/html" in kept:
        kept["text/html"] = clean_html(kept["text/html"])
    return kept


def clean_html(html: str) -> str:
    """HTML that an instructor's browser may show: no script, no style, nothing loaded from elsewhere.

    A cohort's ``nbgrader_config.py`` names it as the formgrader's filter.
    """
    return nh3.clean(
        str(html), tags=_TAGS, clean_content_tags=_DROPPED, url_schemes=set(), link_rel="noopener noreferrer"
    )


def escape_markdown(text: str) -> str:
    """Markdown in which raw HTML is text: without ``<`` there is no tag. Blockquotes keep working."""
    return text.replace("<", "&lt;")
