"""Japanese in figures: no missing glyph, whichever import came first."""

from __future__ import annotations

import subprocess
import sys

import pytest

DRAW = """
import warnings
warnings.simplefilter("error")
fig, ax = plt.subplots()
ax.plot([-2, 1], [-1, 3], label="先行した支所")
ax.set_title("待ち時間の差（分） −3 ①㈱～")
ax.legend()
fig.canvas.draw()
assert plt.rcParams["font.family"] == ["IPAexGothic"], plt.rcParams["font.family"]
"""
START = "from dxlab.fonts import ensure_fonts; ensure_fonts(); ensure_fonts()"
IMPORT = "import matplotlib; matplotlib.use('agg'); import matplotlib.pyplot as plt"


@pytest.mark.parametrize("lines", [(START, IMPORT), (IMPORT, START)], ids=["start first", "pyplot first"])
def test_japanese_text_is_drawn(lines):
    result = subprocess.run([sys.executable, "-c", "\n".join((*lines, DRAW))], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_waiting_for_pyplot_imports_nothing():
    code = f"{START}\nimport sys; assert 'matplotlib' not in sys.modules; assert len(sys.meta_path) < 8"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
