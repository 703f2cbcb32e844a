"""``dxlab level …`` as an instructor types it: from release to report, and every mistake on the way."""

from __future__ import annotations

import csv
import json
import re

import pytest

from grader.cohort.members import set_person
from grader.level.report import PAGE

HIGH, LOW = (6, 5, 1), (3, 1, 0)


@pytest.fixture
def level(dxlab, cohort, root):
    """level("collect", "pre") runs the command on the cohort, with the course where it takes one."""

    def call(name, *arguments):
        course = ("--course", root) if name == "release" else ()
        return dxlab("level", name, cohort.root, *arguments, *course)

    return call


@pytest.fixture
def planned(level, tmp_path):
    """planned("pre") releases and gives id -> the form that the CSV names."""

    def call(phase):
        path = tmp_path / f"{phase}.csv"
        done = level("release", phase, "--csv", path)
        assert done.code == 0, done.err
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["職員番号"]: row["開く教材"] for row in csv.DictReader(file)}

    return call


def test_from_release_to_report(level, planned, cohort, fresh, answer):
    set_person(cohort, "p00", {"name": "=1+1"})
    pre = planned("pre")
    assert sorted(pre) == [f"p{n:02}" for n in range(12)]
    for ident in sorted(pre)[:10]:
        answer(fresh(), pre[ident], ident, LOW)
    said = level("collect", "pre").out
    assert "新しいもの 10件" in said and "これまでに 10人" in said
    assert "まだ出していない人 2人: 山田 p10（p10）、山田 p11（p11）" in said
    post = planned("post")
    for ident in sorted(post)[1:]:
        answer(fresh(), post[ident], ident, HIGH, day=20)
    assert "まだ出していない人 1人: =1+1（p00）" in level("collect", "post").out
    done = level("report")
    assert done.code == 0 and "12人に返しました" in done.out
    shown = re.sub(r"base64,[^\"]*", "", (cohort.root / PAGE).read_text(encoding="utf-8"))
    assert "前と後の両方に答えた9人です" in shown and "p03" not in shown


def test_the_plan_is_safe_in_a_spreadsheet(level, cohort, tmp_path):
    set_person(cohort, "p00", {"name": "=1+1"})
    level("release", "pre", "--csv", tmp_path / "plan.csv")
    raw = (tmp_path / "plan.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and "'=1+1" in raw.decode("utf-8-sig")


def test_released_twice_changes_nothing_and_says_the_deadline(level):
    first = level("release", "pre", "--deadline", "2026-12-15").out
    assert "level-check-pre-a を公開しました。" in first and "提出の期限: 12月15日（火）23:59" in first
    again = level("release", "pre").out
    assert "level-check-pre-a は、もう公開してあります（変わりはありません）。" in again


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("collect", "pre"), "level-not-released", "dxlab level release kenshu pre"),
        (("collect", "post"), "level-not-released", "dxlab level release kenshu post"),
        (("report",), "level-not-released", "dxlab level release kenshu pre"),
        (("release", "pre", "--deadline", "あした"), "bad-time", "2026-06-30"),
        (("release", "pre", "--csv", "/nowhere/plan.csv"), "out-file", "先にフォルダを作るか"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(level, cohort, arguments, code, hint):
    done = level(*arguments)
    assert done.code == 2 and f"コード: {code}" in done.err and hint in done.err
    assert not (cohort.root / PAGE).exists()
    assert not (cohort.root / "source").exists()


def test_no_cohort_and_no_such_time(dxlab, root, tmp_path):
    none = dxlab("level", "report", tmp_path / "none")
    assert none.code == 2 and "研修のフォルダではありません" in none.err
    wrong = dxlab("level", "collect", tmp_path, "mid")
    assert wrong.code == 2 and "mid" in wrong.err and "pre" in wrong.err


def test_a_report_without_answers_keeps_the_page_of_before(level, planned, cohort):
    planned("pre")
    (cohort.root / PAGE).write_text("前のページ", encoding="utf-8")
    done = level("report")
    assert "level-no-answers" in done.err and "dxlab level collect kenshu pre" in done.err
    assert (cohort.root / PAGE).read_text(encoding="utf-8") == "前のページ"


def test_answers_that_cannot_be_read_are_named(level, planned, cohort, fresh, answer):
    pre = planned("pre")
    for ident in ("p00", "p01", "p02"):
        answer(fresh(), pre[ident], ident, LOW)
    inbound = cohort.exchange / cohort.id / "inbound"
    for ident, text in (("p00", "{broken"), ("p01", json.dumps({"version": 1, "quiz": {}, "values": {}}))):
        next(inbound.glob(f"{ident}+*/answers.json")).write_text(text)
    said = level("collect", "pre").out
    assert "これまでに 1人" in said
    assert "出したが、答えが空か、読めない人 2人: 山田 p00（p00）、山田 p01（p01）" in said
    assert "もう一度提出してもらってください" in said


def test_the_same_form_twice_is_told_with_the_way_out(level, planned, fresh, answer):
    pre = planned("pre")
    answer(fresh(), pre["p00"], "p00", LOW)
    level("collect", "pre")
    post = planned("post")
    same = pre["p00"].replace("pre", "post")
    answer(fresh(), same, "p00", HIGH, day=20)
    said = level("collect", "post").out
    assert "山田 p00（p00）: 前と同じ問題に答えた" in said
    assert f"{post['p00']} に答えなおしてもらう" in said
    assert "比べる人数に入れていません: 山田 p00（p00）" in level("report").out
    answer(fresh(), post["p00"], "p00", HIGH, day=21)
    assert "前と同じ問題" not in level("collect", "post").out
    assert "比べる人数に入れていません" not in level("report").out


def test_points_are_refused_and_the_way_named(dxlab, level, planned, cohort, root):
    lab = planned("pre")["p00"]
    for arguments in (("grade", cohort.root, lab, "--course", root), ("feedback", cohort.root, lab)):
        done = dxlab("cohort", *arguments)
        assert done.code == 2 and "dxlab level report" in done.err, done.err


@pytest.mark.parametrize("name", ["release", "collect", "report"])
def test_every_command_has_help_with_an_example(dxlab, name):
    done = dxlab("level", name, "--help")
    assert done.code == 0 and "例:" in done.out and f"dxlab level {name}" in done.out
