"""load() and dictionary()."""

from __future__ import annotations

import pandas as pd
import pytest

from dxlab.labfiles import LabError


@pytest.mark.parametrize("name", ["waits.csv", "waits", "data/waits.csv", " waits "])
def test_codes_stay_text(notebook, name):
    table = notebook.run(f'load("{name}")')
    assert list(table["branch"][:2]) == ["012", "034"]
    assert pd.api.types.is_string_dtype(table["branch"])
    assert table["branch"].isna().sum() == 1
    assert table["wait"].dtype == "int64"


def test_na_is_a_code_not_a_gap(notebook, lab_folder):
    (lab_folder / "data" / "waits.csv").write_text("branch,wait\nNA,\nNone,2\n")
    table = notebook.run('load("waits")')
    assert list(table["branch"]) == ["NA", "None"] and table["wait"].isna().sum() == 1


def test_unknown_name_lists_what_there_is(notebook):
    with pytest.raises(LabError) as error:
        notebook.run('load("wiats")')
    shown = "\n".join(error.value._render_traceback_())
    assert '"waits.csv" のことではありませんか' in shown and "waits.csv（待ち時間）" in shown


@pytest.mark.parametrize("name", ["../lab.json", "/etc/passwd", "", 5])
def test_only_released_tables(notebook, name):
    with pytest.raises(LabError):
        notebook.run(f"load({name!r})")


def test_damaged_file(notebook, lab_folder):
    (lab_folder / "data" / "waits.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LabError, match="表として読めません"):
        notebook.run('load("waits")')


def test_dictionary_shows_the_columns(notebook, capsys):
    notebook.run('dictionary("waits")')
    assert "wait｜待ち時間｜数｜分｜平均｜休み" in capsys.readouterr().out
