"""Quick checks that ship with M01: is everything filled in, in the right form? No key is here."""

import re
from typing import Any

from dxlab.outcome import Outcome, failed, passed

SHAPE = "答えの形がちがいます。上の画面で選ぶか、上の画面のセルに出る書き方の例をまねしてください。"
FILLED = "全部入っています。"
CHOICES = {
    "expand": ("決まり1行目", ["ア", "イ", "ウ", "エ"]),
    "stop": ("決まり2行目", ["ア", "イ", "ウ", "エ"]),
    "otherwise": ("決まり3行目", ["ア", "イ", "ウ"]),
}


def q1(q1: Any, *, ask: Any) -> Outcome:
    if not isinstance(q1, dict):
        return failed(SHAPE)
    for name, label in (("n2026", "2026年"), ("n2040", "2040年")):
        if not ask.is_number(q1.get(name)):
            return failed(f"{label}の数を、小数第1位まで入れましょう。単位は付けません。")
        if not 4 <= q1[name] <= 9:
            return failed(f"{label}の数が、4から9までの外にあります。人口を1,000で割ってから使いましたか。")
    return _chosen(q1, "statement", "statements.csv", ask)


def q2(q2: Any, *, ask: Any) -> Outcome:
    if not isinstance(q2, dict):
        return failed(SHAPE)
    if not (ask.is_number(q2.get("change")) and -60 <= q2["change"] <= 60):
        return failed("新しい受付で変わった分を、数で入れましょう。単位は付けません。")
    return _chosen(q2, "ask", "questions.csv", ask)


def q3(q3: Any, *, ask: Any) -> Outcome:
    if not isinstance(q3, dict):
        return failed(SHAPE)
    reasons, _ = ask.released("reasons.csv")
    for name, options in (("decision", ["拡大", "継続", "中止"]), ("reason", list(reasons["id"]))):
        outcome = _sorted(q3.get(name), "pilots.csv", options, ask)
        if outcome.share < 1:
            return outcome
    for name, (label, options) in CHOICES.items():
        if not (isinstance(q3.get(name), str) and q3[name] in options):
            return failed(f"{label}を選びましょう。使える記号は {'、'.join(options)} です。")
    day = q3.get("stop_date")
    if not (isinstance(day, str) and re.search(r"\d+\D+\d+\D+\d+", day)):
        return failed("やめる日を、年・月・日で入れましょう。たとえば 2026年8月31日 の形です。")
    return passed(FILLED)


def q4(q4: Any, *, ask: Any) -> Outcome:
    if not isinstance(q4, dict):
        return failed(SHAPE)
    outcome = _sorted(q4.get("kind"), "sentences.csv", ["促す", "中立", "妨げる"], ask)
    if outcome.share < 1:
        return outcome
    for name, label in (("rewrite1", "言いかえ1"), ("rewrite2", "言いかえ2")):
        if not (isinstance(q4.get(name), str) and 10 <= len(q4[name].strip()) <= 100):
            return failed(f"{label}を、10文字から100文字で書きましょう。")
    return passed(FILLED)


def q5(q5: Any, *, ask: Any) -> Outcome:
    if not isinstance(q5, dict):
        return failed(SHAPE)
    given = {}
    for name, label, file in (("hours", "学ぶ時間", "weeks.csv"), ("cover", "代わる時間", "colleagues.csv")):
        table, _ = ask.released(file)
        values = q5.get(name)
        if not isinstance(values, dict):
            return failed(f"{label}を入れましょう。")
        values = {str(key): values[key] for key in values if isinstance(key, (str, int))}
        empty = [key for key in table["id"].astype(str) if not ask.is_number(values.get(key))]
        if empty:
            return failed(f"{label}が入っていないところがあります（{len(empty)}か所）。0も入れます。")
        given[name] = [float(values[key]) for key in table["id"].astype(str)]
    total = sum(given["hours"])
    if not ask.close(total, 200, 4):
        return failed(f"28週の合計が {total:g} 時間です。200時間との差を、4時間までにしましょう。")
    if max(given["hours"]) > 16:
        return failed("16時間をこえる週があります。ほかの週に分けましょう。")
    if min(*given["hours"], *given["cover"]) < 0:
        return failed("0より小さい時間があります。")
    if not (ask.is_number(q5.get("in_hours")) and 0 <= q5["in_hours"] <= 100):
        return failed("勤務時間の中に置く割合を、0から100までの数で入れましょう。")
    return passed(FILLED)


def q6(q6: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("approvals.csv")
    if not isinstance(q6, (list, set, tuple)):
        return failed(SHAPE)
    if not all(isinstance(letter, str) and letter in list(table["id"]) for letter in q6):
        return failed("記号がちがいます。ア、イ、ウのような、一覧にある記号を使います。")
    return (
        passed("4つ選びました。")
        if len(set(q6)) == 4
        else failed(f"4つ選びましょう。今は{len(set(q6))}個です。")
    )


def q7(q7: Any, *, ask: Any) -> Outcome:
    if not isinstance(q7, dict):
        return failed(SHAPE)
    for name, file in (("volunteer", "biases.csv"), ("nominate", "biases.csv")):
        outcome = _chosen(q7, name, file, ask)
        if outcome.share < 1:
            return outcome
    return _chosen(q7, "conclusion", "conclusions.csv", ask)


def _chosen(value: dict[str, Any], name: str, file: str, ask: Any) -> Outcome:
    """Whether a field has one of the letters of a table."""
    table, _ = ask.released(file)
    if isinstance(value.get(name), str) and value[name] in list(table["id"]):
        return passed(FILLED)
    return failed("まだ選んでいないところがあります。自分で書くときは、一覧にある記号を使います。")


def _sorted(value: Any, file: str, options: list[str], ask: Any) -> Outcome:
    """Whether every card of a table has one of the options."""
    table, _ = ask.released(file)
    names = list(table["id"].astype(str))
    if not isinstance(value, dict):
        return failed(SHAPE)
    open_cards = [name for name in names if name not in value]
    if open_cards:
        return failed(f"まだ選んでいないものがあります（{'、'.join(open_cards)}）。")
    if not all(isinstance(value[name], str) and value[name] in options for name in names):
        return failed(f"使えない言葉があります。使えるのは {'、'.join(options)} です。")
    return passed(FILLED)
