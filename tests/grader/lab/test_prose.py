"""What counts as a sentence and as an English word, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.lab.glossary import term_pattern
from grader.lab.prose import (
    english_words,
    is_japanese,
    nameless_images,
    nameless_tags,
    passages_of,
    plain_passages,
    sentences_of,
)


def lengths(markdown):
    return [s.length for p in passages_of(markdown) for s in sentences_of(p)]


def words(markdown, *terms):
    known = term_pattern(list(terms))
    return [word for p in passages_of(markdown) for _, word in english_words(p.text, known)]


@pytest.mark.parametrize(
    "markdown",
    [
        "# " + "見出し" * 40,
        "| 列 |\n|---|\n| " + "とても長い" * 20 + " |",
        "```\n" + "あ" * 200 + "\n```",
        "`" + "あ" * 200 + "`です。",
        "$$\n" + "x" * 200 + "\n$$",
        "幅は $" + "x" * 200 + "$ です。",
        "[手順](" + "x" * 200 + ".md)を見ます。",
        "<!-- " + "あ" * 200 + " -->",
        "- あ" * 1 + "\n- ".join(["短い"] * 60),
    ],
)
def test_what_is_no_sentence_is_not_measured(markdown):
    assert max(lengths(markdown), default=0) <= 20


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("一つめ。二つめ！三つめ？", [4, 4, 4]),
        ("改行しても、\n同じ文です。", [12]),
        ("**太字**と`code`です。", [7]),
        ("「はい。そうです」と言いました。", [4, 12]),
        ("「はい。」\n次の文。", [5, 4]),
        ("一行め<br>二行め。", [3, 4]),
        ("一行め  \n二行め。", [3, 4]),
        ("次の3つです:\n一つめ。", [7, 4]),
        ("- [ ] できた。\n- まだ", [4, 2]),
        ("> 引用の文。", [5]),
        ("0.5と1.5の間。", [10]),
    ],
)
def test_sentences(markdown, expected):
    assert lengths(markdown) == expected


def test_a_sentence_knows_its_line():
    markdown = "# 題\n\n一つめ。\n二つめ。\n\n- 三つめ。\n  続き。\n"
    found = [(s.line, s.text) for p in passages_of(markdown) for s in sentences_of(p)]
    assert found == [(2, "一つめ。"), (3, "二つめ。"), (5, "三つめ。"), (6, "続き。")]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("表をcheckします。", ["check"]),
        ("表を`check`します。", []),
        ("表を``a`check``します。", []),
        ("KPIとDXとOKです。", ["OK"]),
        ("DXラボの`x`とRCT-2とUTF-8です。", ["RCT-2"]),
        ("DXlabです。", ["DXlab"]),
        ("dxです。", ["dx"]),
        ("Power Queryを開きます。", []),
        ("Powerを入れます。", ["Power"]),
        ("Ａ支所とB01とE-05とp値とM/M/cです。", []),
        ("ＫＰＩとＡＢＣです。", ["ABC"]),
        ("data.csvと`a`とlabs/glossary.csvと.xlsxです。", []),
        ("https://example.com/a?b=c と stat.go.jp/dstart/case/21 を見ます。", []),
        ("> 3倍です。\n> <br>出典: TBS NEWS DIG 1811650（資料番号 E-05）", []),
        ("出典のあとの行。\nつづきのword。", ["word"]),
        ("| word |\n|---|\n| cell |", ["word", "cell"]),
        ("# Heading", ["Heading"]),
        ("$\\frac{Mean}{Var}$ と $$\\sum abc$$ です。", []),
        ("```\ncode here\n```\n\n    indented code", []),
        ("<div>word</div>", ["word"]),
        ("15kmを走ります。", []),
    ],
)
def test_english_words(markdown, expected):
    assert words(markdown, "KPI", "DX", "Power Query", "UTF-8", "km") == expected


def test_a_word_knows_its_line():
    [passage] = passages_of("一行め。\n二行めのword。")
    assert english_words(passage.text) == [(1, "word")]


def test_in_a_card_code_stands_between_backticks():
    assert [p.text for p in plain_passages("`df` を使う。\n\n次")] == ["\ufffc を使う。", "次"]


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("![地図](a.png)", []),
        ("文\n\n![](a.png)", [2]),
        ('<img src="a.png">', [0]),
        ('<img src="a.png" alt="地図">', []),
        ('<img src="a.png" alt="">', [0]),
        ("`<img>` と `![](x)` の書き方", []),
    ],
)
def test_pictures_without_text(markdown, lines):
    assert nameless_images(markdown) == lines


def test_a_drawing_in_html_needs_a_name_unless_it_is_decoration():
    assert nameless_tags('<svg viewBox="0 0 1 1"><path/></svg>') == ['<svg viewBox="0 0 1 1">']
    assert nameless_tags('<svg aria-label="線"></svg><svg aria-hidden="true"></svg>') == []


JAPANESE = st.text("あいうえお漢字", min_size=1, max_size=30)


@given(st.lists(JAPANESE, min_size=1, max_size=8), st.sampled_from(["", "\n", "\n\n"]))
def test_sentences_are_found_however_the_lines_are_broken(bodies, between):
    text = between.join(f"{body}。" for body in bodies)
    assert lengths(text) == [len(body) + 1 for body in bodies]


@given(st.text())
def test_any_text_is_read(text):
    for passage in passages_of(text):
        english_words(passage.text)
        for sentence in sentences_of(passage):
            assert 0 <= sentence.line <= text.count("\n") + text.count("\r") + text.count("\x0b") + 1
    is_japanese(text)
    nameless_images(text)


@given(st.text("abc xyz`$あ。\n#|-"), st.text("abcあ。", min_size=1))
def test_words_in_code_are_no_words(text, code):
    assert not any("zzz" in word for word in words(f"{code}`zzz`\n\n    zzz\n"))
    assert isinstance(words(text), list)
