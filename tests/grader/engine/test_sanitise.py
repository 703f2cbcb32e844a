"""A submission folder: what is read, what is said, and that nothing is followed."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.engine import folder as edge
from grader.engine.folder import Entry, Unreadable, list_entries, read_entry
from grader.engine.sanitise import Found, decide_entries, is_installed, is_strange, show_name

RELEASED = {"data/waits.csv": 10, "visible.py": 5, "lab.json": 7}


def decide(*entries: Entry, cut: bool = False) -> Found:
    return decide_entries(entries, cut, "tiny", RELEASED)


def file(path: str, size: int = 5, mtime: int = 0) -> Entry:
    return Entry(path, "file", size, mtime)


NOTEBOOK = file("tiny.ipynb")


def test_what_was_released_and_editors_leftovers_are_no_news() -> None:
    usual = [
        NOTEBOOK,
        file("answers.json"),
        Entry("data", "folder"),
        file("data/waits.csv", 10),
        file("visible.py", 99),
        file("timestamp.txt"),
        Entry(".ipynb_checkpoints", "folder"),
        file(".ipynb_checkpoints/pandas.py"),
        Entry(".dxlab", "folder"),
    ]
    assert decide(*usual) == Found("tiny.ipynb", "file", ())


def test_names_stand_in_brackets_of_their_own() -> None:
    two = decide(file("tiny.ipynb"), file("memo.txt"), file("図.png")).problems
    assert two == ("実習の外のファイルが2個ありました（「memo.txt」「図.png」）。採点では使いませんでした。",)
    five = decide(file("tiny.ipynb"), *(file(f"{n}.zip") for n in range(5))).problems
    assert five == ("「0.zip」「1.zip」「2.zip」ほか2個は圧縮ファイルです。中は見ていません。",)


def test_what_dxlab_lays_beside_a_notebook_is_no_news() -> None:
    assert decide(file("tiny.ipynb"), file("solutions.bin"), file("結果.html")).problems == ()


def test_of_two_downloads_the_newer_is_graded() -> None:
    found = decide(file("tiny.ipynb", mtime=1), file("tiny (1).ipynb", mtime=2), file("tiny copy.ipynb"))
    assert found.notebook == "tiny (1).ipynb"
    assert "2つ" in found.problems[0]


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (Entry("notes.txt", "link"), "リンク"),
        (Entry("shared.csv", "shared"), "ハードリンク"),
        (Entry("pipe", "special"), "パイプ"),
        (Entry("data/waits.csv", "folder"), "フォルダ"),
        (file("data/waits.csv", 11), "書きかえ"),
        (file("pandas.py"), "部品"),
        (file("ipykernel_launcher.py"), "部品"),
        (file("sub/json.py"), "部品"),
        (file("numpy.cpython-311-x86_64-linux-gnu.so"), "部品"),
        (file("sitecustomize.py"), "部品"),
        (Entry("matplotlib", "folder"), "部品"),
        (file("all.zip"), "圧縮"),
        (file("a\nb.txt"), "ふつうでない"),
        (file("<script>x()</script>"), "ふつうでない"),
        (file("-rf"), "ふつうでない"),
        (file("x" * 200), "ふつうでない"),
        (file("\udcff.txt"), "ふつうでない"),
        (file("補助データ.csv"), "補助データ.csv"),
        (file("[x].txt"), "［x］.txt"),
    ],
    ids=lambda value: value.path[:12].encode("unicode_escape").decode() if isinstance(value, Entry) else "",
)
def test_what_is_odd_is_said_and_the_notebook_is_graded_all_the_same(entry: Entry, word: str) -> None:
    found = decide(NOTEBOOK, entry)
    assert found.notebook == "tiny.ipynb"
    assert len(found.problems) == 1
    assert word in found.problems[0]


@pytest.mark.parametrize(("kind", "word"), [("link", "リンク"), ("special", "通常"), ("folder", "フォルダ")])
def test_a_notebook_that_is_no_plain_file_is_not_graded(kind: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        decide(Entry("tiny.ipynb", kind), file("other.ipynb"))


def test_a_hard_link_to_somebody_elses_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs.ipynb").write_text("{}")
    (tmp_path / "mine").mkdir()
    os.link(tmp_path / "theirs.ipynb", tmp_path / "mine" / "tiny.ipynb")
    entries, cut = list_entries(tmp_path / "mine")
    with pytest.raises(Unreadable, match="ハードリンク"):
        decide_entries(entries, cut, "tiny", {})
    with pytest.raises(ValueError, match="plain"):
        read_entry(tmp_path / "mine", "tiny.ipynb", 100)


NAMES = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=80)
ENTRIES = st.builds(
    Entry,
    NAMES | st.sampled_from(["tiny.ipynb", "tiny (1).ipynb", "answers.json", "data", "pandas.py", "a.zip"]),
    st.sampled_from(["file", "folder", "link", "shared", "special"]),
    st.integers(0, 2**40),
    st.integers(-(2**62), 2**62),
)


@given(st.lists(ENTRIES, max_size=40), st.booleans())
def test_any_folder_gives_a_plain_notebook_or_a_sentence(entries: list[Entry], cut: bool) -> None:
    try:
        found = decide_entries(entries, cut, "tiny", RELEASED, lambda name: name in ("pandas", "json"))
    except Unreadable as error:
        problems: tuple[str, ...] = (str(error),)
    else:
        assert any(e.path == found.notebook and e.kind == "file" for e in entries)
        problems = found.problems
    assert len(problems) <= 12
    for sentence in problems:
        assert len(sentence) < 500
        assert sentence.endswith("。")
        assert sentence.isprintable()
        assert not set(sentence) & set("<>&\"'`[]|\\")
        sentence.encode()


@given(st.text(max_size=200))
def test_a_shown_name_is_harmless_and_short(name: str) -> None:
    shown = show_name(name)
    assert shown.isprintable()
    assert len(shown) <= 60
    assert not set(shown) & set("<>&\"'`")


def test_japanese_names_are_not_strange() -> None:
    assert not is_strange("待ち時間（支所別）２０２６.csv")
    assert show_name("待ち時間.csv") == "待ち時間.csv"


def test_installed_names_are_found_without_importing() -> None:
    assert is_installed("pandas")
    assert is_installed("json")
    assert not is_installed("no_such_module_here")
    assert not is_installed("a-b")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "gradebook.db").write_text("秘密")
    place = tmp_path / "in"
    (place / "sub").mkdir(parents=True)
    (place / "tiny.ipynb").write_text("{}")
    (place / "link.txt").symlink_to(tmp_path / "outside" / "gradebook.db")
    (place / "sub" / "folder").symlink_to(tmp_path / "outside")
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "answers.json")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(place / "sock")[-100:] if len(os.fspath(place)) > 90 else f"{place}/sock")
        yield place


def test_nothing_is_followed(hostile: Path) -> None:
    entries, cut = list_entries(hostile)
    kinds = {e.path: e.kind for e in entries}
    assert not cut
    assert kinds == {
        "tiny.ipynb": "file",
        "sub": "folder",
        "sub/folder": "link",
        "link.txt": "link",
        "loop": "link",
        "answers.json": "special",
        "sock": "special",
    }
    for name in ("link.txt", "answers.json", "sock", "sub"):
        with pytest.raises((OSError, ValueError)):
            read_entry(hostile, name, 100)


def test_a_linked_folder_is_not_opened(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "handed").symlink_to(hostile)
    for place in (tmp_path / "handed", tmp_path / "none", hostile / "tiny.ipynb"):
        with pytest.raises(Unreadable):
            list_entries(place)


def test_a_crowd_of_files_is_cut_and_the_notebook_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "MAX_ENTRIES", 50)
    for n in range(200):
        (tmp_path / f"{n}.txt").touch()
    (tmp_path / "tiny.ipynb").write_text("{}")
    entries, cut = list_entries(tmp_path, first=["tiny.ipynb", "answers.json"])
    assert cut
    assert len(entries) == 50
    found = decide_entries(entries, cut, "tiny", {})
    assert found.notebook == "tiny.ipynb"
    assert "残りは見ていません" in found.problems[-1]


def test_a_deep_folder_ends(tmp_path: Path) -> None:
    (tmp_path / "/".join("d" * 60)).mkdir(parents=True)
    entries, _ = list_entries(tmp_path)
    assert len(entries) == edge.MAX_DEPTH + 1
