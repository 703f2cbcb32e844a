"""One at a time: the second is told who is at work, and a dead one keeps nobody out."""

from __future__ import annotations

import getpass
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.main import run as dxlab
from grader.cohort.model import Cohort
from grader.cohort.state import lock_cohort
from grader.errors import DxlabError

COURSE = ("--course", str(Path(__file__).parents[1] / "lab" / "course"))
HOLD = """
import sys
from pathlib import Path
from grader.cohort.settings import read_cohort
from grader.cohort.state import lock_cohort
with lock_cohort(read_cohort(Path(sys.argv[1])), "採点"):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(cohort: Cohort) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(cohort.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_is_at_work(cohort: Cohort, capsys: pytest.CaptureFixture[str]) -> None:
    with hold(cohort) as process:
        assert dxlab(["grade", str(cohort.root), "l001-tiny", *COURSE]) == 2
        process.communicate("")
    err = capsys.readouterr().err
    assert f"採点中です（{getpass.getuser()} さん、" in err
    assert f"のプロセス {process.pid}）" in err
    assert "月" in err, "since when, in Japanese time"


def test_a_killed_one_keeps_nobody_out_and_is_not_named(cohort: Cohort) -> None:
    with hold(cohort) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with lock_cohort(cohort, "回収"):
        with pytest.raises(DxlabError) as caught, lock_cohort(cohort):
            pass
        assert "回収中です" in caught.value.message
        assert f"のプロセス {os.getpid()}）" in caught.value.message
    with lock_cohort(cohort):
        pass


def test_a_garbled_note_is_no_obstacle(cohort: Cohort) -> None:
    with lock_cohort(cohort):
        (cohort.state_dir / "lock").write_text("{", encoding="utf-8")
        with pytest.raises(DxlabError) as caught, lock_cohort(cohort):
            pass
    assert "作業中です。" in caught.value.message
