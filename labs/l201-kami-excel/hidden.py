"""What decides the points of L201.

Books and lists are made anew and put into a fresh folder on the trainee's side;
the functions get their paths. Small books: opening one costs more than judging it.
"""

import datetime
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, partial, passed

KAMI = "d19-kami-excel"
CHANGED = "計算は合っています。ただ、受け取った元の表が変わっています。df.copy() で写しを作りましょう。"


def _path(ask: Any, name: str, data: bytes) -> str:
    return str(ask.folder({name: data}).joinpath(name))


def _book(ask: Any, seed: int, **knobs: Any) -> tuple[str, Any]:
    data, truth = ask.make(KAMI, seed, **knobs)
    return _path(ask, "book.xlsx", data), truth


# --- 問1: which rules does a book break? ---------------------------------------------------

# Things are hidden, merged and coloured in three ways: a book for each.
BOOKS = (
    ("", 0),
    ("L1-02,L1-07,L1-12,L1-13,L2-01", 0),
    ("L1-04,L1-06,L1-11,L1-13,L3-05,L2-01", 1),
    ("L1-03,L1-08,L1-12,L1-13,L2-03", 2),
)
OWN = {
    "L1-11": "色（L1-11）を調べるところ",
    "L1-12": "結合（L1-12）を調べるところ",
    "L1-13": "かくれたシート・行・列（L1-13）を調べるところ",
    "L2-01": "数のつもりの文字（L2-01）を調べるところ",
}


def q1(audit: Any, *, ask: Any) -> Outcome:
    books = [
        _book(ask, seed, form="list", rules=rules, way=way) for seed, (rules, way) in zip(ask.seeds(4), BOOKS)
    ]
    said = [audit(path) for path, _ in books]
    if not all(isinstance(s, (set, frozenset, list, tuple)) for s in said):
        return failed("audit は、番号（文字）の集まりを返しましょう。")
    found = [{rule for rule in s if isinstance(rule, str)} for s in said]
    if found[0]:
        return failed("問題のないブックで、問題があると答えています。問題のあるときだけ番号を入れましょう。")
    planted = [set(truth["rules"]) for _, truth in books]
    wrong = sorted({rule for got, want in zip(found, planted) for rule in got ^ want})
    own = [OWN[rule] for rule in wrong if rule in OWN]
    if own:
        return _some_of_four(len(own), own)
    good = all(_f1(got, want) >= 0.8 for got, want in zip(found[1:], planted[1:]))
    return passed() if good else failed("用意ずみの8個の調べ方が変わっています。audit の中を見ましょう。")


def _some_of_four(missing: int, own: list[str]) -> Outcome:
    message = f"{'、'.join(own)}が、まだ合っていません。値だけでなく、見た目の設定も調べましょう。"
    return failed(message) if missing > 2 else partial(0.5 if missing == 1 else 0.25, message)


def _f1(got: set[str], want: set[str]) -> float:
    return 2 * len(got & want) / (len(got) + len(want))


# --- 問2: reading a file --------------------------------------------------------------------

TEXT = "コード,名称\r\n009202,①髙砂㈱～\r\n012084,緑が丘\r\n000001,\r\n"
BOTH = "あい,名称\r\n001,公民館\r\n"  # its UTF-8 bytes are also valid CP932


def q2(read_any_csv: Any, *, ask: Any) -> Outcome:
    want = [["009202", "①髙砂㈱～"], ["012084", "緑が丘"], ["000001", ""]]
    for written, names in (
        ("cp932", ("cp932",)),
        ("utf-8", ("utf-8-sig", "utf-8")),
        ("utf-8-sig", ("utf-8-sig", "utf-8")),
    ):
        answer = read_any_csv(_path(ask, "a.csv", TEXT.encode(written)))
        trouble = _read_trouble(answer, want, names)
        if trouble:
            return failed(trouble)
    if not _reads_strict_first(read_any_csv(_path(ask, "a.csv", BOTH.encode()))):
        return failed("UTF-8のファイルが、別の文字に化けています。厳しい utf-8-sig を先に試しましょう。")
    broken = (
        "番号,町\r\n001,x\r\n".encode("utf-16"),  # cp932 would read it as nonsense
        TEXT.encode("cp932") + b"\x81",
        "コード,名称\r\n1,緑が丘\r\n".encode() + b"\x81",
    )
    paths = [_path(ask, "a.csv", data) for data in broken]
    if not all(ask.raises(lambda p=path: read_any_csv(p), "ValueError", has="文字コード") for path in paths):
        return failed(
            "読めないファイルを読めたことにしています。「文字コード」という言葉の入った説明を出して止まりましょう。"
        )
    return passed()


