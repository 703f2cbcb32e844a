"""Quick checks that ship with A01: is everything filled in, in the right form? No key is here."""

from typing import Any

from dxlab.outcome import Outcome, failed, passed

KINDS = ["個人情報", "要配慮個人情報", "どちらでもない"]
RULES = [
    "L1-02",
    "L1-04",
    "L1-06",
    "L1-07",
    "L1-11",
    "L1-12",
    "L2-01",
    "L2-02",
    "L2-03",
    "L2-04",
    "L3-04",
    "L3-05",
]
SHAPE = "答えの形がちがいます。上の画面で選ぶか、上の画面のセルに出る書き方の例をまねしてください。"
FILLED = "全部入っています。"


def q1(q1: Any, *, ask: Any) -> Outcome:
    return _sorted(q1, "dx_cards.csv", ["DX", "デジタル化", "どちらでもない"], ask)


def q2(q2: Any, *, ask: Any) -> Outcome:
    if not isinstance(q2, dict):
        return failed(SHAPE)
    if q2.get("label") not in ["平均", "中央値", "10人中9人の時間"]:
        return failed("使う数を、3つの中から1つ選びましょう。")
    minutes = q2.get("minutes")
    if not (ask.is_number(minutes) and minutes > 0 and ask.close(minutes % 5, 0, 0)):
        return failed("伝える分を、5、10、15のような5分きざみの数で入れましょう。")
    return passed(FILLED)


def q3(q3: Any, *, ask: Any) -> Outcome:
    if not isinstance(q3, (list, set, tuple)) or not q3:
        return failed(SHAPE)
    if not all(isinstance(rule, str) and rule in RULES for rule in q3):
        return failed("決まりの記号がちがいます。L1-02 のような、一覧にある記号を使います。")
    return passed(f"{len(set(q3))}個選びました。")


def q4(q4: Any, *, ask: Any) -> Outcome:
    if not isinstance(q4, dict):
        return failed(SHAPE)
    for name in ("code", "postal"):
        if not (isinstance(q4.get(name), str) and q4[name].strip()):
            return failed('2つとも、文字で入れましょう。自分で書くときは " " で囲みます。')
    return passed(FILLED)


def q5(q5: Any, *, ask: Any) -> Outcome:
    if not isinstance(q5, dict):
        return failed(SHAPE)
    first = _sorted(q5.get("kind"), "privacy_cards.csv", KINDS, ask)
    return (
        first
        if first.share < 1
        else _sorted(q5.get("ai"), "privacy_cards.csv", ["入れてよい", "入れない"], ask)
    )


def q6(q6: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("mail_steps.csv")
    letters = list(table["id"])
    if not isinstance(q6, (list, tuple)) or len(q6) != 4:
        return failed("4枚のカードを、1番目から4番目まで選びましょう。")
    if not all(isinstance(step, str) and step in letters for step in q6):
        return failed("カードの記号がちがいます。ア、イ、ウのような記号を使います。")
    return passed(FILLED) if len(set(q6)) == 4 else failed("同じカードが2回使われています。")


def q7(q7: Any, *, ask: Any) -> Outcome:
    if not isinstance(q7, dict):
        return failed(SHAPE)
    for name, label in (("before", "前の秒数"), ("after", "後の秒数")):
        values = q7.get(name)
        if not isinstance(values, (list, tuple)) or len(values) != 5 or not all(map(ask.is_number, values)):
            return failed(f"{label}を、5回分の数で入れましょう。")
    for name, label in (("per_day", "1日の回数"), ("hours", "1年の時間")):
        if not (ask.is_number(q7.get(name)) and q7[name] > 0):
            return failed(f"{label}を、0より大きい数で入れましょう。")
    if q7["hours"] >= 400:
        return failed("1年の時間が400時間をこえています。秒や分のままになっていませんか。")
    if not (isinstance(q7.get("sentence"), str) and len(q7["sentence"].strip()) >= 10):
        return failed("ひとことを、10文字以上で書きましょう。")
    return passed(FILLED)


def _sorted(value: Any, file: str, options: list[str], ask: Any) -> Outcome:
    """Whether every card of a table has one of the options."""
    table, _ = ask.released(file)
    if not isinstance(value, dict):
        return failed(SHAPE)
    open_cards = [name for name in table["id"] if name not in value]
    if open_cards:
        return failed(f"まだ選んでいないカードがあります（{'、'.join(open_cards)}）。")
    if not all(isinstance(value[name], str) and value[name] in options for name in table["id"]):
        return failed(f"仲間の名前がちがいます。使えるのは {'、'.join(options)} です。")
    return passed(FILLED)
