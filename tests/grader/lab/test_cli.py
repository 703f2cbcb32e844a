from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from grader.cli.lab import lab as commands
from grader.errors import DxlabError
from grader.lab.pairing import sync_lab


def run(course, *arguments):
    return CliRunner().invoke(commands, [*arguments, "--course", str(course.root)])


@pytest.fixture
def template(course, lab):
    shutil.copytree(lab.folder, course.labs / "_template")


@pytest.mark.parametrize("command", ["", "list", "new", "build", "verify", "preview"])
def test_every_command_explains_itself_with_an_example(command):
    result = CliRunner().invoke(commands, [*filter(None, [command]), "--help"])
    assert result.exit_code == 0
    assert "例:" in result.output and f"dxlab lab {command}".strip() in result.output


def test_list_shows_a_table(course):
    result = run(course, "list")
    assert result.exit_code == 0
    head, row = result.output.splitlines()
    assert head.split() == ["ID", "題名", "対象", "時間", "班"]
    assert row.split() == ["l001-tiny", "待ち時間の平均", "リーダー1期", "0.5時間"]


def test_list_shows_a_broken_lab_too(course, lab):
    lab.path("lab.toml").write_text("x = 1\n", encoding="utf-8")
    assert "問題があります" in run(course, "list").output


def test_new_copies_the_template(course, template):
    result = run(course, "new", "l108-survey", "--title", '住民の "声" を読む')
    assert result.exit_code == 0, result.output
    folder = course.labs / "l108-survey"
    assert 'title = "住民の \\"声\\" を読む"' in (folder / "lab.toml").read_text(encoding="utf-8")
    assert (folder / "attempts" / "q1_sum.py").is_file()
    assert not (folder / "lab.ipynb").exists()


@pytest.mark.parametrize(
    ("lab_id", "title", "code"),
    [
        ("L108", "題", "lab-id-form"),
        ("l108_x", "題", "lab-id-form"),
        ("../x", "題", "lab-id-form"),
        ("l001-tiny", "題", "lab-exists"),
        ("l108", " ", "lab-title"),
    ],
)
def test_new_refuses(course, template, lab_id, title, code):
    before = sorted(p.name for p in course.labs.iterdir())
    result = run(course, "new", lab_id, "--title", title)
    assert isinstance(result.exception, DxlabError) and result.exception.code == code
    assert sorted(p.name for p in course.labs.iterdir()) == before


def test_new_without_a_template_says_so(course):
    assert run(course, "new", "l108", "--title", "題").exception.code == "lab-template"


def test_verify_lists_all_problems_and_ends_with_1(course, lab, edit):
    edit("lab.py", "支所［20点］", "支所［25点］")
    edit("hints.toml", "tool = ", "tolo = ")
    result = run(course, "verify", "l001-tiny", "--only", "rules")
    assert result.exit_code == 1
    assert "問題文は25点、セルの設定は20点" in result.output
    assert "ヒント（tool）がありません" in result.output


def test_verify_is_content_with_a_good_lab(course, lab):
    sync_lab(lab)
    result = run(course, "verify", "--all", "--only", "rules", "--only", "answers")
    assert result.exit_code == 0, result.output
    assert "問題はありません。" in result.output


def test_verify_reports_a_broken_toml(course, lab):
    lab.path("lab.toml").write_text("title = \n", encoding="utf-8")
    result = run(course, "verify", "l001-tiny")
    assert result.exit_code == 1
    assert "labs/l001-tiny/lab.toml: 1行目" in result.output


@pytest.mark.parametrize("arguments", [[], ["l001-tiny", "--only", "nothing"]])
def test_verify_wrong_use(course, arguments):
    assert run(course, "verify", *arguments).exit_code == 2


def test_an_unknown_lab_is_wrong_use(course):
    for command in ("verify", "build", "preview"):
        result = run(course, command, "l001-tinny")
        assert isinstance(result.exception, DxlabError) and result.exception.code == "lab-not-found"


def test_build_refuses_when_the_two_files_differ(course, lab, edit):
    sync_lab(lab)
    edit("lab.py", "支所の待ち時間を調べます。", "支所の待ち時間をくらべます。")
    before = lab.path("lab.ipynb").read_bytes()
    result = run(course, "build", "l001-tiny")
    assert result.exception.code == "lab-pair"
    assert lab.path("lab.ipynb").read_bytes() == before
    assert not (course.root / "build").exists()


def test_build_never_overwrites_something_else(course, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    result = run(course, "build", "l001-tiny", "--out", str(tmp_path / "mine"))
    assert result.exception.code == "lab-out-taken"
    assert (tmp_path / "mine" / "letter.txt").read_text() == "x"


@pytest.mark.usefixtures("kernels")
def test_build_makes_golden_and_release_and_preview_shows_it(course, lab):
    result = run(course, "build", "l001-tiny")
    assert result.exit_code == 0, result.output
    assert (course.root / "build" / "labs" / "l001-tiny" / "l001-tiny.ipynb").is_file()
    assert run(course, "build", "l001-tiny").exit_code == 0

    result = run(course, "preview", "l001-tiny")
    assert result.exit_code == 0, result.output
    page = (course.root / "build" / "labs" / "l001-tiny.html").read_text(encoding="utf-8")
    assert "待ち時間の平均" in page and '<html lang="ja">' in page and "講師用の見本" in page
    assert "In\xa0[" not in page and "In [" not in page
    for loads in ('src="http', "src='http", 'href="http', "cdnjs", "url(http"):
        assert loads not in page


def test_preview_needs_a_golden(course):
    assert run(course, "preview", "l001-tiny").exception.code == "lab-ipynb-missing"