def _reads_strict_first(answer: Any) -> bool:
    return (
        isinstance(answer, tuple)
        and len(answer) == 2
        and isinstance(answer[0], pd.DataFrame)
        and (list(answer[0].columns) == ["あい", "名称"])
    )


def _read_trouble(answer: Any, want: list[list[str]], names: tuple[str, ...]) -> str:
    if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], pd.DataFrame)):
        return "答えは「表と、文字コードの名前」の組です。"
    df, name = answer
    if list(df.columns) != ["コード", "名称"]:
        return "見出しの先頭に、見えない印（BOM）が残っているか、見出しが読めていません。"
    cells = [[cell if isinstance(cell, str) else cell is None or "?" for cell in row] for row in _rows(df)]
    if [row[0] for row in cells] != [row[0] for row in want]:
        return "コードの先頭の0が消えています。全部の列を文字で読みましょう。"
    if [row[1] for row in cells[:2]] != [row[1] for row in want[:2]]:
        return "「①」や「髙」が消えたり変わったりしています。cp932 で、文字を捨てずに読みましょう。"
    if cells != want:
        return "空欄は、空の文字のままにしましょう。keep_default_na=False を使います。"
    if not isinstance(name, str) or name.lower().replace("_", "-") not in names:
        return "使った文字コードの名前が合っていません。utf-8-sig、cp932 の順に試しましょう。"
    return ""


def _rows(df: pd.DataFrame) -> list[list[Any]]:
    return df.astype(object).to_numpy().tolist()


# --- 問3: one policy a column -----------------------------------------------------------------


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in text)


def _samples(rng: np.random.Generator) -> list[tuple[str, str, str]]:
    """(policy, before, after) of many cells, drawn anew."""
    found = []
    for _ in range(20):
        a, b = int(rng.integers(100, 999)), int(rng.integers(1000, 9999))
        dash = str(rng.choice(list("－−‐ー-")))
        found += [
            ("code", f" {_wide(str(a))}{dash}{b}　", f"{a}-{b}"),
            ("code", f"Ｋ{_wide(str(b))}", f"K{b}"),
            ("number", f"約{b:,}{rng.choice(['人', '件', '円'])}", str(b)),
            ("number", f"{rng.choice(list('△▲−－'))}{_wide(str(a))}", f"-{a}"),
        ]
    fixed = [
        ("number", "-", "-"), ("number", "…", "…"), ("number", " ３０ ", "30"), ("number", "", ""),
        ("name", "　㈱潮見　　 館 ", "㈱潮見 館"), ("name", "髙﨑 ①", "髙﨑 ①"), ("name", "コーポ−ー", "コーポ−ー"),
        ("name", "ＡＢ１２", "ＡＢ１２"), ("name", "ｶﾅ", "ｶﾅ"),
        ("kana", " ｼｵﾐﾉ ", "シオミノ"), ("kana", "ｶﾞｸﾄﾞｳ", "ガクドウ"), ("kana", "コーポ", "コーポ"),
        ("free", " コーポ　①１２㈱ ", "コーポ　①１２㈱"), ("free", "…", "…"),
    ]  # fmt: skip
    return found + fixed


SPOILED = {
    "code": "code の列: 全角が半角になっていないか、いろいろな横線が - になっていません。",
    "number": "number の列: 単位やコンマ、△や−の直し方を見ましょう。- と … は残します。",
    "name": "name の列: 空白のほかは変えません。NFKC や横線の置きかえを使わないでください。",
    "kana": "kana の列: 全角のカナになっていません。のばす音の ー は残します。",
    "free": "free の列: 前後の空白を取るだけです。中の文字は変えません。",
}


