"""Quick checks that ship with the release: kind, shape, plausible range, and the small example of each part.

They don't decide points; a plausible wrong answer passes here.
"""

from typing import Any

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, passed

LATER = "ほかの場合でも正しいかは、提出のあとで確かめます。"
CHANGED = "受け取った元の物が変わっています。写しを作ってから書きかえましょう。"
MINI = pd.DataFrame(
    {
        "ticket_id": ["T1", "T2", "T2", "T3", "T4", "T5", "T6"],
        "procedure": ["住民票", "転入", "転入", "住民票", "転入", "その他", "転入"],
        "abandoned": [0, 0, 0, 0, 0, 0, 1],
        "date": ["2025-03-03"] * 3 + ["2025-03-10"] * 2 + ["2025-03-17", "2025-03-10"],
        "day_type": ["月曜"] * 7,
        "is_open": [1, 1, 1, 1, 1, 0, 1],
        "issued": [511.0, 515.0, 515.0, 520.0, 571.0, 545.0, 575.0],
        "called": [512.0, 520.0, 520.0, 521.0, 572.0, 546.0, 580.0],
        "finished": [518.0, 538.0, 538.0, 529.0, 594.0, 548.0, np.nan],
        "box": ["08:30"] * 4 + ["09:30", "09:00", "09:30"],
    }
)
DAY = {"per_box": [4.0] * 17 + [2.0], "minutes": 11.0, "cv": 0.7, "windows": 2}
OPTIONS = ("今のまま", "窓口を1つ増やす", "事前入力を3割に", "混雑カレンダー")


def _numbers(value: Any) -> list[float] | None:
    """The numbers of a list, an array or a column; None for anything else."""
    if isinstance(value, (pd.Series, np.ndarray)):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    plain = [isinstance(v, (int, float, np.number)) and not isinstance(v, bool) for v in value]
    return [float(v) for v in value] if all(plain) else None


def q1(arrival_rate: Any, *, ask: Any) -> Outcome:
    kept = ask.keep(MINI)
    rate = _numbers(arrival_rate(kept, "月曜"))
    if rate is None:
        return failed("箱ごとの人数が並んだ列が返ってきていません。return を見ましょう。")
    if len(rate) != 18:
        return failed(f"箱は18個のはずですが、{len(rate)}個です。reindex(BOXES, …) の行を見ましょう。")
    if not all(0 <= value <= 3 for value in rate):
        return failed("人数がありそうな範囲から外れています。だれも来ない箱は0にしましょう。")
    if not MINI.equals(ask.seen(kept)):
        return failed(CHANGED)
    return passed(f"小さな表では、8:30の箱が1日あたり {rate[0]:.1f} 人になりました。{LATER}")


def q2(service_fit: Any, *, ask: Any) -> Outcome:
    kept = ask.keep(MINI)
    fit = service_fit(kept, "転入")
    if not (isinstance(fit, dict) and {"mean", "cv"} <= set(fit)):
        return failed("mean と cv の2つを入れた辞書を返しましょう。")
    if not (ask.is_number(fit["mean"]) and ask.is_number(fit["cv"])):
        return failed("mean か cv が数になっていません。空らんと、空欄の行の扱いを見ましょう。")
    if not (0 < fit["mean"] < 60 and 0 <= fit["cv"] < 3):
        return failed("平均（分）か変動係数が、ありそうな範囲から外れています。引く順番を見ましょう。")
    if not MINI.equals(ask.seen(kept)):
        return failed(CHANGED)
    return passed(f"小さな表の転入では、平均 {fit['mean']:.1f} 分になりました。{LATER}")


