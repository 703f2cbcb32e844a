"""What decides the points of L203.

Folders are made anew on the trainee's side, and its functions get their places.
Most reports are CSV files: opening a workbook costs more than judging it. What a
stop in the middle leaves is tried at every step that changes a file.
"""

import datetime
import re
from typing import Any

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, partial, passed

INBOX, PAYMENTS, LETTERS, CALENDAR = "d22-monthly-inbox", "d23-payments", "d24-letters", "d04-calendar"
FIELDS = "年月 課コード 課名 件数 時間".split()


def _report(ym: str, code: str, cases: int, hours: float = 1.5) -> bytes:
    return f"{','.join(FIELDS)}\r\n{ym},{code},第{code}係,{cases},{hours}\r\n".encode("cp932")


# Neither UTF-8 nor CP932, so no way of reading it succeeds.
BROKEN = _report("2026-06", "900", 1)[:-2] + b"\x81"


def _pair(answer: Any) -> bool:
    return isinstance(answer, (tuple, list)) and len(answer) == 2


def _names(pairs: Any) -> list[str] | None:
    """First parts of a list of pairs of text; None when it is something else."""
    if not isinstance(pairs, list) or not all(_pair(p) and isinstance(p[0], str) for p in pairs):
        return None
    return [p[0] for p in pairs]


# --- 問1: collecting ------------------------------------------------------------------------


def q1(collect: Any, *, ask: Any) -> Outcome:
    first, second = ask.seeds(2)
    small = ask.folder({"1.csv": BROKEN, "2.csv": _report("2026-06", "002", 5)})
    if ask.raises(lambda: collect(small, "2026-06"), "Exception"):
        return failed(
            "読めないファイルが1つあると、止まってしまいます。try は1つのファイルごとに書きましょう。"
        )
    files, rows, bad, same = _inbox(ask, first, "2026-06")
    trouble = _collect_trouble(collect(ask.folder(files), "2026-06"), rows, bad, same)
    if trouble:
        return failed(trouble)
    _, plain = ask.make(INBOX, second, n=4, n_xlsx=0, ym="2025-11", defects=False)
    good = _collect_trouble(collect(ask.folder(plain["files"]), "2025-11"), plain["rows"], set(), [])
    if good:
        return failed(good)
    return _nothing(collect(ask.folder({"~$空.xlsx": b"\x05"}), "2026-06"))


def _inbox(ask: Any, seed: int, ym: str) -> tuple[dict[str, bytes], list[Any], set[str], list[set[str]]]:
    """Files, right rows, names that must be among the issues, groups of equal files."""
    _, truth = ask.make(INBOX, seed, n=6, n_xlsx=2, ym=ym)
    files, planted = dict(truth["files"]), truth["planted"]
    twin = truth["good"][-1]  # a copy whose name gives nothing away
    files |= {"報告_800_202606.csv": files[twin], "000_こわれた.csv": BROKEN, "001_空.csv": b""}
    files["002_列が足りない.csv"] = f"年月,課コード\r\n{ym},801\r\n".encode("cp932")
    files["コピーではない報告.csv"] = _report(ym, "802", 7)
    rows = [*truth["rows"], dict(zip(FIELDS, (ym, "802", "第802係", 7, 1.5)))]
    bad = {planted["wrong_month"], planted["half_written"]}
    bad |= {"000_こわれた.csv", "001_空.csv", "002_列が足りない.csv"}
    groups = [{copy, original} for copy, original in truth["same"].items()]
    again = {"報告_800_202606.csv", twin}
    overlapping = [group for group in groups if group & again]
    return files, rows, bad, [group for group in groups if not group & again] + [again.union(*overlapping)]


def _collect_trouble(answer: Any, rows: list[Any], bad: set[str], same: list[set[str]]) -> str:
    if not (_pair(answer) and isinstance(answer[0], pd.DataFrame)):
        return "答えは「集めた表と、問題のリスト」の組です。"
    table, names = answer[0], _names(answer[1])
    if names is None or [c for c in FIELDS if c not in list(table.columns)]:
        return "集めた表の列は COLUMNS、問題は (ファイルの名前, 理由) のリストにしましょう。"
    return _row_trouble(_cells(table), [tuple(row[c] for c in FIELDS) for row in rows]) or _issue_trouble(
        names, bad, same
    )