def q3(normalize: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    samples = _samples(np.random.default_rng(seed))
    wrong = []
    for policy, message in SPOILED.items():
        cells = [(before, after) for kind, before, after in samples if kind == policy]
        table = pd.DataFrame({"列": [before for before, _ in cells], "他": "ＡＢ　"})
        table.index = table.index * 2 + 5
        kept = ask.keep(table)
        got = normalize(kept, {"列": policy})
        if not (
            isinstance(got, pd.DataFrame) and list(got.columns) == ["列", "他"] and len(got) == len(table)
        ):
            return failed("受け取った表と同じ行・同じ列の表を返しましょう。")
        if got["他"].tolist() != table["他"].tolist():
            return failed("方針のない列まで変わっています。")
        if got["列"].tolist() != [after for _, after in cells]:
            wrong.append(message)
        elif not table.equals(ask.seen(kept)):
            return failed(CHANGED)
    if not wrong:
        return passed()
    return partial(0.5, *wrong) if len(wrong) == 1 and wrong[0] != SPOILED["name"] else failed(*wrong)


# --- 問4: dates ----------------------------------------------------------------------------------

Case = tuple[Any, str, str, str]  # input, ISO date or "", word that the note must hold, message
START = {"令和": 2019, "平成": 1989, "昭和": 1926}
SPAN = {"令和": (2020, 2040), "平成": (1990, 2018), "昭和": (1927, 1988)}
LETTER = {"令和": "R", "平成": "H", "昭和": "S"}
ERA_YEAR = "元号の年が合いません。元年は1年です。元号の始まりの年から数えましょう。"
SERIAL = "Excelの通し番号が合いません。1899年12月30日から日数を足します。"
ORDER = "斜線の日付が合いません。「年/月/日」の順に読みましょう。"


def _cases(rng: np.random.Generator) -> list[Case]:
    cases: list[Case] = []
    for era, (first, last) in SPAN.items():
        for _ in range(6):
            y, m, d = int(rng.integers(first, last + 1)), int(rng.integers(1, 13)), int(rng.integers(1, 29))
            iso, n = f"{y}-{m:02d}-{d:02d}", y - START[era] + 1
            cases += [
                (f"{era}{n}年{m}月{d}日", iso, "", ERA_YEAR),
                (_wide(f"{era}{n}年{m}月{d}日"), iso, "", ERA_YEAR),
                (f"{LETTER[era]}{n}.{m}.{d}", iso, "", ERA_YEAR),
                (f"{y}/{m}/{d}", iso, "", ORDER),
            ]
    for _ in range(4):
        serial = int(rng.integers(36526, 54789))
        iso = (datetime.date(1899, 12, 30) + datetime.timedelta(days=serial)).isoformat()
        cases += [(serial, iso, "", SERIAL), (str(serial), iso, "", SERIAL)]
    not_a_day = "存在しない日を、別の日に直してはいけません。None を返しましょう。"
    return [
        *cases,
        ("令和元年5月1日", "2019-05-01", "", ERA_YEAR),
        (
            "昭和64年1月7日",
            "1989-01-07",
            "",
            "昭和64年1月7日は、昭和の最後の日です。期間の中に入れましょう。",
        ),
        ("平成元年1月8日", "1989-01-08", "", ERA_YEAR),
        ("平成31年4月30日", "2019-04-30", "", "平成31年4月30日は、平成の最後の日です。"),
        ("平成31年5月1日", "2019-05-01", "改元", "改元のあとの日付は、日付と「改元後」の組にしましょう。"),
        ("令和7年2月29日", "", "", not_a_day),
        ("2025/2/30", "", "", not_a_day),
        ("", "", "", "空欄のときは、None と「空欄」の組にしましょう。"),
        ("7年4月", "", "", "元号も日もない文字は、読めません。None を返しましょう。"),
        ("未定", "", "", "日付でない文字は、読めません。None を返しましょう。"),
    ]


def q4(parse_jp_date: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    wrong = []
    for value, iso, note, message in _cases(np.random.default_rng(seed)):
        answer = parse_jp_date(value)
        if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], str)):
            return failed("答えは、いつも「日付と、ひとこと」の組です。")
        if not _is_date(answer, iso, note):
            wrong.append(message)
    kinds = list(dict.fromkeys(wrong))
    if not kinds:
        return passed()
    # One kind of odd date missed is half; the ordinary ones are the exercise.
    mild = len(kinds) == 1 and kinds[0] not in (ERA_YEAR, ORDER, SERIAL)
    return partial(0.5, *kinds) if mild else failed(*kinds[:3])


