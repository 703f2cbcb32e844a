"""What decides the points of M01: chosen and typed values against the cohort's own desk.

Values come from answers.json or are typed by hand, so any kind is met: each is
looked at only after its kind is known.
"""

import re
import unicodedata
from typing import Any

from dxlab.outcome import Outcome, failed, partial, passed

SHAPE = "答えの形がちがいます。上の画面で選び直すか、問題文の書き方の例を見てください。"
TODAY, LAST_DAY = (2026, 5, 11), (2027, 5, 11)
TOTAL, SLACK, MOST_WEEK, MOST_COVER = 200, 4, 16, 2


# --- 1: staff and inhabitants ------------------------------------------------------------


def q1(q1: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("staff_population.csv")
    if not isinstance(q1, dict):
        return failed(SHAPE)
    points, advice = 0.0, []
    for year in (2026, 2040):
        if ask.close(q1.get(f"n{year}"), truth["per_1000"][year], 0.06):
            points += 1.5
        else:
            advice.append(f"{year}年: " + _rate_advice(ask, q1.get(f"n{year}"), truth, year))
    _, cards = ask.released("statements.csv")
    meaning = cards["statements"].get(_text(q1.get("statement")))
    if meaning == truth["direction"]:
        points += 2
    else:
        advice.append(_STATEMENTS.get(meaning, "数から言えることを、1つ選びましょう。"))
    return _part(points / 5, *advice)


_STATEMENTS = {
    "fixed": "「職員の数は今のまま」は、表の見通しとちがいます。2040年の職員の数も見ましょう。",
    "work": "表には、仕事の量がありません。人口と職員の数から言えることだけを選びます。",
    "down": "2つの数を並べてください。2040年の方が大きいですか、小さいですか。",
    "up": "2つの数を並べてください。2040年の方が大きいですか、小さいですか。",
}


def _rate_advice(ask: Any, value: Any, truth: dict[str, Any], year: int) -> str:
    wanted = truth["per_1000"][year]
    if ask.close(value, wanted / 10, 0.03) or ask.close(value, wanted / 1000, 0.0006):
        return "人口をそのまま使ったか、百分率にしています。人口を1,000で割ってから、職員を割ります。"
    if year == 2040 and ask.close(value, truth["fixed_staff"], 0.06):
        return "2026年の職員の数を使っています。職員の数も、2040年の見通しを使います。"
    if ask.is_number(value) and value > 0 and ask.close(1000 / value, wanted, 0.1):
        return "割る向きが逆です。職員の数の方を、人口の1,000分の1で割ります。"
    return (
        "職員の数を、人口の1,000分の1で割った値と合いません。小数第2位を四捨五入して、小数第1位までにします。"
    )


# --- 2: compared with what -----------------------------------------------------------------

#: The four means are shown with one decimal, so a right difference of differences is off by up to 0.2.
_ROUNDED = 0.21


def q2(q2: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("branch_wait.csv")
    _, cards = ask.released("questions.csv")
    if not isinstance(q2, dict):
        return failed(SHAPE)
    points, advice = 0.0, []
    asked = cards["questions"].get(_text(q2.get("ask")))
    if asked == "compare":
        points += 2
    elif asked == "p_value":
        advice.append("「有意」かどうかは、比べる相手が決まったあとの話です。まず、何と比べたかを聞きます。")
    elif asked is None:
        advice.append("いちばん先に聞くことを、1つ選びましょう。")
    else:
        advice.append("それを聞いても、何と比べて減ったのかは分かりません。先に聞くことを選び直しましょう。")
    pilots, others = _changes(table)
    change = q2.get("change")
    if ask.close(change, pilots - others, _ROUNDED):
        points += 3
    elif ask.close(change, pilots, _ROUNDED) or ask.close(change, -pilots, _ROUNDED):
        advice.append("それは、先行支所の前と後の差です。ほかの支所も、同じ時期に変わっています。")
    elif ask.close(change, others - pilots, _ROUNDED):
        advice.append("大きさは合っています。減ったときは、数の前に - を付けます。")
    else:
        advice.append("先行支所の変化から、ほかの支所の変化を引いた値と合いません。")
    return _part(points / 5, *advice)


def _changes(table: Any) -> tuple[float, float]:
    """After minus before, weighted by tickets: of the pilots, of the others."""
    after = (table["ym"] >= "2025-07").to_numpy()
    pilot = (table["pilot"] == 1).to_numpy()
    tickets = table["tickets"].to_numpy()
    minutes = table["mean_wait"].to_numpy() * tickets

    def mean(rows: Any) -> float:
        return float(minutes[rows].sum() / tickets[rows].sum())

    return mean(pilot & after) - mean(pilot & ~after), mean(~pilot & after) - mean(~pilot & ~after)


# --- 3: three pilots -------------------------------------------------------------------------


def q3(q3: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("pilots.csv")
    _, cards = ask.released("reasons.csv")
    if not isinstance(q3, dict):
        return failed(SHAPE)
    key = truth["pilots"]
    decisions, reasons = _texts(q3.get("decision"), key), _texts(q3.get("reason"), key)
    right = [name for name in key if decisions.get(name) == key[name]["decision"]]
    meant = {name: cards["reasons"].get(letter) for name, letter in reasons.items()}
    reasoned = [name for name in right if meant.get(name) == key[name]["reason"]]
    wrong_rule = _wrong_rule(q3, ask)
    dated = _is_day_ahead(q3.get("stop_date"))
    points = len(right) + 2 * len(reasoned) / 3 + 3 * (not wrong_rule) + dated
    advice = [
        _pilot_advice(name, key[name]["kind"], decisions.get(name)) for name in key if name not in right
    ][:2]
    if len(reasoned) < len(right):
        advice.append("判断は合っているのに、理由が合わない試行があります。判断を決めたのは、どの数ですか。")
    if wrong_rule:
        advice.append(wrong_rule)
    if not dated:
        advice.append("やめる日は、きょうより後の1年以内の日付にします。年・月・日を入れましょう。")
    return _part(points / 9, *advice)


def _pilot_advice(name: str, kind: str, given: str | None) -> str:
    return f"{name}: {_ADVICE.get((kind, given)) or _ADVICE_ON[kind]}"


_ADVICE_ON = {
    "expand": "控えめに見たときの効果と、便益と費用を、もう一度比べましょう。",
    "costly": "効果は足りています。お金は見合いますか。費用も見ましょう。",
    "wide": "効果の値だけを見ていませんか。幅の下端と上端も見ましょう。",
    "small": "人数が少ないことは、幅の広さに入っています。幅の上端を見ましょう。",
    "stop": "良い方に見ても、最小効果にとどきますか。幅の上端を見ましょう。",
    "stop_plus": "0より大きいだけでは足りません。幅の上端を、最小効果と比べましょう。",
}
#: Who gave these decisions looked at other numbers than the line above speaks of.
_ADVICE = {
    (
        "costly",
        "中止",
    ): "控えめに見ても効果は足りています。お金だけが見合わないときの考え方を、読み直しましょう。",
    ("wide", "中止"): "良い方に見ると、値打ちがあるかもしれません。幅の上端を、最小効果と比べましょう。",
    ("small", "拡大"): "控えめに見ても、最小効果にとどきますか。幅の下端を見ましょう。",
    ("stop_plus", "継続"): "良い方に見ても、最小効果にとどきますか。幅の上端を見ましょう。",
}
# The letters of the three lines are those in forms.toml.
_EXPAND = {
    "ア": lambda r: r["effect"] >= r["min_effect"],
    "イ": lambda r: r["ci_low"] >= r["min_effect"],
    "ウ": lambda r: r["ci_low"] >= r["min_effect"] and r["benefit_year"] >= r["cost_year"],
    "エ": lambda r: r["effect"] >= r["min_effect"] and r["users"] >= 100,
}
_STOP = {
    "ア": lambda r: r["effect"] < r["min_effect"],
    "イ": lambda r: r["ci_high"] < r["min_effect"],
    "ウ": lambda r: r["ci_low"] <= 0 <= r["ci_high"],
    "エ": lambda r: r["users"] < 100,
}
_CONTINUE_TO_A_DAY = "ア"


#: One of each kind is tried; the message tells of the first that the rule gets wrong.
_STORIES = {
    "expand": "控えめに見ても値打ちがあり、お金も見合う",
    "costly": "効果は足りるが、お金が見合わない",
    "wide": "効果の値は大きいが、幅も広い",
    "small": "人数が少なく、幅が広い",
    "stop_plus": "0よりは大きいが、最小効果にとどかない",
    "stop": "良い方に見ても、最小効果にとどかない",
}


def _wrong_rule(value: dict[str, Any], ask: Any) -> str:
    """What the three lines get wrong on six new pilots; empty when nothing."""
    expand, stop = _EXPAND.get(_text(value.get("expand"))), _STOP.get(_text(value.get("stop")))
    if expand is None or stop is None:
        return "決まりの1行目と2行目を選びましょう。"
    if value.get("otherwise") != _CONTINUE_TO_A_DAY:
        return "決まりの3行目を見直しましょう。決められないときも、日を決めて確かめます。"
    for seed in ask.seeds(1):
        table, truth = ask.make("m01-desk", seed, "pilots.csv", pilots="six")
        row_of = {truth["pilots"][row["id"]]["kind"]: row for row in table.to_dict("records")}
        for kind in _STORIES:
            row = row_of[kind]
            decided = "拡大" if expand(row) else "中止" if stop(row) else "継続"
            if decided != truth["pilots"][row["id"]]["decision"]:
                return f"決まりを別の試行に当てはめると、「{_STORIES[kind]}」試行が{decided}になります。"
    return ""


def _is_day_ahead(value: Any) -> bool:
    """A day within the next year, as 2026-09-30, 2026年9月30日, 令和8年9月30日 or R8.9.30."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", _text(value)[:100]))
    found = re.search(_DAY, plain)
    if not found:
        return False
    year = int(found[1])
    # Offices write 令和8年 as 8年, too.
    year += 2018 if year in (8, 9) else 2000 if year in (26, 27) else 0
    month, day = int(found[2]), int(found[3])
    if not (2026 <= year <= 2027 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return TODAY < (year, month, day) <= LAST_DAY


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of 2026 and 2027
#: With Japanese input on, the keys - / . write ー ・ 。
_MARK = "[-/.‐‑–—―−ー・。]"
_DAY = rf"(?<!\d)(\d{{1,4}})(?:年|{_MARK})(\d{{1,2}})(?:月|{_MARK})(\d{{1,2}})(?!\d)"


# --- 4: words -------------------------------------------------------------------------------


def q4(q4: Any, *, ask: Any) -> Outcome:
    table, truth = ask.released("sentences.csv")
    if not isinstance(q4, dict):
        return failed(SHAPE)
    key = truth["sentences"]
    given = _texts(q4.get("kind"), key)
    if len(set(given.values())) < 2:
        return failed("言葉を3つの仲間に分けましょう。全部が同じ仲間になっていませんか。")
    right = [name for name in key if given.get(name) == key[name]]
    points = 4.5 * len(right) / len(key)
    advice = _word_advice(key, given)
    written: list[str] = []
    for name, label in (("rewrite1", "言いかえ1"), ("rewrite2", "言いかえ2")):
        text = _text(q4.get(name)).strip()
        trouble = _rewrite_trouble(text, written, list(table["text"]), truth["blocking"])
        points += 0 if trouble else 0.75
        advice += [f"{label}: {trouble}"] if trouble else []
        written.append(text)
    return _part(points / 6, *advice)


def _word_advice(key: dict[str, str], given: dict[str, str]) -> list[str]:
    pairs = {(key[name], given.get(name)) for name in key}
    advice = []
    if ("中立", "促す") in pairs:
        advice.append(
            "ほめるだけ、伝えるだけの言葉を「促す」にしています。聞いた人の次の行動は決まりますか。"
        )
    if ("妨げる", "中立") in pairs or ("妨げる", "促す") in pairs:
        advice.append("行動を止める言葉を見落としています。言われた人は、次に何をしやすくなりますか。")
    if ("促す", "中立") in pairs or ("促す", "妨げる") in pairs:
        advice.append("時間・人・道具・試すことを差し出している言葉を、見落としています。")
    if ("中立", "妨げる") in pairs:
        advice.append("次の行動を止めてはいない言葉を、「妨げる」にしています。")
    return advice


def _rewrite_trouble(text: str, earlier: list[str], cards: list[str], blocking: list[str]) -> str:
    if not 10 <= len(text) <= 100 or len(set(text)) < 5:
        return "10文字から100文字の文で書きましょう。"
    left = [phrase for phrase in blocking if phrase in text]
    if left:
        return f"行動を止める言い方（{left[0]}）が残っています。"
    if _bare(text) in map(_bare, cards):
        return "カードの言葉のままです。自分の言葉で書きましょう。"
    if any(_bare(example) in _bare(text) for example in _EXAMPLES):
        return "問題文の例のままです。自分の言葉で書きましょう。"
    if _bare(text) in map(_bare, earlier):
        return "言いかえ1と同じです。別の言葉を言いかえましょう。"
    if not re.search(_NEXT_STEP, text):
        return "部下の次の行動が見えません。いつ、だれと、何をするかを1つ入れましょう。"
    return ""


def _bare(text: str) -> str:
    return re.sub(r"[\s、。，．,.!！?？「」]", "", text)


_EXAMPLES = ("火曜に30分取ろう。作りかけを見せて", "来週の火曜に30分取って、一緒に見よう")
#: What a sentence has that leads to an act: a time, a person who joins, or something to do. A wide
#: net: it only keeps out praise and cheers, which the lab says decide nothing.
_NEXT_STEP = "|".join(
    (
        "[0-9０-９一二三]+(時|分|日|週|か月|つ|件|回|人)|[月火水木金]曜|今日|きょう|明日|あした|今週|来週|来月|今月|午前|午後",
        "まず|先に|次[はにの]|一緒|いっしょ|ともに|私[がもはに]|係長|当番|代わ|頼|任せ|手伝|手を貸",
        "相談|話そう|話し合|聞かせ|聞こう|聞きに|教えて|見せて|知らせて|説明|調べ|時間を|機会を",
        "試[しすそ]|ためし|やってみ|始め|はじめ|作[っりろ]|減ら|やめ|分け|決め|考え|探[しそ]",
        # 見よう、取ろうか, but not ありがとう, だろう or ほんとうに
        r"([おこごそのぼもよ]|(?<![りがで])と|(?<!だ)ろ)う(?=[、。，．！!？?\s」かねよと]|$)|ましょう",
    )
)


# --- 5: two hundred hours ---------------------------------------------------------------------


def q5(q5: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("weeks.csv")
    if not isinstance(q5, dict):
        return failed(SHAPE)
    hours = _amounts(q5.get("hours"), [str(week) for week in range(1, 29)], ask)
    if not hours:
        return failed("28の週すべてに、0以上の時間を入れましょう。")
    if not ask.close(sum(hours.values()), TOTAL, SLACK):
        return failed("28週の合計が200時間と合いません。4時間までの差にしましょう。")
    points, advice = 0.0, []
    if max(hours.values()) <= MOST_WEEK:
        points += 1
    else:
        advice.append("16時間をこえる週があります。ほかの週に分けましょう。")
    if sum(hours[week] for week in truth["busy"]) <= 0:
        points += 2
    else:
        advice.append("課の忙しい週に、学ぶ時間が入っています。予定のセルを見ましょう。")
    if ask.is_number(q5.get("in_hours")) and 90 <= q5["in_hours"] <= 100:
        points += 2
    else:
        advice.append(_share_advice(ask, q5.get("in_hours")))
    _, colleagues = ask.released("colleagues.csv")
    trouble = _cover_trouble(_amounts(q5.get("cover"), list("ABCDEFG"), ask), hours, colleagues["tired"])
    points += 0 if trouble else 2
    return _part(points / 7, *advice, *([trouble] if trouble else []))


def _share_advice(ask: Any, share: Any) -> str:
    if not ask.is_number(share) or not 0 <= share <= 100:
        return "勤務時間の中に置く割合を、0から100までの数で入れましょう。"
    if 0 < share <= 1:
        return "割合は、パーセントで入れます。たとえば半分なら、0.5ではなく50です。"
    return "学ぶ時間が、夜や休みの日に回っています。勤務時間の中に90%以上を置きましょう。"


def _cover_trouble(cover: dict[str, float], hours: dict[str, float], tired: list[str]) -> str:
    if not cover:
        return "7人すべてに、代わる時間を0以上の数で入れましょう。頼まない人は0です。"
    helpers = [name for name in cover if cover[name] > 0]
    if not helpers:
        return "代わる人がいません。本人の仕事が、そのまま残ってしまいます。"
    if len(helpers) < 2:
        return "1人に任せています。2人以上で分けましょう。"
    if max(cover.values()) > MOST_COVER:
        return "1週に2時間をこえて代わる人がいます。ほかの人にも分けましょう。"
    if any(cover[name] > 0 for name in tired):
        return "残業の多い人に頼んでいます。予定のセルで、月の残業を見ましょう。"
    learning = [value for value in hours.values() if value > 0]
    if sum(cover.values()) < sum(learning) / len(learning) - 0.05:
        return "代わる時間の合計が、学ぶ週の平均に足りません。"
    return ""


def _amounts(value: Any, names: list[str], ask: Any) -> dict[str, float]:
    """A number of 0 or more for every name, else nothing."""
    if not isinstance(value, dict):
        return {}
    # Who writes by hand may leave the quotation marks out of {"1": 7}.
    value = {str(name): value[name] for name in value if isinstance(name, (str, int))}
    found = {name: float(value[name]) for name in names if ask.is_number(value.get(name))}
    return found if len(found) == len(names) and min(found.values()) >= 0 else {}


# --- 6 and 7: before one agrees, before one selects -------------------------------------------


def q6(q6: Any, *, ask: Any) -> Outcome:
    _, truth = ask.released("approvals.csv")
    picked = (
        {letter for letter in q6 if isinstance(letter, str)} if isinstance(q6, (list, set, tuple)) else set()
    )
    if not picked or not picked <= set(truth["approvals"]):
        return failed(SHAPE)
    wanted = truth["wanted"]
    hits = [letter for letter in wanted if letter in picked]
    extra = [letter for letter in sorted(picked) if letter not in wanted]
    advice = []
    if "vendor" in [truth["approvals"].get(letter) for letter in extra]:
        advice.append("業者の「大丈夫」は、確かめたことになりません。責任を持つのは市です。")
    elif extra:
        advice.append("個人情報を守ることと関わらないものを選んでいます。")
    if len(hits) < len(wanted):
        advice.append("目的・範囲・保管・やめる条件の4つがそろっているか、数えてみましょう。")
    return _part((len(hits) - len(extra)) / len(wanted), *advice)


def q7(q7: Any, *, ask: Any) -> Outcome:
    _, biases = ask.released("biases.csv")
    _, conclusions = ask.released("conclusions.csv")
    if not isinstance(q7, dict):
        return failed(SHAPE)
    points, advice = 0, []
    for name, hint in (
        (
            "volunteer",
            "自薦: 自分から手を挙げる人は、はじめからどんな人でしょうか。研修前の試験の点を見ましょう。",
        ),
        ("nominate", "指名: 所属は、どんな人なら出しやすいでしょうか。研修前の残業を見ましょう。"),
    ):
        if biases["biases"].get(_text(q7.get(name))) == name:
            points += 1
        else:
            advice.append(hint)
    concluded = conclusions["conclusions"].get(_text(q7.get("conclusion")))
    if concluded == "unknown":
        points += 2
    elif concluded == "volunteer":
        advice.append("自薦の人は、はじめから点が高い人たちです。自薦にしたから改善した、とは言えません。")
    else:
        advice.append("研修の前から差がある2つの組です。選び方だけの効果を取り出せますか。")
    return _part(points / 4, *advice)


# --- shared ------------------------------------------------------------------------------------


def _texts(value: Any, key: dict[str, Any]) -> dict[str, str]:
    """The answered cards of the key."""
    if not isinstance(value, dict):
        return {}
    return {name: value[name] for name in key if isinstance(value.get(name), str)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _part(share: float, *advice: str) -> Outcome:
    if not advice and share > 0.999:
        return passed()
    return partial(share, *advice) if share > 0 else failed(*advice)
