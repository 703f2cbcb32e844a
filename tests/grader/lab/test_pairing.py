from __future__ import annotations

import os

import pytest

from grader.errors import ContentError
from grader.lab.notebook import read_ipynb
from grader.lab.pairing import check_pair, find_differences, read_source, sync_lab


def test_a_missing_ipynb_is_a_difference_that_sync_mends(lab):
    assert find_differences(lab)
    assert sync_lab(lab) is True
    assert find_differences(lab) == []
    assert sync_lab(lab) is False


def test_py_survives_a_trip_through_ipynb(lab):
    sync_lab(lab)
    cells = read_source(lab).cells
    lab.path("lab.py").unlink()
    sync_lab(lab, source="ipynb")
    assert read_source(lab).cells == cells
    before = lab.path("lab.py").read_bytes()
    assert sync_lab(lab, source="ipynb") is False
    assert lab.path("lab.py").read_bytes() == before


def test_when_they_differ_nobody_chooses_by_file_time(lab, edit):
    sync_lab(lab)
    edit("lab.py", "支所の待ち時間を調べます。", "支所の待ち時間をくらべます。")
    os.utime(lab.path("lab.py"), (1, 1))  # the edit is real, its date is old
    with pytest.raises(ContentError) as caught:
        check_pair(lab)
    assert "1番目のセル（text-1）の中身が lab.py とちがいます。" in caught.value.message
    assert "--from py" in caught.value.hint
    check_pair(lab, "py")
    sync_lab(lab, "py")
    assert "くらべます" in read_ipynb(lab.path("lab.ipynb")).cells[0].source


def test_changed_points_are_a_difference(lab, edit):
    sync_lab(lab)
    edit(
        "lab.py",
        '"points": 40, "schema_version": 3, "solution": false',
        '"points": 41, "schema_version": 3, "solution": false',
    )
    assert "の設定が lab.py とちがいます" in str(find_differences(lab)[0])


def test_an_added_cell_is_a_difference(lab):
    sync_lab(lab)
    with lab.path("lab.py").open("a", encoding="utf-8") as file:
        file.write("\n# %% [markdown]\n# おわり\n")
    assert "セルの数がちがいます" in str(find_differences(lab)[-1])


def test_outputs_are_no_difference(lab, edit):
    sync_lab(lab)
    edit(
        "lab.ipynb",
        '"outputs": []',
        '"outputs": [{"name": "stdout", "output_type": "stream", "text": ["1"]}]',
    )
    assert find_differences(lab) == []


def test_a_broken_ipynb_is_reported(lab):
    lab.path("lab.ipynb").write_text("{", encoding="utf-8")
    assert "ノートブックとして読み取れません" in str(find_differences(lab)[0])


def test_a_missing_py_says_how_to_get_it(lab):
    lab.path("lab.py").unlink()
    with pytest.raises(ContentError) as caught:
        read_source(lab)
    assert "--from ipynb" in caught.value.hint
