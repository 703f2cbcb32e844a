"""The five cases of the promise: a learner's work is never overwritten."""

import pytest

from grader.selfstudy.sync import MANIFEST, offered_path, sync_release, write_atomic


@pytest.fixture
def folders(tmp_path):
    release, work = tmp_path / "release", tmp_path / "work"
    (release / "data").mkdir(parents=True)
    (release / "lab.ipynb").write_text("v1")
    (release / "data" / "a.csv").write_text("a\n1\n")
    sync_release(release, work)
    return release, work


def kinds(changes):
    return {(change.kind, change.path.name) for change in changes}


def test_first_time_everything_is_new(tmp_path):
    release = tmp_path / "release"
    (release / "data").mkdir(parents=True)
    (release / "data" / "a.csv").write_text("1")
    assert kinds(sync_release(release, tmp_path / "work")) == {("new", "a.csv")}


def test_nothing_happens_twice(folders):
    assert sync_release(*folders) == []


def test_untouched_files_are_updated(folders):
    release, work = folders
    (release / "lab.ipynb").write_text("v2")
    assert kinds(sync_release(release, work)) == {("updated", "lab.ipynb")}
    assert (work / "lab.ipynb").read_text() == "v2"


def test_changed_file_stays_and_the_new_version_is_put_beside_it_once(folders):
    release, work = folders
    (work / "lab.ipynb").write_text("my work")
    (release / "lab.ipynb").write_text("v2")
    assert kinds(sync_release(release, work)) == {("offered", "lab.新しい版.ipynb")}
    assert (work / "lab.ipynb").read_text() == "my work"
    assert offered_path(work / "lab.ipynb").read_text() == "v2"
    offered_path(work / "lab.ipynb").unlink()
    assert sync_release(release, work) == []


def test_changed_file_without_a_new_release_is_left_alone(folders):
    release, work = folders
    (work / "lab.ipynb").write_text("my work")
    assert sync_release(release, work) == []
    assert (work / "lab.ipynb").read_text() == "my work"


def test_deleted_file_comes_back(folders):
    release, work = folders
    (work / "data" / "a.csv").unlink()
    assert kinds(sync_release(release, work)) == {("new", "a.csv")}


def test_own_files_are_not_looked_at(folders):
    release, work = folders
    (work / "memo.txt").write_text("mine")
    sync_release(release, work)
    assert (work / "memo.txt").read_text() == "mine"


def test_damaged_manifest_overwrites_nothing(folders):
    release, work = folders
    (work / MANIFEST).write_text("{")
    (release / "lab.ipynb").write_text("v2")
    assert kinds(sync_release(release, work)) == {("offered", "lab.新しい版.ipynb")}
    assert (work / "lab.ipynb").read_text() == "v1"


def test_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def no_space(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", no_space)
    with pytest.raises(OSError):
        write_atomic(target, b"new")
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]
