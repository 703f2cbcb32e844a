"""The page is kind, self-contained and harmless."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.engine.outputs import escape_markdown
from grader.report.feedback_cells import build_pieces, markdown_html, output_html
from grader.report.feedback_page import Line, Page, render_page, total

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 30).decode()
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "[x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='http://evil.example'></iframe>",
    "<style>*{display:none}</style>",
    "</pre></div><script>alert(1)</script>",
    "<p style='position:fixed' onclick=alert(1)>x</p>",
    "<img src='http://evil.example/pixel.png'>",
    "<form action='http://evil.example'><input></form>",
]


class Finder(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "svg", "link", "base", "video", "audio"):
            self.bad.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            outside = name in ("src", "srcset", "data", "action") and not address.startswith(
                "data:image/png;base64,"
            )
            if name.startswith("on") or name == "style" or address.startswith("javascript:") or outside:
                self.bad.append(f"{tag} {name}={value}")


def dangers(html: str) -> list[str]:
    finder = Finder()
    finder.feed(html)
    return finder.bad


def page(lines: tuple[Line, ...] = (), cells: list[Any] | None = None, **changed: Any) -> str:
    pieces = tuple(build_pieces(cells or [], {line.id: line for line in lines}))
    facts = {
        "title": "効果検証",
        "subtitle": "",
        "name": "山田 太郎",
        "received": "",
        "late": "",
        "penalty": 0.0,
    }
    return render_page(Page(**{**facts, **changed}, lines=lines, pieces=pieces))


def code(source: str, outputs: list[Any] | None = None, **meta: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {"nbgrader": meta} if meta else {},
        "outputs": outputs or [],
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_lives(text: str) -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": text},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        {"output_type": "display_data", "data": {"text/html": text, "text/plain": text}, "metadata": {}},
        {"output_type": "display_data", "data": {"application/javascript": text}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/svg+xml": text}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/png": text}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/markdown": text}, "metadata": {}},
    ]
    line = Line("q1", text, "auto", 0, 5, "failed", (text,))
    memo = Line("r1", text, "manual", 3, 5, comment=text)
    cells = [code(text, outputs), {"cell_type": "markdown", "source": text, "metadata": {}}]
    html = page((line, memo), cells, title=text, subtitle=text, name=text, late=text)
    assert dangers(html) == []


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    assert dangers(str(markdown_html(text))) == []
    assert dangers(str(output_html({"output_type": "stream", "text": text}))) == []
    html = {"output_type": "display_data", "data": {"text/html": f"<b {text}>{text}</b>"}}
    assert dangers(str(output_html(html))) == []


def test_a_strict_policy_and_nothing_from_outside() -> None:
    html = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in html.replace("http-equiv", "")


def test_tables_and_figures_are_shown() -> None:
    table = {
        "output_type": "execute_result",
        "data": {"text/html": "<table border='1'><tr><td>7</td></tr></table>"},
    }
    assert "<td>7</td>" in output_html(table)
    figure = output_html({"output_type": "display_data", "data": {"image/png": PNG[:20] + "\n" + PNG[20:]}})
    assert f"data:image/png;base64,{PNG}" in figure


def test_long_things_are_cut() -> None:
    html = output_html({"output_type": "stream", "text": "x" * 1_000_000})
    assert len(html) < 10_000
    assert "長いため" in html
    assert len(markdown_html("[" * 1_000_000)) < 100_000


def test_each_state_is_said_kindly() -> None:
    lines = (
        Line("q1", "平均", "auto", 10, 10, "passed", ("向きまで合っています。",)),
        Line("q2", "図", "auto", 4, 8, "partial", ("凡例がありません。",)),
        Line("q3", "差の差", "auto", 0, 16, "failed", ("引く順を確かめましょう。",)),
        Line("q4", "検定", "auto", 0, 12, "not_attempted", untouched=True),
        Line("r1", "メモ", "manual", 0, 15, waiting=True),
        Line("quiz", "確認テスト", "quiz", 3, 5, "partial"),
    )
    html = page(lines)
    for text in ("できました", "あと少し", "もう一歩", "未着手", "採点中", "受講済"):
        assert text in html, text
    assert "15点分は、講師が読んでいるところです" in html
    good, steps = html.split("よかった点")[1].split("次の一歩")
    assert "向きまで合っています。" in good
    assert "8点のうち4点分" in good
    assert [t in steps for t in ("凡例がありません。", "引く順を", "hint(&#34;q4&#34;)", "メモ")] == [
        True,
        True,
        True,
        False,
    ]
    assert total(lines[:4]) == (14, 46, 0)


def test_what_grading_made_harmless_reads_as_it_was_typed() -> None:
    typed = "効果は 3 < 5 分で、`a < b` です。<script>alert(1)</script>"
    shown = str(markdown_html(escape_markdown(typed)))
    assert "3 &lt; 5 分" in shown and "a &lt; b" in shown and "&amp;lt;" not in shown
    assert "<script" not in shown and "&lt;script" in shown


def test_sixty_percent_of_the_quiz() -> None:
    assert "もう一度" in page((Line("quiz", "確認テスト", "quiz", 2, 5, "partial"),))
    assert "受講済</span>" in page((Line("quiz", "確認テスト", "quiz", 3, 5, "partial"),))


def test_why_a_quiz_gave_nothing_is_said() -> None:
    broken = "ノートブックのファイルがこわれていて、読めません。"
    assert broken in page((Line("quiz", "確認テスト", "quiz", 0, 5, "failed", (broken,)),))
    full = Line("quiz", "確認テスト", "quiz", 5, 5, "passed", ("5問のうち5問が正解でした。",))
    assert "5問のうち5問" not in page((full,))


def test_the_markers_words_and_the_late_rule() -> None:
    html = page(
        (Line("r1", "メモ", "manual", 12, 15, comment="よく\n書けています。"),),
        late="おくれました。",
        penalty=2.0,
    )
    assert "よく\n書けています。" in html
    assert "12 / 15点" in html
    assert "2点を引いています" in html


def test_a_forged_verdict_in_a_trainees_cell_counts_nothing() -> None:
    forged = {
        "output_type": "display_data",
        "data": {"application/vnd.dxlab.outcome+json": {"points": 98765}},
    }
    html = page((), [code("1", [forged])])
    assert "98765" not in html


def test_a_formula_stands_as_it_was_typed() -> None:
    shown = markdown_html("率 $p_A * q_A * 2$ と $$x * y * <b>$$、5$ と 6$")
    assert "<code>$p_A * q_A * 2$</code>" in shown and "x * y * &lt;b&gt;" in shown
    assert "5$ と 6$" in shown
