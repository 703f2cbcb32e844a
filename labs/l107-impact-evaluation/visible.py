"""Quick checks that ship with the release: kind, range, and whether the input stays as it is.

They don't decide points; a wrong comparison with a plausible number passes here.
"""

from typing import Any

from dxlab.outcome import Outcome, failed, passed

START = "2025-07"
KINDS = {
    "NoneType": "何も返ってきていません。return を書き忘れていませんか",
    "Series": "数がたくさん並んだ列が返ってきました。1つの数にまとめましょう",
    "DataFrame": "表が返ってきました。1つの数にまとめましょう",
    "str": "文字が返ってきました。数を返しましょう",
    "tuple": "いくつかの値が返ってきました。1つの数にしましょう",
    "function": "関数が返ってきました。かっこを付けて呼び出していますか",
}
CHANGED = "元の表が変わっています。列を足したり書きかえたりする前に、df.copy() で写しを作りましょう。"
POINTS_LATER = "ほかの表でも正しいかは、提出のあとで確かめます。"


def _number_trouble(value: Any, low: float, high: float, hint: str, ask: Any) -> str:
    """What is odd about an answer that should be a number from ``low`` to ``high``; empty when nothing is."""
    if not ask.is_number(value):
        kind = ask.kinds_of(value)[0]
        return (
            KINDS.get(
                kind,
                '1つの数が返ってきていません。条件に合う行が1つもないのかもしれません。列の名前と、数（1）と文字（"1"）のちがいを見ましょう',
            )
            + "。"
        )
    if not low <= value <= high:
        return f"{float(value):.2f} が返ってきました。ありそうな範囲から外れています。{hint}"
    return ""


def _check_minutes(function: Any, *more: str, low: float, high: float, hint: str, ask: Any) -> Outcome:
    table, _ = ask.released("branch_wait_a.csv")
    kept = ask.keep(table)
    value = function(kept, *more, START)
    trouble = _number_trouble(value, low, high, hint, ask)
    if trouble:
        return failed(trouble)
    if not table.equals(ask.seen(kept)):
        return failed(CHANGED)
    return passed(f"表 a では {float(value):+.2f} 分になりました。{POINTS_LATER}")


def q1(before_after: Any, *, ask: Any) -> Outcome:
    hint = "先行支所は短くなっているはずです。「後 − 前」の順に引いていますか。"
    return _check_minutes(before_after, low=-15, high=-0.5, hint=hint, ask=ask)


def q2(cross_section: Any, q2_choice: Any, *, ask: Any) -> Outcome:
    hint = "後の時期の、先行支所とほかの支所の平均の差です。"
    outcome = _check_minutes(cross_section, low=-15, high=15, hint=hint, ask=ask)
    if outcome.share == 1.0 and not (isinstance(q2_choice, str) and q2_choice.strip() in ("ア", "イ", "ウ")):
        return failed('q2_choice に、"ア"、"イ"、"ウ" のどれかを入れましょう。記号は " " で囲みます。')
    return outcome


def q3(did: Any, *, ask: Any) -> Outcome:
    hint = "先行支所の変化から、ほかの支所の変化を引いていますか。"
    return _check_minutes(did, low=-6, high=-2, hint=hint, ask=ask)