def _cells(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = table[FIELDS].astype(object).to_numpy().tolist()
    return [tuple(row) for row in rows]


def _row_trouble(got: list[tuple[Any, ...]], want: list[tuple[Any, ...]]) -> str:
    months = {row[0] for row in want}
    if any(row[0] not in months for row in got):
        return "年月のちがう報告が、表に入っています。"
    codes, right = [str(row[1]) for row in got], [row[1] for row in want]
    if len(codes) > len(set(codes)):
        return "同じ報告を2回数えています。名前ではなく、中身の指紋で比べましょう。"
    if sorted(codes) != sorted(right):
        return "表に入った報告が、多いか足りません。読めるものは名前で決めず、全部集めましょう。"
    if sorted(got) != sorted(want):
        return "報告の中身が変わっています。read_report の答えを、そのまま足しましょう。"
    return ""


def _issue_trouble(names: list[str], bad: set[str], same: list[set[str]]) -> str:
    if any(name.startswith(("~$", ".")) for name in names):
        return "一時ファイルとかくしファイルは、問題のリストに入れません。"
    if not bad <= set(names):
        return "数えなかったファイルが、問題のリストにありません。黙ってとばさず、名前と理由を残しましょう。"
    copies = [len(group & set(names)) == len(group) - 1 for group in same]
    if not all(copies):
        return "同じ中身のファイルは、1つだけを数え、ほかを問題のリストに入れましょう。"
    if len(names) > len(set(names)) or set(names) - bad - set().union(*same):
        return "正しい報告まで、問題のリストに入っています。"
    return ""


def _nothing(answer: Any) -> Outcome:
    if not (_pair(answer) and isinstance(answer[0], pd.DataFrame) and answer[1] == []):
        return failed("報告が1つもないときは、列だけの表と空のリストにしましょう。")
    if len(answer[0]) or [c for c in FIELDS if c not in list(answer[0].columns)]:
        return failed("報告が1つもないときは、列だけの表にしましょう。")
    return passed()


# --- 問2: reconciling -------------------------------------------------------------------------

GROUPS = ("matched", "diff", "only_a", "only_b", "dup")
IDS = ("application_id", "payment_id")


def q2(reconcile: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    a, b, want = _payments(ask, seed)
    kept = ask.keep(a), ask.keep(b)
    trouble = _group_trouble(reconcile(*kept, "key", "amount"), want)
    if trouble:
        return failed(trouble)
    if not (a.equals(ask.seen(kept[0])) and b.equals(ask.seen(kept[1]))):
        return failed("計算は合っています。ただ、受け取った表が変わっています。写しを作りましょう。")
    swapped = {i: {"only_a": "only_b", "only_b": "only_a"}.get(group, group) for i, group in want.items()}
    if _group_trouble(reconcile(b, a, "key", "amount"), swapped):
        return failed("2つの表を入れかえて渡すと、答えが合いません。どちらの表も同じように扱いましょう。")
    alone = {i: "dup" if group == "dup" else "only_a" for i, group in want.items() if i.startswith("A")}
    if _group_trouble(reconcile(a, b.iloc[:0], "key", "amount"), alone):
        return failed("片方の表に1行もないとき、答えが合いません。")
    return passed()


def _payments(ask: Any, seed: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Both tables with another index, and id -> group. One repeated key stands on both sides."""
    knobs: dict[str, Any] = {"n": 24, "only": (5, 3), "n_diff": 4, "dups": (5, 4)}
    a, truth = ask.make(PAYMENTS, seed, table="applications.csv", **knobs)
    b, _ = ask.make(PAYMENTS, seed, table="payments.csv", **knobs)
    groups = {key: group for group in GROUPS for key in truth[group]}
    again = next(key for key in a["key"] if groups[key] == "dup")
    extra = pd.DataFrame({"payment_id": ["P90001", "P90002"], "key": [again] * 2, "amount": [300, 450]})
    b = pd.concat([b, extra], ignore_index=True)
    want = {i: groups[key] for i, key in zip(a["application_id"], a["key"])}
    want |= {i: groups[_plain(key)] for i, key in zip(b["payment_id"], b["key"])}
    b["amount"] = b["amount"] + np.where(np.arange(len(b)) % 2, 5e-8, -5e-8)
    a.index, b.index = a.index * 2 + 7, b.index * 3 + 1
    return a, b, want


HALF = dict(
    zip(
        "ｱｲｳｴｶｷｸｹｻｼｽｾﾀﾁﾂﾃﾅﾆﾇﾈﾊﾋﾌﾍﾏﾐﾑﾒﾗﾘﾙﾚ", "アイウエカキクケサシスセタチツテナニヌネハヒフヘマミムメラリルレ"
    )
)
VOICED = {"ｶﾞ": "ガ", "ｷﾞ": "ギ", "ｸﾞ": "グ", "ｹﾞ": "ゲ"}
WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")


def _plain(key: str) -> str:
    for half, full in (VOICED | HALF).items():
        key = key.replace(half, full)
    text = "".join(key.translate(WIDE).split())
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _group_trouble(groups: Any, want: dict[str, str]) -> str:
    if not isinstance(groups, dict) or not all(isinstance(groups.get(g), pd.DataFrame) for g in GROUPS):
        return "matched、diff、only_a、only_b、dup の5つの表の組を返しましょう。"
    found: dict[str, list[str]] = {}
    for group in GROUPS:
        for column in IDS:
            if column in list(groups[group].columns):
                for i in groups[group][column].dropna().tolist():
                    found.setdefault(str(i), []).append(group)
    if set(found) - set(want):
        return "元の表にない行があります。元の表の列を、そのまま残しましょう。"
    return _lost_or_doubled(found, want) or _misplaced({i: g[0] for i, g in found.items()}, want)


def _lost_or_doubled(found: dict[str, list[str]], want: dict[str, str]) -> str:
    lost = {want[i] for i in want if i not in found}
    if "only_a" in lost or "only_b" in lost:
        return "片方だけにある行が消えています。内部結合ではなく、外部結合を使いましょう。"
    if lost:
        return "どの表にも入っていない行があります。5つの表に、1行ずつ仕分けましょう。"
    doubled = {want[i] for i, groups in found.items() if len(groups) > 1}
    if "dup" in doubled:
        return "重複しているキーの行が、結合で増えています。結合の前に dup に分けましょう。"
    return "同じ行が2回入っています。どれか1つの表に入れましょう。" if doubled else ""


def _misplaced(found: dict[str, str], want: dict[str, str]) -> str:
    wrong = {(want[i], found[i]) for i in want if found[i] != want[i]}
    if any(right in ("matched", "diff") and got in ("only_a", "only_b") for right, got in wrong):
        return "同じキーなのに、片方だけと答えています。半角・全角、ひらがな、空白をそろえましょう。"
    if any(right == "dup" for right, _ in wrong):
        return "重複しているキーの行が、dup に入っていません。どちらかの表で2回以上なら、両方の行を入れましょう。"
    if ("matched", "diff") in wrong:
        return (
            "同じ金額を、ちがうと答えています。小数の計算のごみがあるので、差が1円未満なら同じとみなします。"
        )
    return "金額がちがう行が、matched に入っています。" if wrong else ""


# --- 問3: 和暦 ------------------------------------------------------------------------------------

ERAS = (
    ("令和", "R", datetime.date(2019, 5, 1)),
    ("平成", "H", datetime.date(1989, 1, 8)),
    ("昭和", "S", datetime.date(1926, 12, 25)),
)
EDGES = (
    (2019, 4, 30),
    (2019, 5, 1),
    (1989, 1, 7),
    (1989, 1, 8),
    (1926, 12, 25),
    (2019, 12, 31),
    (1989, 11, 3),
)


def _wareki(d: datetime.date) -> dict[str, str]:
    name, letter, begin = next(era for era in ERAS if d >= era[2])
    year = d.year - begin.year + 1
    return {
        "普通": f"{name}{'元' if year == 1 else year}年{d.month}月{d.day}日",
        "0埋め": f"{name}{year:02d}年{d.month:02d}月{d.day:02d}日",
        "略記": f"{letter}{year}.{d.month}.{d.day}",
    }


def q3(wareki: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    rng = np.random.default_rng(seed)
    days = [
        datetime.date(first + int(rng.integers(span)), int(rng.integers(1, 13)), int(rng.integers(1, 29)))
        for first, span in ((2020, 25), (1990, 29), (1927, 62))
        for _ in range(6)
    ]
    days += [datetime.date(*edge) for edge in EDGES]
    answers = [
        (day, style, right, wareki(day, style)) for day in days for style, right in _wareki(day).items()
    ]
    wrong = list(dict.fromkeys(_why(*answer) for answer in answers if answer[3] != answer[2]))
    if not wrong:
        return passed()
    if OTHER in wrong:
        return failed(OTHER)
    return partial(0.5, *wrong) if wrong in ([FIRST], [ZERO]) else failed(*wrong)


FIRST = "元年の書き方が合いません。「元年」と書くのは「普通」のときだけで、ほかは1年です。"
ZERO = "「0埋め」は、年も月も日も2けたにします。"
EDGE = "元号が変わる日の前後が合いません。始まった日の当日から、新しい元号です。"
OTHER = "年・月・日の数か、書き方が合いません。始まりの年を1年と数え、文字を返しましょう。"


def _why(day: datetime.date, style: str, right: str, got: Any) -> str:
    if (
        isinstance(got, str)
        and style == "普通"
        and got.replace("元年", "1年") == right.replace("元年", "1年")
    ):
        return FIRST
    if (
        isinstance(got, str)
        and style == "0埋め"
        and re.sub(r"\b0+", "", _spaced(got)) == re.sub(r"\b0+", "", _spaced(right))
    ):
        return ZERO
    return EDGE if (day.year, day.month, day.day) in EDGES[:5] else OTHER


def _first_as_one(text: str) -> str:
    """Any way of writing a first year, in one form."""
    return re.sub("(?<=[和成])(元|01|1)年0?([0-9]+)月0?([0-9]+)", r"1年\2月\3", text)


def _spaced(text: str) -> str:
    """A space around every number, so that its leading zeros stand at its edge."""
    return re.sub("([0-9]+)", r" \1 ", text)


# --- 問4: letters ---------------------------------------------------------------------------------


def q4(render_letters: Any, *, ask: Any) -> Outcome:
    first, second = ask.seeds(2)
    template, rows, missing = _people(ask, first, n=14, n_missing=3)
    lacking = [row for row in rows if row["id"] in missing]
    if ask.raises(lambda: render_letters(template, lacking), "Exception"):
        return failed(
            "必要な値がない人がいると、止まってしまいます。作れなかった人に入れて、次へ進みましょう。"
        )
    trouble = _letters_trouble(render_letters(template, rows), template, rows, missing)
    if trouble:
        return failed(trouble)
    own = "{{id}}／{{name}}{{title}}／{{address1}}／{{address2}}／{{name}}\n{{due}}　{{amount}}円"
    _, rows, missing = _people(ask, second, n=6, n_missing=1)
    kept = ask.keep(rows)
    trouble = _letters_trouble(render_letters(own, kept), own, rows, missing)
    if trouble:
        return failed(trouble)
    if ask.seen(kept) != rows:
        return failed(
            "通知は合っています。ただ、受け取った一覧が変わっています。dict(row) で写しを作りましょう。"
        )
    answer = render_letters(own + "{{phone}}", rows)
    if not (_pair(answer) and answer[0] == [] and len(_names(answer[1]) or []) == len(rows)):
        return failed("値のない目印がひな形にあるときは、通知を作らず、全員を作れなかった人に入れましょう。")
    return passed()


def _people(ask: Any, seed: int, **knobs: Any) -> tuple[str, list[dict[str, str]], set[str]]:
    table, truth = ask.make(LETTERS, seed, table="recipients.csv", blank_rate=0.5, **knobs)
    rows = table.sample(frac=1, axis=1, random_state=seed % 1000).to_dict("records")
    whole = [row for row in rows if row["id"] not in truth["missing"]]
    whole[-1]["name"] = "　"  # blank to the eye
    # What a draw of few people may leave out: rare letters, an organisation, a second line before none.
    for row, surname, title in zip(whole, ("𠮷汐", "髙瀬川", "凪山"), ("様", "様", "御中")):
        row["name"], row["title"] = f"{surname}　そら", title
    whole[0]["address2"], whole[1]["address2"] = "汐風荘1901号室", ""
    return truth["template"], rows, set(truth["missing"]) | {whole[-1]["id"]}


def _letter(template: str, row: dict[str, str]) -> str:
    shown = row | {
        "due": _wareki(datetime.date.fromisoformat(row["due"]))["普通"],
        "amount": f"{int(row['amount']):,}",
    }
    for name, value in shown.items():
        template = template.replace("{{" + name + "}}", value)
    return template


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _letters_trouble(answer: Any, template: str, rows: list[dict[str, str]], missing: set[str]) -> str:
    if not _pair(answer):
        return "答えは「通知のリストと、作れなかった人のリスト」の組です。"
    numbers, failed_numbers = _names(answer[0]), _names(answer[1])
    if numbers is None or failed_numbers is None or not all(isinstance(text, str) for _, text in answer[0]):
        return "通知は (通知番号, 文)、作れなかった人は (通知番号, 理由) のリストにしましょう。"
    if missing & set(numbers):
        return "必要な値がない人にも、通知を作っています。空白だけの値も、空とみなします。"
    whole = [row for row in rows if row["id"] not in missing]
    if numbers != [row["id"] for row in whole]:
        return "通知の番号か順番が合いません。作れる人の分を、一覧の順に1通ずつ作りましょう。"
    if sorted(failed_numbers) != sorted(missing):
        return "作れなかった人のリストが合いません。通知番号と理由を、1人1回ずつ残しましょう。"
    wrong = [
        (text, row)
        for row, (_, text) in zip(whole, answer[0])
        if _lines(text) != _lines(_letter(template, row))
    ]
    if any(_has_others(text, row, rows) for text, row in wrong):
        return "ほかの人の値が入った通知があります。1人ごとに新しい辞書を作りましょう。"
    return _letter_trouble(*wrong[0]) if wrong else ""


def _has_others(text: str, row: dict[str, str], rows: list[dict[str, str]]) -> bool:
    others = [r[c] for r in rows if r["id"] != row["id"] for c in ("id", "address1", "address2") if r[c]]
    return any(value in text for value in others if value not in row.values())


def _letter_trouble(text: str, row: dict[str, str]) -> str:
    if "{{" in text:
        return "目印が残った通知があります。"
    if row["name"] not in text:
        return "氏名の字が変わっています。𠮷 のような字も、そのまま残しましょう。"
    if row["title"] not in text:
        return "敬称が、一覧の title とちがいます。"
    if f"{int(row['amount']):,}" not in text:
        return "金額は、3けたごとにコンマを付けましょう。"
    if _wareki(datetime.date.fromisoformat(row["due"]))["普通"] not in text:
        return "期限の日付が合いません。問3の wareki を「普通」で使いましょう。問3も確かめましょう。"
    return "その人の値が、目印のところに入っていません。"


# --- 問5: business days ------------------------------------------------------------------------------

# Friday before the holidays of May, before three in September, the last days of the year; a Saturday.
STARTS = ((2026, 5, 1), (2026, 9, 18), (2026, 12, 26), (2026, 12, 28), (2026, 4, 30), (2026, 8, 1))


def q5(due_date: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    usual, _ = ask.make(CALENDAR, seed, fiscal_year=2026)
    other, truth = ask.make(CALENDAR, seed, fiscal_year=2026, extra_closed=12)
    rng = np.random.default_rng(seed)
    cases = [(usual, datetime.date(*start), n) for start in STARTS for n in (1, 3)]
    cases += [(usual, datetime.date(2026, 6, 1) + datetime.timedelta(int(rng.integers(200))), 15)]
    closed = [datetime.date.fromisoformat(day) for day in truth["extra"] if "2026-04-01" < day < "2027-03-15"]
    cases += [(other, day - datetime.timedelta(1), 2) for day in closed[:6]]
    for calendar, start, n in cases:
        for count_first in (False, True):
            trouble = _due_trouble(due_date(start, n, calendar, count_first), calendar, start, n, count_first)
            if trouble:
                return failed(trouble)
    if due_date(datetime.date(2026, 5, 1), 1, usual) != _due(usual, datetime.date(2026, 5, 1), 1, False):
        return failed("count_first を書かないときは、次の日から数えましょう。")
    if not ask.raises(lambda: due_date(datetime.date(2027, 3, 30), 5, usual), "ValueError"):
        return partial(0.75, "暦の表にない日まで進んだら、stop で説明を出して止まりましょう。")
    return passed()


def _due(calendar: pd.DataFrame, start: datetime.date, n: int, count_first: bool) -> datetime.date:
    days = calendar.loc[calendar["is_open"] == 1, "date"].tolist()
    first = start.isoformat()
    counted = [day for day in days if day > first or (count_first and day == first)]
    return datetime.date.fromisoformat(counted[n - 1])


def _due_trouble(got: Any, calendar: pd.DataFrame, start: datetime.date, n: int, count_first: bool) -> str:
    if not isinstance(got, datetime.date):
        return "答えは日付（date）です。"
    if got == _due(calendar, start, n, count_first):
        return ""
    if got == _due(calendar, start, n, not count_first):
        return "始まりの日の数え方が合いません。count_first のときだけ、その日から数えます。"
    weekdays = pd.bdate_range(start + datetime.timedelta(0 if count_first else 1), periods=n)
    if got == weekdays[-1].date():
        return "曜日だけで決めています。祝日、振替休日、年末年始、臨時の閉庁も、暦の表で調べましょう。"
    if got == start + datetime.timedelta(n):
        return "閉まっている日も数えています。"
    return "開庁日の数が合いません。1日ずつ進み、開庁日のときだけ数えましょう。"


# --- 問6: the inbox --------------------------------------------------------------------------------------

PLACES = ("inbox", "done", "error", "ledger.csv")
YM = "2026-06"


def _places(root: Any) -> list[str]:
    return [str(root.joinpath(name)) for name in PLACES]


def _codes(files: dict[str, bytes]) -> list[str] | None:
    """Division codes in the ledger, in its order; None when it can't be read."""
    text = files.get("ledger.csv", b"").decode("utf-8-sig", "replace")
    lines = [line.split(",") for line in text.splitlines() if line]
    if not lines or "課コード" not in lines[0]:
        return None
    place = lines[0].index("課コード")
    return [line[place].strip('"') for line in lines[1:] if len(line) > place]


def _below(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {name.split("/", 1)[1]: data for name, data in files.items() if name.startswith(folder + "/")}


def q6(process_inbox: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    rng = np.random.default_rng(seed)
    reports = {f"報告_{i:03d}.csv": _report(YM, f"{i:03d}", int(rng.integers(5, 400))) for i in (1, 2, 3)}
    small = ask.folder({"inbox/0.csv": BROKEN})
    if ask.raises(lambda: process_inbox(*_places(small), lambda *_: None), "Exception"):
        return failed("読めない報告が1つあると、止まってしまいます。確認のフォルダへ移し、次へ進みましょう。")
    for look in (_one_pass, _again, _interrupted):
        trouble = look(process_inbox, reports, ask)
        if trouble:
            return failed(trouble)
    return passed()


def _one_pass(process_inbox: Any, reports: dict[str, bytes], ask: Any) -> str:
    """One inbox with everything in it; a file is still growing meanwhile."""
    half = _report(YM, "004", 9)
    odd = {"~$報告_001.csv": b"\x05owner", ".hidden": b"\x00", "000_こわれた.csv": BROKEN}
    files = reports | odd | {"報告_004.csv": half[:30]}
    root = ask.folder({f"inbox/{name}": data for name, data in files.items()})
    places = _places(root)
    notes = process_inbox(*places, lambda *_: ask.put(root, {"inbox/報告_004.csv": half}))
    after = ask.files_of(root)
    if "inbox/報告_004.csv" not in after or "004" in (_codes(after) or []):
        return "書きこみ中のファイルを処理しています。待つ前と後で大きさを比べ、変わっていたら残しましょう。"
    trouble = _lost(after, [*reports.values(), half, *odd.values()])
    if trouble:
        return trouble
    names = _names(notes)
    if names is None or set(names) - set(files) or not set(reports) <= set(names):
        return "process_inbox の答えは、(ファイルの名前, 計画の言葉) のリストにしましょう。"
    return _place_trouble(after, reports) or _second_pass(process_inbox, root, ask)


def _place_trouble(after: dict[str, bytes], reports: dict[str, bytes]) -> str:
    inbox, done, error = (_below(after, name) for name in ("inbox", "done", "error"))
    codes = _codes(after)
    if "~$報告_001.csv" not in inbox or ".hidden" not in inbox:
        return "一時ファイルかかくしファイルにさわっています。受け箱に残しましょう。"
    if codes is None:
        return "台帳ができていないか、読めません。LEDGER の列で書きましょう。"
    if sorted(codes) != ["001", "002", "003"]:
        return "読める報告が、台帳に1回ずつ入っていません。1つ読めなくても、残りを続けましょう。"
    if sorted(done.values()) != sorted(reports.values()):
        return (
            "済のフォルダの中身が、台帳に足した報告と合いません。読めない報告は、確認のフォルダへ移します。"
        )
    if BROKEN not in error.values():
        return "読めない報告は、確認のフォルダへ移しましょう。"
    if not any(data.strip() and data != BROKEN for data in error.values()):
        return "確認のフォルダに、読めなかった理由が書かれていません。"
    return ""


def _second_pass(process_inbox: Any, root: Any, ask: Any) -> str:
    process_inbox(*_places(root), lambda *_: None)  # what had been growing is now whole
    settled = ask.files_of(root)
    if sorted(_codes(settled) or []) != ["001", "002", "003", "004"]:
        return "書きこみが終わった報告は、次の回で台帳に足しましょう。"
    process_inbox(*_places(root), lambda *_: None)
    if ask.files_of(root) != settled:
        return "新しい報告がないのに、もう一度動かすと何かが変わります。"
    return ""


def _lost(after: dict[str, bytes], originals: list[bytes]) -> str:
    there = list(after.values())
    if all(there.count(data) >= originals.count(data) for data in originals):
        return ""
    return "届いたファイルが消えたか、中身が変わっています。消さずに移し、同じ名前を上書きしないようにしましょう。"


def _again(process_inbox: Any, reports: dict[str, bytes], ask: Any) -> str:
    """Next day: a known report under a new name, new reports under a known name, one of them twice."""
    root = ask.folder({f"inbox/{name}": data for name, data in reports.items()})
    process_inbox(*_places(root), lambda *_: None)
    first, second, _ = reports
    new = _report(YM, "005", 8)
    ask.put(root, {"inbox/別の名前.csv": reports[first], f"inbox/{second}": new, "inbox/もう一度.csv": new})
    notes = process_inbox(*_places(root), lambda *_: None)
    after = ask.files_of(root)
    trouble = _lost(after, [*reports.values(), reports[first], new, new])
    if trouble:
        return trouble
    codes = _codes(after) or []
    if "005" not in codes:
        return "同じ名前の新しい報告が、台帳に入っていません。名前ではなく、中身の指紋で見分けましょう。"
    if sorted(codes) != ["001", "002", "003", "005"]:
        return "同じ中身の報告が、台帳に2回入っています。足す前に、指紋が台帳にあるかを見ましょう。"
    if "別の名前.csv" not in (_names(notes) or []):
        return "処理ずみのファイルも、答えのリストに名前と言葉を残しましょう。"
    return ""


def _interrupted(process_inbox: Any, reports: dict[str, bytes], ask: Any) -> str:
    """The power fails at each step in turn; then it runs once more."""
    names = list(reports)[:2]
    for after in range(40):
        root = ask.folder({f"inbox/{name}": reports[name] for name in names} | {"inbox/9.csv": BROKEN})
        places = _places(root)
        cut = ask.cut_short(process_inbox, *places, lambda *_: None, folder=root, after=after)
        middle = ask.files_of(root)
        if not cut:
            return "" if after > 2 else "台帳と済のフォルダに、何も書かれていません。"
        trouble = _lost(middle, [reports[names[0]], reports[names[1]], BROKEN])
        if trouble:
            return "とちゅうで止まると、" + trouble
        if ask.raises(lambda p=places: process_inbox(*p, lambda *_: None), "Exception"):
            return "とちゅうで止まったあと、もう一度動かすとエラーになります。台帳は下書きから名前を変えて作りましょう。"
        trouble = _rerun_trouble(ask.files_of(root), [reports[name] for name in names])
        if trouble:
            return trouble
    return "ファイルを書きかえる回数が多すぎます。1つの報告ごとに、台帳と移すのを1回ずつにしましょう。"


def _rerun_trouble(after: dict[str, bytes], originals: list[bytes]) -> str:
    codes = _codes(after) or []
    if len(codes) > len(set(codes)):
        return "とちゅうで止まってやり直すと、台帳に同じ報告が2回入ります。足す前に、指紋が台帳にあるかを見ましょう。"
    if sorted(codes) != ["001", "002"]:
        return "とちゅうで止まってやり直すと、台帳の報告が足りません。下書きから名前を変え、台帳が先、移すのは後にしましょう。"
    if _lost(after, [*originals, BROKEN]):
        return "とちゅうで止まってやり直すと、届いたファイルが失われます。"
    return "" if not _below(after, "inbox") else "やり直したあとも、受け箱に報告が残っています。"


# --- 問7: a dry run ------------------------------------------------------------------------------------------


EARLIER = "2026-05-01 09:00 先月の報告: 足す"


def q7(run: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    rng = np.random.default_rng(seed)
    names = [f"報告_{int(n):03d}.csv" for n in rng.permutation(90)[:3] + 1]
    reports = {name: _report(YM, name[3:6], i + 4) for i, name in enumerate(names)}
    inbox = {f"inbox/{name}": data for name, data in (reports | {"0.csv": BROKEN}).items()}
    root = ask.folder(inbox | {"log.txt": f"{EARLIER}\n".encode()})
    places = [*_places(root), str(root.joinpath("log.txt"))]
    before = ask.files_of(root)
    if ask.cut_short(run, *places, lambda *_: None, True, folder=root, after=0):
        return failed("試し運転なのに、ファイルかフォルダを作ったり変えたりしています。")
    plan = run(*places, lambda *_: None)
    if ask.files_of(root) != before:
        return failed("dry を書かないときも、試し運転にしましょう。何も変えてはいけません。")
    if not _tells(plan, names):
        return failed(
            "計画は、1つのファイルに1つの文のリストです。ファイルの名前と、計画の言葉を書きましょう。"
        )
    return _real_run(run(*places, lambda *_: None, False), ask.files_of(root), names)


def _tells(plan: Any, names: list[str]) -> bool:
    if not isinstance(plan, list) or not all(isinstance(line, str) for line in plan):
        return False
    said = all(sum(name in line and "足す" in line for line in plan) == 1 for name in names)
    return len(plan) == len(names) + 1 and said and any("0.csv" in s and "読めない" in s for s in plan)


def _real_run(plan: Any, after: dict[str, bytes], names: list[str]) -> Outcome:
    if sorted(_codes(after) or []) != sorted(name[3:6] for name in names):
        return failed("本番（dry=False）で、報告が処理されていません。問6の process_inbox も確かめましょう。")
    if not _tells(plan, names):
        return failed("本番のときも、計画の文のリストを返しましょう。")
    log = after.get("log.txt", b"").decode("utf-8", "replace").splitlines()
    if EARLIER not in log:
        return failed("ログの前の記録が消えています。後ろに書き足しましょう。")
    if not all(any(name in line for line in log) for name in [*names, "0.csv"]):
        return failed("本番のログに、処理したファイルの名前が1行ずつ残っていません。")
    return passed()


# --- 問8: does it pay? -----------------------------------------------------------------------------------------


def q8(break_even: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    rng = np.random.default_rng(seed)
    for _ in range(12):
        minutes, runs = int(rng.integers(6, 30)), int(rng.integers(60, 300))
        dev, maint, rate = (
            int(rng.integers(10, 80)),
            float(rng.integers(1, 5)) / 2,
            float(rng.integers(2, 40)) / 100,
        )
        by_hand = minutes * runs / 60
        got = break_even(minutes, runs, dev, maint, rate)
        if not ask.close(got, dev / (by_hand * (1 - rate) - maint), 1e-6):
            return failed(_even_trouble(got, dev, by_hand, maint, rate, ask))
    for never in ((10, 60, 20, 10, 0.0), (10, 60, 20, 12, 0.0), (10, 60, 20, 5, 0.5), (10, 60, 20, 1, 1.0)):
        if break_even(*never) is not None:
            return failed("時間が減らないとき（ちょうど同じときも）、元は取れません。None を返しましょう。")
    return passed()


def _even_trouble(got: Any, dev: float, by_hand: float, maint: float, rate: float, ask: Any) -> str:
    if not ask.is_number(got):
        return "時間が減るときは、月数（数）を返しましょう。"
    if ask.close(got, dev / by_hand, 1e-6) or ask.close(got, dev / (by_hand * (1 - rate)), 1e-6):
        return "世話の時間が入っていません。毎月かかるので、減る時間から引きましょう。"
    if ask.close(got, dev / (by_hand - maint), 1e-6):
        return "例外の手作業が入っていません。例外は、人が今までどおり手で行います。"
    if ask.close(got, dev / (by_hand * 60 * (1 - rate) - maint), 1e-3):
        return "分と時間が混ざっています。1件の分を60で割りましょう。"
    return "月数が合いません。作る時間 ÷ 1か月に減る時間 です。"
