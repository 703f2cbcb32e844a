"""tips(): the pages beside a lab, listed or read."""

from __future__ import annotations

import pytest

from dxlab.cards import Links
from dxlab.tips import read_pages

PAGE = "# 効率アップ15　CSVを開く正しい手順\n\n## 困りごと\n\nゼロが消えます。\n"


@pytest.fixture
def pages(lab_folder):
    folder = lab_folder / "tips"
    folder.mkdir()
    (folder / "15-open-csv.md").write_text(PAGE, encoding="utf-8")
    (folder / "04-find-anywhere.md").write_text("# 効率アップ4　検索", encoding="utf-8")
    (folder / "メモ.md").write_text("私のメモ", encoding="utf-8")
    return folder


def said(notebook, capsys, source):
    notebook.run(source)
    return capsys.readouterr().out


def test_the_list_is_in_order_and_says_how_to_read_one(notebook, pages, capsys):
    out = said(notebook, capsys, "tips()")
    assert out.index("効率アップ4") < out.index("効率アップ15")
    assert "tips/15-open-csv.md" in out and "tips(4)" in out and "メモ" not in out


@pytest.mark.parametrize("which", ["15", '"15"', '"15-open-csv"'])
def test_one_page_is_shown(notebook, pages, capsys, which):
    assert "ゼロが消えます。" in said(notebook, capsys, f"tips({which})")


@pytest.mark.parametrize("which", ["5", '"x"', "True", "[1]"])
def test_another_number_is_answered_with_the_ones_there_are(notebook, pages, capsys, which):
    assert "この演習にあるのは 4、15 です。" in said(notebook, capsys, f"tips({which})")


def test_a_lab_without_pages_says_so(notebook, capsys):
    assert "付いていません" in said(notebook, capsys, "tips()")
    assert "付いていません" in said(notebook, capsys, "tips(3)")


def test_a_page_that_the_trainee_wrote_badly_is_listed_anyway(lab_folder, pages):
    (pages / "16-x.md").write_bytes(b"\xff\xfe# \x80\n")
    assert [page.number for page in read_pages(lab_folder)] == [4, 15, 16]


def test_titles_and_paths_are_escaped():
    html = Links([("<b>題", 'tips/a "b".md')]).html()
    assert "<b>" not in html and 'href="tips/a%20%22b%22.md"' in html
