"""What decides the points of A01: chosen and typed values against the cohort's own cards.

Values come from answers.json or are typed by hand, so any kind is met: each is
looked at only after its kind is known.
"""

from typing import Any

from dxlab.outcome import Outcome, failed, partial, passed

DAYS = 240
SHAPE = "答えの形がちがいます。上の画面で選び直すか、問題文の書き方の例を見てください。"


def q1(q1: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("dx_cards.csv")
    key = truth["dx"]
    given = _texts(q1, key)
    if not given:
        return failed(SHAPE)
    if _all_same(given):
        return failed("全部のカードが同じ仲間になっています。1枚ずつ、対応表と比べてみましょう。")
    right = [name for name in key if given.get(name) == key[name]]
    if len(right) == len(key):
        return passed()
    return _part(len(right) / len(key), *_dx_advice(key, given))


def _dx_advice(key: dict[str, str], given: dict[str, str]) -> list[str]:
    """What to think about again, by the direction of the mistakes."""
    pairs = {(key[name], given.get(name)) for name in key}
    advice = []
    if ("デジタル化", "DX") in pairs:
        advice.append("道具が変わっただけのカードを「DX」にしています。仕事の流れは変わりましたか。")
    if ("DX", "デジタル化") in pairs:
        advice.append("仕事の流れや住民の体験が変わったカードを、「デジタル化」にしています。")
    if any("どちらでもない" in pair and len(set(pair)) > 1 for pair in pairs):
        advice.append("「どちらでもない」の見分けを見直しましょう。デジタルの道具を使っていますか。")
    return advice


def q2(q2: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("counter_sample.csv")
    if not isinstance(q2, dict):
        return failed(SHAPE)
    label, minutes = q2.get("label"), q2.get("minutes")
    if label == "平均":
        return failed("平均は、少数の長い待ちに引き上げられています。図を見て、別の数を選びましょう。")
    wanted = {"中央値": truth["median"], "10人中9人の時間": truth["p90"]}.get(_text(label))
    if wanted is None:
        return failed("使う数を、3つの中から1つ選びましょう。")
    if not (ask.is_number(minutes) and ask.close(minutes % 5, 0, 0)):
        return partial(
            0.5, "数の選び方は合っています。伝える分は、5分きざみの分の数にしましょう。時間に直しません。"
        )
    if ask.close(minutes, wanted, 2.51):
        return passed()
    if ask.close(minutes, truth["mean"], 2.51):
        return partial(
            0.5, "数の選び方は合っていますが、入れた分は平均の方です。選んだ数の分を入れましょう。"
        )
    return partial(0.5, "数の選び方は合っています。選んだ数を、いちばん近い5分きざみに丸めましょう。")


def q3(q3: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("messy_table.xlsx")
    broken = truth["rules"]
    picked = {rule for rule in q3 if isinstance(rule, str)} if isinstance(q3, (list, set, tuple)) else set()
    if not picked:
        return failed(SHAPE)
    hits = [rule for rule in broken if rule in picked]
    extra = picked.difference(broken)
    if len(hits) == len(broken) and not extra:
        return passed()
    advice = [_rule_advice(rule) for rule in broken if rule not in picked][:2]
    if extra:
        advice.append("破られていない決まりも選んでいます。表の中に、そのマスがあるか指でさしてみましょう。")
    return _part((len(hits) - len(extra)) / len(broken), *advice)


def _rule_advice(rule: str) -> str:
    if rule == "L1-11":
        return "色のマスを見落としています。色を消したら、意味が残りますか。"
    if rule in ("L1-12", "L1-02"):
        return "表の形を見直しましょう。並べ替えたら、こわれるところがあります。"
    return "まだ見つけていない決まりがあります。見出しと、1つずつのマスを見直しましょう。"


def q4(q4: Any, *, ask: Any) -> Outcome:
    table, truth = ask.released("codes.csv")
    if not isinstance(q4, dict):
        return failed(SHAPE)
    written = dict(zip(table["id"], table["text"], strict=True))
    given = {name: _plain(q4.get(name)) for name in written}
    right = [name for name in written if given[name] == truth["opened"][name]]
    if len(right) == len(written):
        return passed()
    if given["code"] == written["code"]:
        advice = "数として開くと、番号の先頭のゼロはどうなりますか。そのままには残りません。"
    elif given["code"].endswith(".0"):
        advice = "番号に小数点は付きません。整数として見えます。"
    else:
        advice = "間に - のある番号は、数として読めません。そのときは、書いたまま残ります。"
    # The postal code alone is there for the copying: it earns nothing by itself.
    return partial(0.5, advice) if "code" in right else failed(advice)


def q5(q5: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("privacy_cards.csv")
    if not isinstance(q5, dict):
        return failed(SHAPE)
    sure = [name for name, weight in truth["weight"].items() if weight]
    shares, advice = [], []
    for part in ("kind", "ai"):
        given = _texts(q5.get(part), truth[part])
        right = [name for name in sure if given.get(name) == truth[part][name]]
        shares.append(0.0 if _all_same(given) else len(right) / len(sure))
        wrong = [truth[part][name] for name in sure if name not in right]
        advice += _privacy_advice(part, wrong, given)
    if min(shares) == 1.0:
        return passed("人によって考えが分かれるカードは、点に入れていません。係で話し合ってみてください。")
    return _part(sum(shares) / 2, *advice)


def _privacy_advice(part: str, wrong: list[str], given: dict[str, str]) -> list[str]:
    if wrong and _all_same(given):
        return ["全部が同じ答えになっています。1枚ずつルールカードと比べましょう。"]
    if part == "kind" and "個人情報" in wrong:
        return ["名前を消しても、ほかの情報と照らすと人が分かるものがあります。"]
    if part == "kind" and wrong:
        return ["病気や障害などの特に注意がいる情報と、だれのことでもない情報を見直しましょう。"]
    if wrong:
        return ["AIに入れてよいかを見直しましょう。公表ずみで、だれのことでもない情報だけです。"]
    return []


def q6(q6: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("mail_steps.csv")
    given = [_text(step) for step in q6] if isinstance(q6, (list, tuple)) else []
    if given == truth["order"]:
        return passed()
    meaning = [truth["steps"].get(step, "") for step in given]
    if "investigate" in meaning:
        return failed(
            "自分で調べるのは、あとです。もう一度開くと広がるおそれがあります。まず広げないことです。"
        )
    if "delete" in meaning:
        return failed("メールを消すと、何が起きたかを調べられなくなります。消さずに残しましょう。")
    if len(meaning) == len(truth["order"]) and meaning[:2] == ["cut", "report"] and len(set(meaning)) == 4:
        return partial(0.5, "最初の2つは合っています。待つ間にできることを、先に置きましょう。")
    if meaning and meaning[0] != "cut":
        return failed("最初の行動がちがいます。広がるのを止めることが先です。")
    return failed("切ったあとは、一人で抱えずに知らせます。4枚の順番を見直しましょう。")


def q7(q7: Any, *, ask: Any) -> Outcome:
    if not isinstance(q7, dict):
        return failed(SHAPE)
    before, after = _measures(q7.get("before"), ask), _measures(q7.get("after"), ask)
    per_day, hours = q7.get("per_day"), q7.get("hours")
    if not (before and after):
        return failed("前と後の秒数を、それぞれ5回ずつ入れましょう。0より大きい数です。")
    if not (ask.is_number(per_day) and 0 < per_day <= 500):
        return failed("1日の回数を、1から500までの数で入れましょう。")
    saved = sum(before) / len(before) - sum(after) / len(after)
    if saved <= 0:
        return failed("後の方が短くなっていません。別のわざでもう一度測りましょう。正直な記録は大切です。")
    wanted = saved * per_day * DAYS / 3600
    if not _near(ask, hours, wanted):
        return failed(_hours_advice(ask, hours, wanted))
    if hours >= 400:
        return failed("1年に400時間をこえています。回数か秒数を、もう一度確かめましょう。")
    if len(_text(q7.get("sentence")).strip()) < 10:
        return partial(0.75, "時間は合っています。どの作業で使うかを、10文字以上の1文で書きましょう。")
    return passed()


def _hours_advice(ask: Any, hours: Any, wanted: float) -> str:
    if _near(ask, hours, wanted * 365 / DAYS):
        return "365日で計算しています。働く日は、1年に240日とします。"
    if _near(ask, hours, wanted * 60):
        return "分の数になっています。時間にするには、さらに60で割ります。"
    if _near(ask, hours, wanted * 3600):
        return "秒の数になっています。時間にするには、3600で割ります。"
    return "1年の時間が、入れた秒数と回数から計算した値と合いません。計算のセルの結果を見直しましょう。"


def _near(ask: Any, value: Any, wanted: float) -> bool:
    """Rounded to one decimal, or to two digits."""
    return ask.close(value, wanted, max(0.06, wanted * 0.02))


def _measures(values: Any, ask: Any) -> list[float]:
    """Five positive numbers, else nothing."""
    if not isinstance(values, (list, tuple)) or len(values) != 5:
        return []
    found = [float(v) for v in values if ask.is_number(v) and 0 < v <= 36_000]
    return found if len(found) == 5 else []


def _texts(value: Any, key: dict[str, Any]) -> dict[str, str]:
    """The answered cards of the key."""
    if not isinstance(value, dict):
        return {}
    return {name: value[name] for name in key if isinstance(value.get(name), str)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    """Typed text with digits and hyphens of full width made plain."""
    wide = "０１２３４５６７８９－ー−．"
    return _text(value).strip().translate(str.maketrans(wide, "0123456789---."))


def _all_same(given: dict[str, str]) -> bool:
    return len(set(given.values())) < 2


def _part(share: float, *advice: str) -> Outcome:
    return partial(share, *advice) if share > 0 else failed(*advice)
