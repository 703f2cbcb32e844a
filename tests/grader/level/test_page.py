"""The pages: nothing in them runs, nothing is fetched, and they fit on paper."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from grader.level.bank import AREAS
from grader.level.figure import draw_levels
from grader.level.matched import build_matched
from grader.level.page import render_cohort, render_person
from grader.level.scoring import RANKS, Sheet

BAD = '<script>alert(1)</script> "=1+1"'
HALF = Sheet(dict.fromkeys(AREAS, 1), (4, 2, 0), 9)
FULL = Sheet(dict.fromkeys(AREAS, 3), (6, 6, 6), 18)
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"


def pages() -> dict[str, str]:
    random.seed(3)
    matched = build_matched([(random.choice(RANKS), random.choice(RANKS)) for _ in range(60)])
    return {
        "person": render_person(BAD, {"研修の前": HALF, "研修の後": FULL}),
        "half": render_person(BAD, {"研修の前": HALF}),
        "cohort": render_cohort(BAD, matched, draw_levels(matched)),
    }


def test_names_are_text():
    for text in pages().values():
        assert "<script" not in text and "&lt;script&gt;" in text


def test_a_half_answered_sheet_says_how_many_are_open():
    shown = pages()
    assert "答えのない問題が9問ありました" in shown["half"]
    assert "答えのない問題" not in shown["person"]


def test_a_page_without_counts_does_not_explain_their_sign():
    assert "＊" in pages()["cohort"]
    assert "＊" not in render_cohort("研修", build_matched([]), b"")


@pytest.mark.browser
def test_each_page_is_one_sheet_of_paper_with_its_bars_filled(tmp_path: Path, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name, text in pages().items():
            (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
            page.goto((tmp_path / f"{name}.html").as_uri())
            printed = page.pdf(format="A4", prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, name
            page.emulate_media(media="print")
            kept = page.evaluate(
                "[...document.querySelectorAll('.bar.on')].map(b => getComputedStyle(b).printColorAdjust)"
            )
            assert set(kept) <= {"exact"} and bool(kept) == (name != "cohort")
        browser.close()
    assert all(url.startswith(("file:", "data:")) for url in asked)