def _is_date(answer: tuple[Any, str], iso: str, note: str) -> bool:
    day, said = answer
    if not iso:
        return day is None and said != ""
    if not isinstance(day, datetime.date):
        return False
    return day.isoformat()[:10] == iso and (note in said if note else said == "")


# --- 問5: one line of headings --------------------------------------------------------------------


def q5(flat_header: Any, open_sheet: Any, *, ask: Any) -> Outcome:
    variants: tuple[dict[str, Any], ...] = ({}, {"header_rows": 3}, {"wide_slot": True})
    for seed, knobs in zip(ask.seeds(3), variants):
        path, truth = _book(ask, seed, months=1, halls=1, **knobs)
        names = flat_header(open_sheet(path, truth["sheets"][0]))
        if not (isinstance(names, list) and names and all(isinstance(n, str) for n in names)):
            return failed("見出しの名前（文字）のリストを返しましょう。")
        if names != truth["headers"]:
            return failed(_header_trouble(names, truth["headers"]))
    return passed()


def _header_trouble(names: list[str], headers: list[str]) -> str:
    if any("Unnamed" in name for name in names):
        return "Unnamed という名前が残っています。結合の左上の値を使いましょう。"
    if any("\n" in name for name in names):
        return "改行が残っています。取りのぞきましょう。"
    if "合計_備考" in names:
        return "「合計」が「備考」まで伸びています。区分の境で止めましょう。結合の中だけに当てはめます。"
    if len(set(names)) < len(names):
        return "同じ名前があります。上の見出しの言葉も付けましょう。"
    if len(names) != len(headers):
        return "名前の数が、列の数とちがいます。"
    return (
        "名前が合いません。上から順に _ でつなぎ、同じ言葉は1回だけにしましょう。3行の見出しも試しましょう。"
    )


# --- 問6: the tidy table ---------------------------------------------------------------------------

COLUMNS = ["年月", "全国地方公共団体コード", "施設ID", "施設名", "時間帯", "件数", "人数", "状態", "備考"]
KEY = ["年月", "施設ID", "時間帯"]


def q6(tidy: Any, *, ask: Any) -> Outcome:
    for seed, knobs in zip(ask.seeds(2), ({"months": 2}, {"months": 3, "year": 6, "halls": 4})):
        path, truth = _book(ask, seed, **knobs)
        got = tidy(path)
        if not isinstance(got, pd.DataFrame) or [c for c in COLUMNS if c not in list(got.columns)]:
            return failed("決められた9つの列がある表を返しましょう。問5の flat_header も確かめましょう。")
        trouble = _tidy_trouble(_plain(got), _plain(truth["table"]))
        if trouble:
            return failed(trouble)
    return passed()


