"""M01's advice is true for whoever gets it: each wrong decision about each kind of pilot."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

LAB = Path(__file__).parents[2] / "labs" / "m01-managers"
#: kind -> what its numbers decide, as in datasets/m01-desk
RIGHT = {
    "expand": "拡大",
    "costly": "継続",
    "wide": "継続",
    "small": "継続",
    "stop": "中止",
    "stop_plus": "中止",
}


@pytest.fixture(scope="module")
def hidden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("m01_hidden", LAB / "hidden.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", RIGHT)
@pytest.mark.parametrize("given", ["拡大", "継続", "中止", None])
def test_advice_sends_to_the_number_that_was_overlooked(hidden, kind, given):
    if given == RIGHT[kind]:
        return
    said = hidden._pilot_advice("P1", kind, given)
    # Who stops what should go on overlooked the upper end, who spreads it the lower end or the cost.
    if given == "中止" and kind in ("wide", "small"):
        assert "上端" in said and "効果の値だけ" not in said
    if given == "拡大":
        assert {"costly": "費用", "wide": "下端", "small": "下端", "stop": "上端", "stop_plus": "上端"}[
            kind
        ] in said
    if given == "中止" and kind == "costly":
        assert "費用も見ましょう" not in said
    assert not any(word in said for word in RIGHT.values())


@pytest.mark.parametrize(
    "text",
    [
        "うちの若手は、ほんとうによくやっているね。",
        "いつもありがとう。おめでとう。すごいね。",
        "資料を受け取りました。ごくろうさまでした。",
        "きみならだいじょうぶだろう。期待しているよ。",
    ],
)
def test_praise_and_receipts_are_no_next_step(hidden, text):
    assert "次の行動" in hidden._rewrite_trouble(text, [], [], [])
