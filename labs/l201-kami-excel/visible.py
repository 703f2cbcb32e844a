"""Quick checks that ship with the release: kind and shape, on the released files.

They don't decide points; a plausible wrong answer passes here.
"""

from typing import Any

import pandas as pd

from dxlab.outcome import Outcome, failed, passed

BOOK = "data/kami_facility_usage.xlsx"
LATER = "ほかのファイルでも正しいかは、提出のあとで確かめます。"
COLUMNS = (
    "年月",
    "全国地方公共団体コード",
    "施設ID",
    "施設名",
    "時間帯",
    "件数",
    "人数",
    "状態",
    "備考",
)
ERRORS = ("行", "項目", "規則", "値", "直し方")


def q1(audit: Any, *, ask: Any) -> Outcome:
    found = audit(BOOK)
    if not isinstance(found, (set, list, tuple)) or not all(isinstance(rule, str) for rule in found):
        return failed("audit は、番号（文字）の集まりを返しましょう。return の行を見ましょう。")
    if not found:
        return failed("公民館のブックには、問題があるはずです。空らんを全部埋めましたか。")
    return passed(f"{len(found)}個の問題が見つかりました。{LATER}")


def q2(read_any_csv: Any, *, ask: Any) -> Outcome:
    for name in ("public_facilities_utf8sig.csv", "public_facilities_cp932.csv"):
        answer = read_any_csv("data/" + name)
        if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], pd.DataFrame)):
            return failed("答えは「表と、文字コードの名前」の組です。return df, name を見ましょう。")
        if len(answer[0]) < 50 or "ID" not in list(answer[0].columns):
            return failed(f"{name} の行や見出しが、正しく読めていません。")
    return passed(f"2つのファイルを読めました。{LATER}")


def q3(normalize: Any, *, ask: Any) -> Outcome:
    table = pd.DataFrame({"番号": [" ０１２－３ "], "人数": ["約1,234人"], "施設名": ["　㈱潮見　 館"]})
    kept = ask.keep(table)
    got = normalize(kept, {"番号": "code", "人数": "number", "施設名": "name"})
    if not isinstance(got, pd.DataFrame) or list(got.columns) != list(table.columns) or len(got) != 1:
        return failed("受け取った表と同じ列の表を返しましょう。")
    if not table.equals(ask.seen(kept)):
        return failed("元の表が変わっています。df.copy() で写しを作りましょう。")
    if got["人数"].tolist() != ["1234"]:
        return failed("「約1,234人」が、数字だけの文字になっていません。tidy_number を見ましょう。")
    return passed(f"見本の3列を直せました。{LATER}")


def q4(parse_jp_date: Any, *, ask: Any) -> Outcome:
    for text in ("令和7年4月1日", "R7.4.1", "2025/4/1", "45748", ""):
        answer = parse_jp_date(text)
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return failed("答えは、いつも「日付と、ひとこと」の組です。")
        if text and str(answer[0])[:4] != "2025":
            return failed(f"「{text}」が2025年の日付になっていません。元年は1年、と考えましょう。")
    return passed(f"見本の日付を読めました。{LATER}")


def q5(flat_header: Any, open_sheet: Any, *, ask: Any) -> Outcome:
    names = flat_header(open_sheet(BOOK, "４月"))
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        return failed("見出しの名前（文字）のリストを返しましょう。")
    if len(names) != len(set(names)):
        return failed("同じ名前があります。上の見出しと下の見出しを _ でつなぎましょう。")
    return passed(f"{len(names)}列の名前ができました。{LATER}")


def q6(tidy: Any, *, ask: Any) -> Outcome:
    table = tidy(BOOK)
    if not isinstance(table, pd.DataFrame):
        return failed("表が返ってきていません。問5ができているかも見ましょう。")
    missing = [column for column in COLUMNS if column not in list(table.columns)]
    if missing:
        return failed(f"列 {'、'.join(missing)} がありません。")
    months = table["年月"].nunique()
    if months != 12:
        return failed(f"年月が{months}種類あります。12か月になるはずです。かくれたシートも見ましょう。")
    return passed(f"{len(table)}行の表ができました。{LATER}")


def q7(check_standard: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("public_facilities_utf8sig.csv")
    found = check_standard(table.fillna(""))
    if not isinstance(found, pd.DataFrame) or [c for c in ERRORS if c not in list(found.columns)]:
        return failed("行・項目・規則・値・直し方 の5つの列がある表を返しましょう。")
    if not 3 <= len(found) < len(table):
        return failed("見つかった数が、多すぎるか少なすぎます。正しい行まで数えていませんか。")
    return passed(f"{len(found)}個のまちがいが見つかりました。{LATER}")
