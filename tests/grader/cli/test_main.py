"""The door: light, Japanese, and the only place that speaks."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import click
import pytest

from grader.cli import errors
from grader.cli.lazy import Entry, LazyGroup, load_command
from grader.cli.main import COMMANDS
from grader.cli.options import course_option, examples
from grader.errors import ContentError, DxlabError
from grader.settings import Course


def failing(error: BaseException) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from grader.cli.main import run; code = run(['--help']);"
        "heavy = {'pandas', 'numpy', 'nbgrader', 'IPython', 'matplotlib', 'frictionless', 'nbformat'};"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "0 []"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists(name):
    assert isinstance(load_command(COMMANDS[name].target), click.Command)


def all_commands() -> list[tuple[str, ...]]:
    def walk(path: tuple[str, ...], command: click.Command) -> list[tuple[str, ...]]:
        below = command.commands.items() if isinstance(command, click.Group) else ()
        return [path, *(p for name, child in below for p in walk((*path, name), child))]

    return [p for name, entry in COMMANDS.items() for p in walk((name,), load_command(entry.target))]


@pytest.mark.parametrize("path", all_commands(), ids=" ".join)
def test_every_help_is_japanese_and_has_an_example(dxlab, path):
    code, out, err = dxlab(*path, "--help")
    assert (code, err) == (0, "")
    assert f"使い方: dxlab {' '.join(path)}" in out
    assert "この説明を表示して終わります。" in out
    assert "例:\n" in out
    assert f"  dxlab {' '.join(path)}" in out.split("例:\n")[1]
    for english in ("Usage", "Options", "Commands", "TEXT", "INTEGER", "default:", "required"):
        assert english not in out


def test_unknown_command_is_told_with_a_suggestion(dxlab):
    code, out, err = dxlab("lba")
    assert (code, out) == (2, "")
    assert "コマンド 'lba' はありません。 もしかして: 'lab'" in err


def test_unknown_option_is_told_in_japanese(dxlab):
    code, _, err = dxlab("--hlep")
    assert code == 2
    assert "オプション '--hlep' はありません。" in err


def test_known_errors_say_what_next_and_their_code(capfd):
    error = ContentError("roster-columns", "roster.csv 1行目: 列がありません。", "見出しを直してください。")
    assert errors.run_guarded(failing(error), []) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "エラー: roster.csv 1行目: 列がありません。\n→ 見出しを直してください。\n（コード: roster-columns）\n"
    )


def test_wrong_use_ends_with_2():
    assert errors.run_guarded(failing(DxlabError("x", "だめ")), []) == 2


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), click.Abort()])
def test_interruption_ends_with_130(capfd, interruption):
    assert errors.run_guarded(failing(interruption), []) == 130
    assert "中断しました" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EACCES, "no-permission"), (errno.EROFS, "no-permission")],
)
def test_disk_and_permission_name_the_file(capfd, number, code):
    assert errors.run_guarded(failing(OSError(number, "x", "/somewhere/gradebook.db")), []) == 1
    err = capfd.readouterr().err
    assert "エラー: /somewhere/gradebook.db: " in err
    assert f"（コード: {code}）" in err


def test_a_bug_is_a_sentence_with_its_traceback_in_a_log(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert errors.run_guarded(failing(ZeroDivisionError("division")), []) == 70
    err = capfd.readouterr().err
    assert "Traceback" not in err
    [log] = (tmp_path / "dxlab").glob("*.log")
    assert str(log) in err
    assert "ZeroDivisionError: division" in log.read_text(encoding="utf-8")


def test_where_no_log_can_be_written_the_traceback_is_shown(capfd, tmp_path, monkeypatch):
    (tmp_path / "dxlab").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert errors.run_guarded(failing(ZeroDivisionError("division")), []) == 70
    assert "ZeroDivisionError: division" in capfd.readouterr().err


def test_a_commands_number_is_its_exit_code():
    assert errors.run_guarded(click.Command("x", callback=lambda: 1), []) == 1
    assert errors.run_guarded(click.Command("x", callback=lambda: True), []) == 0
    assert errors.run_guarded(failing(SystemExit(3)), []) == 3


def test_a_reader_that_went_away_is_no_error():
    code = "import sys; from grader.cli.main import main; sys.argv = ['dxlab', '--help']; main()"
    done = subprocess.run(
        ["sh", "-c", 'sleep 0.1 | "$0" -c "$1" | true; exit 0', sys.executable, code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


@pytest.fixture
def course_command() -> click.Command:
    @click.command()
    @course_option
    def show(course: Course) -> None:
        click.echo(course.root)

    return show


def test_course_option_gives_a_course(capfd, tmp_path, course_command):
    for folder in ("labs", "datasets"):
        (tmp_path / folder).mkdir()
    assert errors.run_guarded(course_command, ["--course", str(tmp_path / "labs")]) == 0
    assert Path(capfd.readouterr().out.strip()) == tmp_path.resolve()


def test_course_option_says_where_it_looked(capfd, tmp_path, course_command):
    assert errors.run_guarded(course_command, ["--course", str(tmp_path)]) == 2
    assert "（コード: course-not-found）" in capfd.readouterr().err


def test_examples_are_kept_as_typed(capfd):
    table = {"lab": Entry("nowhere:nothing", "実習")}
    group = LazyGroup(name="x", table=table, epilog=examples("dxlab a  --b", "dxlab c"))
    assert errors.run_guarded(group, ["--help"]) == 0
    assert "例:\n    dxlab a  --b\n    dxlab c\n" in capfd.readouterr().out