def q3(simulate: Any, *, ask: Any) -> Outcome:
    waits = _numbers(simulate([0, 2, 3], [10, 4, 5], 2))
    if waits is None:
        return failed("待ち時間（数）の並びが返ってきていません。return waits を見ましょう。")
    if len(waits) != 3:
        return failed("3人の客には、3つの待ち時間を返しましょう。")
    if not ask.close(waits[0], 0, 1e-9):
        return failed("空いている窓口に来た人は、待ちません。用事の長さを足していませんか。")
    if waits != [0.0, 0.0, 3.0]:
        return failed(
            "3人の例（来る 0・2・3、用事 10・4・5、窓口2つ）で待ち時間が合いません。紙に書いて、1人ずつ追いましょう。"
        )
    return passed(f"3人の例の待ち時間が合いました。{LATER}")


def q4(erlang_c: Any, agrees: Any, *, ask: Any) -> Outcome:
    wait = erlang_c(0.25, 10, 3)
    if not ask.is_number(wait):
        return failed("erlang_c が1つの数を返していません。return の行を見ましょう。")
    if not 5 <= wait <= 30:
        return failed(f"{float(wait):.2f} 分は、ありそうな範囲から外れています。部品と記号を見直しましょう。")
    said = agrees([9.0, 12.0, 9.0], 10.0)
    if not isinstance(said, (bool, np.bool_)):
        return failed("agrees は True か False を返しましょう。")
    return passed(f"1分に0.25人、10分、窓口3つで {float(wait):.1f} 分になりました。{LATER}")


def q5(scenarios: Any, best: Any, *, ask: Any) -> Outcome:
    table = scenarios(DAY, 5, 1)
    if not isinstance(table, pd.DataFrame):
        return failed("scenarios は表を返しましょう。問3ができているかも見ましょう。")
    missing = [c for c in ("option", "mean", "p90", "within15", "low", "high") if c not in table.columns]
    if missing:
        return failed(f"表に {'、'.join(missing)} の列がありません。")
    if len(table) != 4 or sorted(map(str, table["option"])) != sorted(OPTIONS):
        return failed("表は4行で、option には OPTIONS の4つの名前を1つずつ入れましょう。")
    if not bool(table["within15"].between(0, 1).all()):
        return failed("within15 は割合なので、0から1までの数です。")
    said = best(table)
    if not (isinstance(said, str) and (said in OPTIONS or said == "差ははっきりしない")):
        return failed("best は、案の名前か「差ははっきりしない」のどちらかを返しましょう。")
    return passed(f"4つの案の表ができました。{LATER}")


def q6(sensitivity: Any, doubles_at: Any, *, ask: Any) -> Outcome:
    gaps, services = [0.5, 1.5, 0.2, 1.8, 0.4, 1.6], [12.0, 8.0, 15.0, 5.0, 11.0, 9.0]
    table = sensitivity(gaps, services, 1, [0.5, 0.8, 0.9])
    if not (isinstance(table, pd.DataFrame) and {"rho", "wait"} <= set(table.columns) and len(table) == 3):
        return failed("利用率ごとに1行で、rho と wait の列がある表を返しましょう。")
    if not all(ask.is_number(value) and value >= 0 for value in table["wait"].tolist()):
        return failed("wait が0以上の数になっていません。lam の式と、問3の simulate を見ましょう。")
    at = doubles_at(pd.DataFrame({"rho": [0.7, 0.8, 0.85, 0.9], "wait": [2.0, 4.0, 6.0, 10.0]}), 0.8)
    if not ask.is_number(at) or not 0.7 <= at <= 0.9:
        return failed("doubles_at は、表の中の利用率を1つ返しましょう。")
    return passed(f"利用率ごとの表ができました。{LATER}")


def q7(cost_per_minute: Any, *, ask: Any) -> Outcome:
    value = cost_per_minute({"yen": 12000, "people": 200, "before": 20, "after": 8})
    if not ask.is_number(value):
        return failed("1つの数が返ってきていません。空らんを全部埋めましょう。")
    if not 1 <= value <= 20:
        return failed(f"例の案で {float(value):.2f} 円になりました。円を、減った分の合計で割っていますか。")
    return passed(f"例の案で、1分あたり {float(value):.1f} 円になりました。{LATER}")
