"""A new cohort: built beside its place, then renamed, so it is never half there."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from grader.cohort.model import Cohort, LabPlan
from grader.cohort.roster import format_roster
from grader.cohort.settings import COHORT_ID, FILE, lab_block, read_cohort, toml_value
from grader.cohort.state import write_secret
from grader.errors import DxlabError
from grader.stock.config import StockCourse, ensure_config
from grader.stock.gradebook import open_gradebook

_TEXT = """\
# 研修の設定。手で直せます。時刻は日本時間です。
id = {id}
name = {name}

# 教材と提出物をやりとりするフォルダ（このフォルダから見た場所）
exchange = {exchange}

# 期限に遅れた1日ごとに引く点。0 は「記録だけして、引かない」
late_points_per_day = 0

# 期限をのばすとき（人は person、課は section のどちらか1つ）
# [[extension]]
# lab = "l107-impact-evaluation"
# person = "000123"
# until = 2026-07-07T17:00:00
# reason = "災害対応"
"""


def new_cohort(
    folder: Path, ident: str, name: str = "", labs: Sequence[LabPlan] = (), exchange: str = "../exchange"
) -> Cohort:
    """Make the cohort's folder with settings, secret, empty roster, gradebook and nbgrader's config.

    Raises
    ------
    DxlabError: the id or the place can't be used; nothing is left behind then.
    """
    folder = folder.resolve()
    _check_place(folder, ident)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-new-", dir=folder.parent))
    try:
        text = _TEXT.format(
            id=toml_value(ident), name=toml_value(name or ident), exchange=toml_value(exchange)
        )
        (fresh / FILE).write_text(text + "".join(map(lab_block, labs)), encoding="utf-8")
        (fresh / "roster.csv").write_text(format_roster([]), encoding="utf-8-sig", newline="")
        write_secret(fresh)
        draft = read_cohort(fresh)
        place = (folder / exchange).resolve()
        ensure_config(StockCourse(folder, ident, place), write_to=fresh)
        with open_gradebook(draft.stock):
            pass
        fresh.chmod(0o700)  # gradebook, roster and secret are nobody else's business
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return dataclasses.replace(draft, root=folder, exchange=place)


def open_cohort(root: Path) -> tuple[Cohort, list[str]]:
    """An existing cohort with its managed config in place; the second part holds Japanese notices."""
    cohort = read_cohort(root)
    return cohort, ensure_config(cohort.stock)


def _check_place(folder: Path, ident: str) -> None:
    if not COHORT_ID.fullmatch(ident):
        raise DxlabError(
            "cohort-id",
            f"研修の番号「{ident}」は使えません。",
            "半角の英数字と - _ . で書いてください（例: --id 482013-2026-leader）。",
        )
    if any(c in str(folder) for c in "*?[]{}"):
        raise DxlabError(
            "cohort-place",
            f"{folder}: 場所の名前に * ? [ ] {{ }} は使えません。",
            "別の名前のフォルダを指定してください。",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DxlabError(
            "cohort-exists", f"{folder}: もう使われています。", "新しいフォルダの名前を指定してください。"
        )
