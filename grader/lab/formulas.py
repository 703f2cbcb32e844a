"""Formulas as pictures: a page that loads nothing can't bring a typesetter along.

matplotlib draws them as outlines, Japanese words in them included. What it does
not understand stays as it was typed.
"""

from __future__ import annotations

import io
import logging
import re
from base64 import b64encode
from html import escape
from typing import Any

_FONTS: dict[Any, Any] = {
    "mathtext.fontset": "custom",
    "mathtext.rm": "IPAexGothic",
    "mathtext.it": "DejaVu Sans:italic",
    "mathtext.bf": "DejaVu Sans:bold",
    "mathtext.cal": "DejaVu Sans",  # the default names a family that few machines have
    "svg.fonttype": "path",
    "svg.hashsalt": "dxlab",  # the same formula gives the same bytes
}


def formula_html(typed: str) -> str:
    """An ``<img>`` for ``$…$`` or ``$$…$$``, its source as the alternative text; else the text itself."""
    is_block = typed.startswith("$$")
    source = " ".join(typed.strip("$").split())
    drawn = _draw(source, 14 if is_block else 11)
    if drawn is None:
        return typed
    picture = (
        f'<img alt="式: {escape(source)}" style="vertical-align:middle" '
        f'src="data:image/svg+xml;base64,{b64encode(drawn).decode()}">'
    )
    return f'\n<p style="text-align:center">{picture}</p>\n' if is_block else picture


def _draw(source: str, size: int) -> bytes | None:
    """SVG bytes, or None for what mathtext does not know."""
    import matplotlib_fontja  # noqa: F401  (registers the Japanese font)
    from matplotlib import rc_context
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import math_to_image

    drawn, log = io.BytesIO(), logging.getLogger("matplotlib.mathtext")
    level = log.level
    log.setLevel(logging.ERROR)  # it tells of each size of bracket that a font lacks, and takes another
    try:
        with rc_context(_FONTS):
            math_to_image(f"${source}$", drawn, prop=FontProperties(size=size), format="svg")
    except ValueError:
        return None
    finally:
        log.setLevel(level)
    return re.sub(rb"<metadata>.*?</metadata>", b"", drawn.getvalue(), flags=re.DOTALL)  # it holds the time