def _plain(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Rows as plain values in a fixed order, so that order and dtypes don't matter."""
    return sorted(
        (tuple(_cell(v) for v in row) for row in _rows(table[COLUMNS])), key=lambda row: [str(v) for v in row]
    )


def _cell(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return ""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return int(value)
    return value


def _column(rows: list[tuple[Any, ...]], name: str) -> list[Any]:
    return [row[COLUMNS.index(name)] for row in rows]


def _tidy_trouble(got: list[tuple[Any, ...]], want: list[tuple[Any, ...]]) -> str:
    """The first difference, from coarse to fine; empty when there is none."""
    if got == want:
        return ""
    if set(_column(got, "年月")) != set(_column(want, "年月")):
        return "年月が合いません。1月から3月は次の年です。`2025-04` の形の文字にしましょう。"
    halls = set(_column(got, "施設名"))
    if any("計" in str(name).replace("計画", "") for name in halls):
        return "小計か合計の行が残っています。施設の行だけにしましょう。"
    if halls != set(_column(want, "施設名")):
        return "施設名が合いません。別の書き方は、定義のシートの正しい名前にまとめましょう。"
    if len(got) != len(want):
        return "行の数が合いません。かくれたシートや、小計・合計の行が入っていませんか。"
    for name in ("施設ID", "時間帯", "全国地方公共団体コード"):
        if sorted(map(str, _column(got, name))) != sorted(map(str, _column(want, name))):
            return f"「{name}」の列が合いません。定義のシートと見出しを見ましょう。"
    return _value_trouble(got, want)


def _value_trouble(got: list[tuple[Any, ...]], want: list[tuple[Any, ...]]) -> str:
    states, right_states = _column(got, "状態"), _column(want, "状態")
    if states.count("休館") != right_states.count("休館"):
        return "休館の数が合いません。黄色いセルの意味を読みましょう。"
    if sorted(map(str, states)) != sorted(right_states):
        return "状態が合いません。0、-、…、空欄のちがいは、定義のシートにあります。"
    for name in ("件数", "人数"):
        blanks = [v == "" for v in _column(got, name)]
        if sum(blanks) != sum(s != "実績" for s in states):
            return f"「{name}」は、実績でないときだけ空にします。- や空欄を0にしてはいけません。"
        if _total(_column(got, name)) != _total(_column(want, name)):
            return f"「{name}」の合計が元の表と合いません。1,234人 や全角の数字も整数にしましょう。"
    return "月・施設・時間帯の組み合わせか、備考が合いません。小さな表で1行ずつ見ましょう。"


def _total(values: list[Any]) -> Any:
    return sum(v for v in values if isinstance(v, (int, np.integer)) and not isinstance(v, bool))


# --- 問7: against the standard -------------------------------------------------------------------------


def q7(check_standard: Any, *, ask: Any) -> Outcome:
    seeds = ask.seeds(2)
    for seed, clean in zip(seeds, (False, True)):
        _, truth = ask.make(
            "d20-public-facilities", seed, table="public_facilities_utf8sig.csv", n=60, clean=clean
        )
        table = truth["table"]
        table.index = table.index * 3 + 100
        kept = ask.keep(table)
        got = check_standard(kept)
        outcome = _judge_errors(got, {(int(r), rule) for r, rule in truth["errors"]})
        if outcome.share < 1.0:
            return outcome
        if not table.equals(ask.seen(kept)):
            return failed(CHANGED)
    return passed()


def _judge_errors(got: Any, planted: set[tuple[int, str]]) -> Outcome:
    columns = ["行", "項目", "規則", "値", "直し方"]
    if not isinstance(got, pd.DataFrame) or [c for c in columns if c not in list(got.columns)]:
        return failed(
            "行・項目・規則・値・直し方 の5つの列がある表を返しましょう。まちがいがないときも同じです。"
        )
    rows = _rows(got[["行", "規則", "直し方"]])
    found = {
        (int(r), rule) for r, rule, _ in rows if isinstance(r, (int, np.integer)) and isinstance(rule, str)
    }
    if found != planted:
        return failed(_error_trouble(found, planted))
    if not all(isinstance(how, str) and how.strip() for _, _, how in rows):
        return failed("まちがいは合っています。「直し方」に、ひとことを書きましょう。")
    return passed()


def _error_trouble(found: set[tuple[int, str]], planted: set[tuple[int, str]]) -> str:
    shifted: Callable[[int], set[tuple[int, str]]] = lambda by: {(r + by, rule) for r, rule in found}  # noqa: E731
    if planted and (shifted(1) == planted or shifted(-1) == planted):
        return "行の番号がずれています。表のいちばん上を1行目と数えましょう。"
    missed = sorted({rule for _, rule in planted - found})
    extra = sorted({rule for _, rule in found - planted})
    texts = [f"{'、'.join(missed)} のまちがいを見のがしています。"] if missed else []
    if extra:
        texts.append(f"{'、'.join(extra[:7])} で、正しい行をまちがいと答えています。")
    return "".join(texts)