def q4(plot_trends: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("branch_wait_a.csv")
    kept = ask.keep(table)
    ax = plot_trends(kept, START)
    if "Axes" not in ask.kinds_of(ax):
        return failed("図が返ってきていません。関数の最後に return ax と書きましょう。")
    seen = ask.axes_of(ax)
    troubles = _figure_troubles(seen)
    if any("Glyph" in text for text in ask.drawn_warnings(ax)):
        troubles.append("図の文字が四角になるところがあります。最初のセルの start() を動かしましたか。")
    if not table.equals(ask.seen(kept)):
        troubles.append(CHANGED)
    return (
        failed(*troubles)
        if troubles
        else passed("図の部品がそろっています。線の中身は、提出のあとで確かめます。")
    )


def _figure_troubles(seen: dict[str, Any]) -> list[str]:
    """Parts of the figure that can't be found."""
    lines = seen["lines"]
    upright = [line for line in lines if len(line["x"]) == 2 and line["x"][0] == line["x"][1]]
    long = [line for line in lines if len(line["x"]) > 2]
    found = {
        "月ごとの線が2本以上見つかりません。ax.plot を2回使いましょう。": len(long) >= 2,
        "線が多すぎます。支所ごとではなく、2つのグループの平均にしましょう。": len(long) <= 6,
        "始まった月の縦線が見つかりません。ax.axvline(start) を使いましょう。": bool(upright),
        '点線が見つかりません。linestyle="--" を付けましょう。': any(
            line["linestyle"] in ("--", ":", "-.") for line in long
        ),
        "凡例がありません。plot に label= を付け、ax.legend() を書きましょう。": len(seen["legend"] or [])
        >= 2,
        '縦軸の名前に単位がありません。ax.set_ylabel("平均待ち時間（分）") のように書きましょう。': "分"
        in seen["ylabel"],
    }
    return [message for message, there in found.items() if not there]


def q5(placebo: Any, *, ask: Any) -> Outcome:
    hint = "始まる前の行だけで計算していますか。did を使うときは、問3ができているかも見ましょう。"
    return _check_minutes(placebo, "2025-01", low=-2.5, high=2.5, hint=hint, ask=ask)


def q6(perm_p: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("branch_wait_a.csv")
    kept = ask.keep(table)
    value = perm_p(kept, START)
    hint = "p値は割合なので、0より大きく1以下です。数えた個数を、選び方の数で割りましょう。"
    trouble = _number_trouble(value, 0.001, 1, hint, ask)
    if trouble:
        return failed(trouble)
    if value > 0.5:
        return failed(
            f"p = {float(value):.4f} は大きすぎます。「0からの離れ方」で比べるために、両方に abs( ) を付けていますか。"
        )
    if not table.equals(ask.seen(kept)):
        return failed(CHANGED)
    return passed(f"表 a では p = {float(value):.4f} になりました。{POINTS_LATER}")


def q7(rct: Any, balance: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("screening_rct.csv")
    kept = ask.keep(table)
    result, evenness = rct(kept), balance(kept)
    troubles = _dict_troubles("rct", result, ("diff", "ci_low", "ci_high", "n_a", "n_b"), ask)
    troubles += _dict_troubles("balance", evenness, ("age", "last_year"), ask)
    if troubles:
        return failed(*troubles)
    if not 0.0 <= result["diff"] <= 0.15:
        return failed(
            "diff がありそうな範囲から外れています。「B − A」の順で、％ではなく割合（0.05 など）にしていますか。"
        )
    if not result["ci_low"] <= result["diff"] <= result["ci_high"]:
        return failed("信頼区間は、差をはさむはずです。ci_low は引いた値、ci_high は足した値です。")
    if not table.equals(ask.seen(kept)):
        return failed(CHANGED)
    return passed(f"差は {100 * result['diff']:.1f} ポイントになりました。{POINTS_LATER}")


def _dict_troubles(name: str, got: Any, keys: tuple[str, ...], ask: Any) -> list[str]:
    if not isinstance(got, dict):
        return [f"{name} は辞書（{{ }} で囲んだもの）を返しましょう。return を書き忘れていませんか。"]
    missing = [key for key in keys if key not in got]
    odd = [key for key in keys if key in got and not ask.is_number(got[key])]
    troubles = [f"{name} の辞書に {'、'.join(missing)} がありません。"] if missing else []
    return troubles + ([f"{name} の {'、'.join(odd)} が数になっていません。"] if odd else [])


def q8(verdict: Any, *, ask: Any) -> Outcome:
    answers = {}
    for label, file in (("表 a", "branch_wait_a.csv"), ("表 b", "branch_wait_b.csv")):
        table, _ = ask.released(file)
        kept = ask.keep(table)
        answers[label] = verdict(kept, START)
        if not (isinstance(answers[label], str) and answers[label] in ("使える", "使えない", "データ不足")):
            return failed(
                "答えは「使える」「使えない」「データ不足」のどれかの文字にしましょう。return も見ましょう。"
            )
        if not table.equals(ask.seen(kept)):
            return failed(CHANGED)
    said = "、".join(f"{label} は「{answer}」" for label, answer in answers.items())
    doubt = ["2つの表で同じ答えです。第5部で見た偽の開始日の答えと合っていますか。"]
    return passed(
        f"{said}になりました。{POINTS_LATER}", *(doubt if answers["表 a"] == answers["表 b"] else [])
    )
