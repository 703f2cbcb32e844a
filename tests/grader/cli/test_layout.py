"""Line breaking of help pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.cli.layout import NEVER_FIRST, width_of, wrap_japanese, wrap_paragraphs

LETTERS = st.text(alphabet="あ漢字、。（）「」abc --course 123\n", max_size=200)


def test_wide_letters_take_two_columns():
    assert width_of("実習 lab") == 8


@given(text=LETTERS, width=st.integers(min_value=20, max_value=80))
def test_nothing_is_lost_and_no_line_begins_with_a_comma(text, width):
    lines = wrap_japanese(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])


def test_lines_fit():
    text = "教材のフォルダ（labs と datasets があるところ）。省くと、今いるフォルダから上へ順に探します。"
    lines = wrap_japanese(text, 40)
    assert len(lines) == 3
    assert all(width_of(line) <= 40 for line in lines)


def test_a_comma_after_a_blank_begins_no_line_either():
    assert wrap_japanese("1111111111 、、、、）", 20) == ["1111111111 、、、、）"]


def test_options_stay_whole():
    assert wrap_japanese("ああああああああああ --skip-bad を付けます", 24)[1].startswith("--skip-bad")


def test_paragraphs_and_kept_blocks():
    assert wrap_paragraphs("一。\n二。\n\n\b\n例:\n  dxlab  a", 40) == ["一。二。", "", "例:", "  dxlab  a"]
