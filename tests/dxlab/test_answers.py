"""answers.json: written by honest kernels, read from hostile hands."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxlab.answers import MAX_BYTES, empty_answers, parse_answers, read_answers, write_answers

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
entries = st.builds(
    lambda quiz, values: {"version": 1, "quiz": quiz, "values": values},
    st.dictionaries(st.sampled_from(["t1", "t2", "p1"]), st.sampled_from("abcd")),
    st.dictionaries(st.text(max_size=10), plain, max_size=4),
)


@given(entries)
def test_what_is_written_is_read(tmp_path_factory, answers):
    path = tmp_path_factory.mktemp("answers") / "answers.json"
    try:
        write_answers(path, answers)
    except ValueError:  # half surrogates and depth: refused before anything is written
        assert not path.exists()
    else:
        assert read_answers(path) == answers


def test_missing_file_is_empty(tmp_path):
    assert read_answers(tmp_path / "answers.json") == empty_answers()


HOSTILE = {
    "not json": b"{",
    "not an object": b"[]",
    "no version": b"{}",
    "true as version": b'{"version": true}',
    "other version": b'{"version": 2}',
    "unknown key": b'{"version": 1, "x": 1}',
    "quiz is a list": b'{"version": 1, "quiz": []}',
    "option is a number": b'{"version": 1, "quiz": {"t1": 1}}',
    "option too long": json.dumps({"version": 1, "quiz": {"t1": "a" * 17}}).encode(),
    "key too long": json.dumps({"version": 1, "quiz": {"t" * 65: "a"}}).encode(),
    "too many": json.dumps({"version": 1, "values": {str(i): 1 for i in range(501)}}).encode(),
    "nan": b'{"version": 1, "values": {"x": NaN}}',
    "infinite": b'{"version": 1, "values": {"x": 1e999}}',
    "half surrogate": b'{"version": 1, "values": {"x": "\\ud800"}}',
    "deep": b'{"version": 1, "values": {"x": ' + b"[" * 50 + b"]" * 50 + b"}}",
    "very deep": b'{"version": 1, "values": {"x": ' + b"[" * 90_000 + b"]" * 90_000 + b"}}",
    "huge number": b'{"version": 1, "values": {"x": ' + b"9" * 100_000 + b"}}",
    "too large": b" " * (MAX_BYTES + 1),
    "not utf-8": b'\xff\xfe{"version": 1}',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused(data):
    with pytest.raises(ValueError):
        parse_answers(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused(data):
    with contextlib.suppress(ValueError):
        assert set(parse_answers(data)) == {"version", "quiz", "values"}


def test_disk_full_keeps_the_old_file(tmp_path, monkeypatch):
    from dxlab import files

    path = tmp_path / "answers.json"
    write_answers(path, {"version": 1, "quiz": {"t1": "a"}, "values": {}})

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(OSError):
        write_answers(path, {"version": 1, "quiz": {"t1": "b"}, "values": {}})
    assert read_answers(path)["quiz"] == {"t1": "a"}
    assert [p.name for p in tmp_path.iterdir()] == ["answers.json"]
