"""A new cohort is there whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from grader.cohort import create
from grader.cohort.create import new_cohort, open_cohort
from grader.cohort.model import Cohort
from grader.cohort.state import lock_cohort, read_secret
from grader.cohort.status import Hooks, ensure_hooks
from grader.errors import ContentError, DxlabError


def test_what_a_new_cohort_holds(cohort: Cohort) -> None:
    names = {p.name for p in cohort.root.iterdir()}
    assert names >= {"cohort.toml", "roster.csv", "nbgrader_config.py", "secret.key", "gradebook.db"}
    assert (cohort.root / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len(read_secret(cohort)) == 32


def test_a_new_cohorts_doors_lead_to_dxlab(cohort: Cohort) -> None:
    assert ensure_hooks(cohort) == Hooks(())


def test_a_lost_gradebook_is_told(cohort: Cohort) -> None:
    (cohort.root / "gradebook.db").unlink()
    assert any("gradebook.db" in p for p in ensure_hooks(cohort).problems)


@pytest.mark.parametrize(
    ("name", "ident", "code"),
    [("a", "番号", "cohort-id"), ("a", "../x", "cohort-id"), ("a[1]", "c1", "cohort-place")],
)
def test_names_that_would_break_nbgrader(tmp_path: Path, name: str, ident: str, code: str) -> None:
    with pytest.raises(DxlabError) as caught:
        new_cohort(tmp_path / name, ident)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_used_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "memo.txt").write_text("x")
    with pytest.raises(DxlabError) as caught:
        new_cohort(tmp_path / "a", "c1")
    assert caught.value.code == "cohort-exists"
    assert [p.name for p in tmp_path.rglob("*")] == ["a", "memo.txt"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(root: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(root))

    monkeypatch.setattr(create, "write_secret", full)
    with pytest.raises(OSError, match="No space"):
        new_cohort(tmp_path / "a", "c1")
    assert list(tmp_path.iterdir()) == []


def test_one_command_at_a_time(cohort: Cohort) -> None:
    with lock_cohort(cohort), pytest.raises(DxlabError) as caught, lock_cohort(cohort):
        pass
    assert caught.value.code == "cohort-busy"


def test_a_lost_secret_is_not_made_anew(cohort: Cohort) -> None:
    (cohort.root / "secret.key").write_text("zz")
    with pytest.raises(ContentError) as caught:
        read_secret(open_cohort(cohort.root)[0])
    assert caught.value.code == "cohort-secret"
