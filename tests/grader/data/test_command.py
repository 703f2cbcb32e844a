"""``dxlab data``, through the same door as a person."""

import pytest
from click.testing import CliRunner

from grader.cli.data import data
from grader.cli.main import run
from grader.errors import DxlabError


def invoke(course, command, *arguments):
    return CliRunner().invoke(data, [command, *map(str, arguments), "--course", str(course.root)])


def refused(course, command, *arguments) -> DxlabError:
    result = invoke(course, command, *arguments)
    assert isinstance(result.exception, DxlabError), result.output
    return result.exception


def test_list(course):
    result = invoke(course, "list")
    assert result.exit_code == 0
    assert result.output.splitlines()[1].split() == ["tiny", "t.csv", "3", "2", "小さなデータ"]


def test_list_of_an_empty_course(tmp_path):
    (tmp_path / "labs").mkdir()
    (tmp_path / "datasets").mkdir()
    result = CliRunner().invoke(data, ["list", "--course", str(tmp_path)])
    assert result.exit_code == 0 and "ありません" in result.output


def test_show_tells_columns_rows_and_knobs(course):
    output = invoke(course, "show", "tiny").output
    for part in (
        "小さなデータ",
        "t.csv（3 行、2 列）",
        "value（valueの名前、整数）",
        "000   1",
        "low=none",
        "factor=1.0",
    ):
        assert part in output


def test_build_writes_the_files(course, tmp_path):
    out = tmp_path / "a" / "b"
    result = invoke(
        course, "build", "tiny", "--seed", 4, "--out", out, "--knob", "rows=2", "--knob", "label=007"
    )
    assert result.exit_code == 0, result.output
    assert (out / "t.csv").read_bytes() == b"code,value\n000,4\n001,5\n"
    assert [p.name for p in out.iterdir()] == ["t.csv"]


def test_build_does_not_overwrite_unless_told(course, tmp_path):
    (tmp_path / "t.csv").write_text("mine")
    arguments = ("build", "tiny", "--seed", 4, "--out", tmp_path)
    assert refused(course, *arguments).code == "data-exists"
    assert (tmp_path / "t.csv").read_text() == "mine"
    assert invoke(course, *arguments, "--force").exit_code == 0
    assert (tmp_path / "t.csv").read_text().startswith("code")


@pytest.mark.parametrize(
    ("knob", "code"),
    [("rows", "knob-form"), ("row=3", "knob-unknown"), ("rows=many", "knob-value"), ("rows=0", "knob-value")],
)
def test_build_refuses_wrong_knobs_and_writes_nothing(course, tmp_path, knob, code):
    out = tmp_path / "out"
    assert refused(course, "build", "tiny", "--seed", 4, "--out", out, "--knob", knob).code == code
    assert not out.exists()


def test_build_where_no_folder_can_be(course, tmp_path):
    (tmp_path / "file").write_text("")
    assert (
        refused(course, "build", "tiny", "--seed", 4, "--out", tmp_path / "file" / "x").code == "out-folder"
    )


def test_build_warns_when_the_table_breaks_its_promise(course, tmp_path):
    result = invoke(course, "build", "tiny", "--seed", 98, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "注意: tiny/t.csv: 列 value" in result.stderr and "99 以下" in result.stderr


@pytest.mark.parametrize("command", ["list", "show", "build"])
def test_help_has_an_example(command):
    result = CliRunner().invoke(data, [command, "--help"])
    assert result.exit_code == 0 and f"dxlab data {command}" in result.output


def test_exit_codes_at_the_door(course, capsys):
    assert run(["data", "show", "tinny", "--course", str(course.root)]) == 2
    assert "tiny のことですか" in capsys.readouterr().err
    (course.datasets / "tiny" / "datapackage.json").write_text("{")
    assert run(["data", "list", "--course", str(course.root)]) == 1
