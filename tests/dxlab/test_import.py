"""``import dxlab`` is light, and its names are the contract."""

from __future__ import annotations

import subprocess
import sys

import dxlab


def test_import_is_light():
    heavy = ("pandas", "numpy", "matplotlib", "IPython", "ipywidgets", "grader")
    code = f"import dxlab, sys; sys.exit(','.join(m for m in {heavy} if m in sys.modules) or 0)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_public_names():
    wanted = {"start", "check", "hint", "solution", "reset", "load", "progress", "quiz", "____"}
    assert wanted <= set(dxlab.__all__)
    assert all(hasattr(dxlab, name) for name in dxlab.__all__)
