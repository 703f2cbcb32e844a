"""The keys of lab.toml, as data: the reader and docs/authoring.ja.md use this one table."""

from __future__ import annotations

from dataclasses import dataclass

TRACKS = ("all-staff", "manager", "leader", "optional")

#: Points of all exercises together, the quiz aside.
TOTAL_POINTS = {"all-staff": 50, "manager": 50, "leader": 100, "optional": 100}


@dataclass(frozen=True)
class Key:
    """One key: its kind (``text``, ``integer``, ``number``, ``truth``, ``texts``, ``table``, ``tables``)."""

    name: str
    kind: str
    required: bool
    meaning: str
    choices: tuple[str, ...] = ()


KINDS = {
    "text": '"文字"',
    "integer": "整数",
    "number": "数",
    "truth": "true か false",
    "texts": '["文字", "文字"]',
    "table": "{ 名前 = 値 }",
    "tables": "[[表]]",
}

LAB = (
    Key("title", "text", True, "実習の題名。教材の見出しと一覧に出ます。"),
    Key("subtitle", "text", True, "題名に添える短い説明。"),
    Key("track", "text", True, "だれ向けか。", TRACKS),
    Key("phase", "integer", True, "リーダー研修の第何期か。ほかは 0。"),
    Key("hours", "number", True, "標準の時間（時間）。"),
    Key("team", "truth", False, "班で1つ出す実習なら true。書かなければ false。"),
    Key("requires", "texts", False, "先に終えておく実習の id。"),
    Key("competencies", "texts", True, "身につく力の id。"),
    Key("facts", "texts", False, "本文で使う事実の id（datasets/reference/facts.csv）。"),
    Key("files", "texts", False, "受講者に一緒に配るファイル。実習のフォルダの中の名前。"),
    Key("tips", "texts", False, "一緒に配る効率アップテキスト（labs/tips/ のファイルの名前）。"),
    Key("data", "tables", False, "配るデータ。1つのファイルに1つ書きます。"),
    Key("manual", "tables", False, "人が採点する記述問題。1問に1つ書きます。"),
)

DATA = (
    Key("dataset", "text", True, "datasets/ の下のフォルダ名。"),
    Key("table", "text", True, "そのデータの、どの表か。"),
    Key("file", "text", True, "配るときの名前。data/ の下に置かれます。"),
    Key("knobs", "table", False, "データの作り方のつまみ。"),
    Key("together", "text", False, "対になる表の file。同じ種から作ります。書かなければ別の種です。"),
)

MANUAL = (
    Key("id", "text", True, "記述問題のセルの grade_id。"),
    Key("rubric", "text", True, "採点基準の名前。"),
)

TABLES = {"data": DATA, "manual": MANUAL}
