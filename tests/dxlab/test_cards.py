"""Cards: everything given is text, in HTML and in plain."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dxlab.cards import Code, Folded, Table, Text, card, outcome_html
from dxlab.outcome import Outcome, Status, failed, passed


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(st.text(), st.text())
def test_text_never_becomes_markup(a, b):
    tags = Tags()
    tags.feed(card(a, a, Text(b), Code(b), Folded(a, b), Table((a,), ((b,),))).html)
    assert tags.open == []
    known = {"div", "pre", "code", "br", "details", "summary", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags.seen <= known
    assert tags.attributes <= {"style", "lang", "scope"}


def test_verdict_shows_points_and_a_mark_besides_the_colour():
    html = outcome_html(Outcome(Status.PARTIAL, 0.5, ("<i>惜しい</i>",)), points=8, maximum=16)
    assert "△ もう一歩　8／16点" in html and "&lt;i&gt;" in html
    assert "○ できました" in outcome_html(passed(), points=16, maximum=16)
    assert "△ もう一歩" in outcome_html(failed("x"), points=0, maximum=16)
    assert "― 未着手" in outcome_html(Outcome(Status.NOT_ATTEMPTED), points=0, maximum=16)


def test_a_part_of_a_function_keeps_the_indent_of_its_first_line():
    part = Code("\n    a = 1\n    b = 2\n")
    assert ">    a = 1\n    b = 2</pre>" in part.html()
    assert part.plain() == "        a = 1\n        b = 2"


def test_short_words_in_a_table_stay_on_one_line():
    html = Table(("読み方", "意味"), [("平均待ち時間", "番号札を取ってから呼ばれるまでの時間です。")]).html()
    assert 'nowrap">平均待ち時間<' in html and 'normal">番号札' in html


def test_plain_form_has_the_same_words():
    shown = card("見出し", "`did(df)` です。", "", Code("x = 1\ny = 2"), Folded("詳しく", "長い"))
    assert str(shown) == "見出し\ndid(df) です。\n    x = 1\n    y = 2"
