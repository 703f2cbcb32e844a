"""The only place that turns exceptions into sentences and exit codes.

Exit codes: 0 fine, 1 the content has problems, 2 wrong use, 70 our fault, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from grader.errors import ContentError, DxlabError

OUR_FAULT = 70
INTERRUPTED = 130
# What a shell reports for a program whose reader went away (128 + SIGPIPE).
READER_GONE = 141

NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def run_guarded(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a click command and return its exit code; whatever happens is told in Japanese.

    A command's own integer return value is its exit code.
    """
    try:
        result = command.main(args=list(arguments), prog_name="dxlab", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # the door: nothing may pass as a traceback
        return report_error(error)
    return result if type(result) is int else 0


def report_error(error: BaseException) -> int:
    """Tell a person about ``error`` on stderr and return the exit code."""
    if isinstance(error, SystemExit):
        return _exit_code_of(error)
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        _say("中断しました。もう一度実行すれば、やり直せます。")
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return _leave_quietly()
    known = error if isinstance(error, DxlabError) else explain_os_error(error)
    return _show_known(known) if known else _show_bug(error)


def explain_os_error(error: BaseException) -> DxlabError | None:
    """Return what a person can mend about a full disk or a forbidden file, else None."""
    if not isinstance(error, OSError):
        return None
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in NO_SPACE:
        return ContentError(
            "disk-full",
            f"{place}ディスクに空きがないため、書き込めませんでした。",
            "不要なファイルを消して空きを作り、もう一度実行してください。",
        )
    if error.errno in NOT_ALLOWED:
        return ContentError(
            "no-permission",
            f"{place}読み書きする権限がありません。",
            "フォルダの持ち主と権限を確かめるか、システムの管理者に相談してください。",
        )
    return None


def _show_known(error: DxlabError) -> int:
    _say(f"エラー: {error.message}")
    if error.hint:
        _say(f"→ {error.hint}")
    _say(f"（コード: {error.code}）")
    return error.exit_code


def _show_bug(error: BaseException) -> int:
    _say("エラー: 思いがけない不具合で止まりました。ご迷惑をおかけします。")
    trace = "".join(traceback.format_exception(error))
    log = write_log(trace)
    if log is None:
        _say(trace)
        _say("→ 上の記録を添えて、システムの管理者に知らせてください。")
    else:
        _say(f"→ {log} に記録を残しました。このファイルを添えて、システムの管理者に知らせてください。")
    _say("（コード: unexpected）")
    return OUR_FAULT


def write_log(trace: str) -> Path | None:
    """Write ``trace`` to a new file in the user's cache folder; None where that fails."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    try:
        (cache / "dxlab").mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix="error-", suffix=".log", dir=cache / "dxlab")
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(trace)
    except (OSError, RuntimeError):  # RuntimeError: no home folder is known
        return None
    return Path(name)


def _exit_code_of(error: SystemExit) -> int:
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    _say(str(error.code))
    return 1


def _leave_quietly() -> int:
    # The interpreter flushes stdout once more at exit and would complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return READER_GONE


def _say(text: str) -> None:
    click.echo(text, err=True)
