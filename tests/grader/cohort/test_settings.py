"""cohort.toml: every problem at once; times are JST."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cohort.model import (
    Cohort,
    Extension,
    LabPlan,
    Person,
    find_deadline,
    late_penalty,
    lateness,
)
from grader.cohort.settings import append_extension, append_lab, parse_deadline, read_cohort
from grader.errors import ContentError, DxlabError
from grader.stock.times import JST, shown_time

GOOD = 'id = "c1"\nname = "研修"\n[[lab]]\nid = "l1"\ndeadline = 2026-06-30T17:00:00\n'


def write(root: Path, text: str) -> Path:
    (root / "cohort.toml").write_text(text, encoding="utf-8")
    return root


def test_local_times_are_jst_and_a_day_lasts_to_its_end(tmp_path: Path) -> None:
    cohort = read_cohort(write(tmp_path, GOOD + '[[lab]]\nid = "l2"\ndeadline = 2026-07-01\n'))
    assert cohort.plan("l1").deadline == datetime(2026, 6, 30, 8, tzinfo=UTC)
    assert cohort.plan("l2").deadline == datetime(2026, 7, 1, 23, 59, 59, tzinfo=JST)
    assert cohort.exchange == tmp_path.parent / "exchange"
    assert parse_deadline("2026-07-01") == cohort.plan("l2").deadline


def test_all_problems_at_once(tmp_path: Path) -> None:
    text = 'id = "だめ"\nnaem = "x"\nlate_points_per_day = "1"\n'
    text += '[[lab]]\nid = "l1"\ndeadline = "6月"\n[[lab]]\nid = "l1"\n'
    text += '[[extension]]\nlab = "l9"\nperson = "1"\nsection = "課"\nuntil = 2026-07-01\n'
    text += '[[extension]]\nlab = "l1"\nperson = "1"\n'
    with pytest.raises(ContentError) as caught:
        read_cohort(write(tmp_path, text))
    for part in (
        "「name」ではありませんか",
        "id は半角",
        "late_points_per_day",
        "deadline は",
        "2回",
        "どちらか1つ",
        "until",
        '"l9"',
    ):
        assert part in caught.value.message, part


@pytest.mark.parametrize("text", ["id = ", "id = c1", "\udcff"])
def test_broken_toml_is_told_in_japanese(tmp_path: Path, text: str) -> None:
    (tmp_path / "cohort.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ContentError) as caught:
        read_cohort(tmp_path)
    assert caught.value.code == "cohort-toml"


def test_a_folder_without_cohort(tmp_path: Path) -> None:
    with pytest.raises(DxlabError) as caught:
        read_cohort(tmp_path)
    assert (caught.value.code, caught.value.exit_code) == ("cohort-not-found", 2)


@given(st.text(max_size=20))
def test_appending_keeps_what_people_wrote(tmp_path_factory: pytest.TempPathFactory, reason: str) -> None:
    root = write(tmp_path_factory.mktemp("c"), "# 覚え書き\n" + GOOD)
    append_lab(root, LabPlan("l2"))
    append_extension(root, Extension("l1", parse_deadline("2026-07-02"), section="課", reason=reason))
    cohort = read_cohort(root)
    assert [p.id for p in cohort.labs] == ["l1", "l2"]
    assert cohort.extensions[0].reason == reason.strip()
    assert (root / "cohort.toml").read_text(encoding="utf-8").startswith("# 覚え書き\n" + GOOD.rstrip("\n"))


def test_deadlines_extensions_and_penalty() -> None:
    day = parse_deadline("2026-06-30")
    later = parse_deadline("2026-07-05")
    cohort = Cohort(
        Path("/c"),
        "c1",
        "",
        Path("/e"),
        (LabPlan("l1", day),),
        (Extension("l1", later, section="防災課"),),
        1.5,
    )
    assert find_deadline(cohort, "l1", Person("1", "あ", section="防災課")) == later
    assert find_deadline(cohort, "l1", Person("2", "い", section="税務課")) == day
    assert find_deadline(cohort, "l1", None) == day
    assert find_deadline(cohort, "l2", None) is None
    late = lateness(day, day + timedelta(days=1, seconds=1))
    assert late_penalty(cohort, late) == 3.0
    assert late_penalty(cohort, lateness(day, day)) == 0
    assert shown_time(datetime(2026, 6, 30, 8, tzinfo=UTC)) == "6月30日（火）17:00"
    assert shown_time(datetime(2026, 6, 30, 8)) == "6月30日（火）17:00"  # noqa: DTZ001
