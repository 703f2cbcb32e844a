"""Pages that a lab sends people to: named in lab.toml, checked, shipped, linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import ContentError
from grader.lab.build import build_lab
from grader.lab.draft import read_draft
from grader.lab.leaks import find_strays
from grader.lab.read import read_lab
from grader.lab.release import build_release
from grader.lab.rules import RULES
from grader.lab.tip_rules import check_tip, check_tips
from grader.lab.tips import parse_tip, read_tip

OURS = Path(__file__).parents[3] / "labs"
CSV = "15-open-csv"
KEYED = {"secret": b"s", "draw": 0}


@pytest.fixture
def page(course):
    """One of our pages in the tiny course."""
    (course.labs / "tips").mkdir()
    path = course.labs / "tips" / f"{CSV}.md"
    path.write_text((OURS / "tips" / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    (course.labs / "glossary.csv").write_text(
        (OURS / "glossary.csv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return path


@pytest.fixture
def named(course, lab, edit, page):
    """The tiny lab with that page in its lab.toml."""
    edit("lab.toml", "\n[[data]]", f'\ntips = ["{CSV}"]\n\n[[data]]')
    return read_lab(course, lab.id)


def found(course, lab):
    draft, _ = read_draft(course, lab)
    rule = next(r for r in RULES if r.name == "tips")
    return [str(p) for p in rule.check(draft)]


def test_a_named_page_is_fine_and_ships_with_heading_and_foot(course, named, tmp_path):
    assert found(course, named) == []
    out = tmp_path / "out"
    build_release(course, named, out, secret=b"s", draw=0, solutions=False)
    assert find_strays(named, out) == []
    text = (out / "tips" / f"{CSV}.md").read_text(encoding="utf-8")
    assert text.startswith("# 効率アップ15　CSVを開く正しい手順\n\n## 困りごと")
    assert text.endswith("この1枚の担当: 情報政策課　／　次に見なおす月: 2027年3月\n")


def test_a_page_that_no_lab_names_stays(course, lab, page, tmp_path):
    assert not (build_lab(course, lab, tmp_path, **KEYED).folder / "tips").exists()


def test_a_page_that_is_not_there_is_named_with_a_guess(course, named, page, tmp_path):
    page.rename(page.with_name("15-open-csvs.md"))
    assert "「15-open-csvs」のことですか" in found(course, named)[0]
    with pytest.raises(ContentError, match="効率アップテキストが見つかりません"):
        build_lab(course, named, tmp_path, **KEYED)


def test_a_link_leads_to_what_ships_only(course, lab, edit, page):
    edit("lab.py", "支所の待ち時間を調べます。", f"支所を見ます。\n#\n# [開き方](tips/{CSV}.md)を読みます。")
    [problem] = found(course, read_lab(course, lab.id))
    assert "6行目" in problem and "lab.toml の tips" in problem


def test_a_link_to_a_named_page_is_fine(course, named, edit):
    edit("lab.py", "支所の待ち時間を調べます。", f"[開き方](tips/{CSV}.md)を読みます。")
    assert found(course, named) == []


def test_a_page_that_leads_on_brings_its_neighbour(course, named, page):
    page.with_name("16-dates.md").write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    change(page, "- 開く前に", "- [日付](16-dates.md)も見ます。開く前に")
    assert check_tip(course, CSV) == []
    [problem] = found(course, named)
    assert "「16-dates」につながっています" in problem


def change(page, old, new):
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("owner: 情報政策課\n", "", "1行目: はじめの --- の間に「owner: …」"),
        ("owner: 情報政策課", "owner:", "「owner: …」"),
        ("owner:", "onwer:", "知らないキー「onwer」"),
        ("2027-03", "2027-13", "2027-03 のように"),
        ("---\ntitle", "title", "「title: …」"),
        ("## 注意", "## ご注意", "注意、自分の部署での例 の順"),
        ("\n2. ", "\n3. ", "10行目: 手順は"),
        ("\n5. ", "\n5. 見ます。\n6. ", "5つまで"),
        ("40秒", "すこし", "前と後の秒数"),
        ("- 開く前に", "- " + "とても、" * 80 + "開く前に", "400字まで"),
        ("- 開く前に", "- " + "とても" * 31 + "開く前に", "行目: 文が"),
        ("- 開く前に", "- a.b@example.com に聞きます。開く前に", "メールアドレスのようなもの"),
        ("- 開く前に", "- 076-220-1234 に聞きます。開く前に", "電話番号のようなもの"),
        ("- 開く前に", "- 0000-01-2345 に聞きます。開く前に", None),
        ("- 開く前に", "- 1234 5678 9012 は例です。開く前に", "12けたの番号のようなもの"),
        ("- 開く前に", "- [日付](16-dates.md)も見ます。開く前に", "リンク先「16-dates.md」"),
        ("- 開く前に", "- [外](https://example.com/)も見ます。開く前に", "リンク先「https"),
        ("空のブック", "空のworkbook", "12行目: 英語「workbook」"),
        ("CSVを開く正しい手順", "CSVをopenする手順", "英語「open」"),
    ],
)
def test_what_a_page_must_be(course, page, old, new, said):
    change(page, old, new)
    problems = [str(p) for p in check_tip(course, CSV)]
    assert any(said in p for p in problems) if said else problems == [], problems


def test_a_file_of_another_name_is_reported(course, page):
    page.with_name("open-csv.md").write_text("x", encoding="utf-8")
    [problem] = check_tips(course)
    assert problem.where == "labs/tips/open-csv.md" and "2けたの番号" in problem.message


def test_a_page_without_a_head_is_read(course):
    tip = parse_tip("07-x", "本文")
    assert (tip.head, tip.body, tip.line, tip.title) == ({}, "本文", 1, "07-x")


def test_names_do_not_lead_outside(course, page):
    with pytest.raises(ContentError):
        read_tip(course, "../glossary")
