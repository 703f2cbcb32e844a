"""Quick checks that ship with the release: kind, form and a plausible example.

They don't decide points; an answer that is right only for the shown example passes here.
"""

from typing import Any

import pandas as pd

from dxlab.outcome import Outcome, failed, passed

POINTS_LATER = "ほかの値でも正しいかは、提出のあとで確かめます。"
NOTHING = "何も返ってきていません。return を書き忘れていませんか。print とはちがいます。"
MONTHS = [f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]


def q1(phase_hours: Any, total: Any, *, ask: Any) -> Outcome:
    if not isinstance(phase_hours, dict):
        return failed("phase_hours を、{ } で囲んだ辞書にしましょう。")
    if len(phase_hours) != 4:
        return failed("辞書には、4つの段階を入れます。名前と値の組が4つあるか、数えてみましょう。")
    odd = [name for name, value in phase_hours.items() if not ask.is_number(value)]
    if odd:
        return failed(f"{'、'.join(map(str, odd))}の値が数になっていません。引用符と「時間」を取りましょう。")
    if not ask.is_number(total):
        return failed("total が数になっていません。sum( ) の中に、辞書の値を並べたものを入れましょう。")
    if not ask.close(total, 200, 0.5):
        return failed(f"合計が {float(total):g} になりました。計画の約200時間と比べて、値を見直しましょう。")
    return passed("合計が計画と合いました。名前と値は、提出のあとで確かめます。")


def q2(yen_round: Any, *, ask: Any) -> Outcome:
    value = yen_round(2.4)
    if value is None:
        return failed(NOTHING)
    if isinstance(value, str):
        return failed("文字が返ってきました。float( ) で数に直してから返しましょう。")
    if not float(value) == 2:
        return failed("2.4 を丸めると 2 になるはずです。そろえる位と、丸め方を見直しましょう。")
    return passed(f"2.4 は 2 になりました。2.5 や -2.5 も、自分で試してみましょう。{POINTS_LATER}")


def q3(load_branches: Any, *, ask: Any) -> Outcome:
    folder = ask.folder({"small.csv": b"branch_code,branch_name\r\nB01,main\r\nB02,hill\r\n"})
    table = load_branches(str(folder.joinpath("small.csv")))
    if table is None:
        return failed(NOTHING)
    if not isinstance(table, pd.DataFrame):
        return failed("表が返ってきません。pd.read_csv の答えを、そのまま返しましょう。")
    if len(table) != 2 or "branch_code" not in table.columns:
        return failed("渡したファイルとちがう表です。受け取った path を使いましょう。")
    if not isinstance(table["branch_code"].tolist()[0], str):
        return failed("番号が文字になっていません。dtype=str を付けましょう。")
    return passed(f"小さなCSVを、文字のまま開けました。{POINTS_LATER}")


def q4(busiest: Any, *, ask: Any) -> Outcome:
    counts, _ = ask.released("monthly_procedures.csv")
    branches, _ = ask.released("branches.csv")
    names = branches.set_index("branch_code")["branch_name"]
    table = counts.assign(branch_name=counts["branch_code"].map(names))
    kept = ask.keep(table)
    said = busiest(kept, "2025-04", 3)
    if said is None:
        return failed(NOTHING)
    if not isinstance(said, list):
        return failed("リストになっていません。最後に .tolist() を付けましょう。")
    if len(said) != 3:
        return failed(f"3つ返すはずのところ、{len(said)}個でした。head のかっこの中を見ましょう。")
    if not all(isinstance(name, str) and name in set(names) for name in said):
        return failed("支所の名前ではないものが入っています。branch_name の列を使いましょう。")
    if not table.equals(ask.seen(kept)):
        return failed("元の表が変わっています。列を足す前に df.copy() で写しを作りましょう。")
    return passed(f"{'、'.join(said)}になりました。{POINTS_LATER}")


def q5(fiscal_year: Any, fiscal_order: Any, *, ask: Any) -> Outcome:
    year, order = fiscal_year("2025-05"), fiscal_order(5)
    if year is None or order is None:
        return failed(NOTHING)
    if not ask.close(year, 2025, 1e-9):
        return failed("2025年5月の年度は、数の 2025 です。文字ではなく、数を返していますか。")
    if not ask.close(order, 2, 1e-9):
        return failed("5月は、年度の2番めです。fiscal_order を見直しましょう。")
    return passed(f"5月は合っています。1月や3月も、自分で試してみましょう。{POINTS_LATER}")


def q6(monthly_total: Any, *, ask: Any) -> Outcome:
    counts, _ = ask.released("monthly_procedures.csv")
    kept = ask.keep(counts)
    said = monthly_total(kept, 2025)
    if said is None:
        return failed(NOTHING)
    if not isinstance(said, pd.Series):
        return failed("見出しの付いた1列（シリーズ）になっていません。足す列は1つにします。")
    if len(said) != 12:
        return failed(f"12か月ぶんのはずが、{len(said)}個でした。reindex のかっこの中を見ましょう。")
    if set(map(str, said.index)) != set(MONTHS):
        return failed("見出しが「4月」から「3月」になっていません。month_label を使いましょう。")
    if not counts.equals(ask.seen(kept)):
        return failed("元の表が変わっています。列を足す前に df.copy() で写しを作りましょう。")
    return passed(
        f"12か月ぶんあります。順番と数は、提出のあとで確かめます。いまの先頭は{said.index[0]}です。"
    )


def q7(total_count: Any, add_up: Any, count_busy: Any, *, ask: Any) -> Outcome:
    numbers = pd.DataFrame({"count": [120, 80, 95]})
    said = {
        "①": total_count(numbers),
        "②": add_up([1, 2, 3]),
        "③": count_busy(pd.DataFrame({"count": ["120", "80", "95"]}), 90),
    }
    odd = [name for name, value in said.items() if not ask.is_number(value)]
    if odd:
        return failed(
            f"{'、'.join(odd)}から数が返ってきません。エラーをかくしていませんか。return も見ましょう。"
        )
    shown = "、".join(f"{name}は {float(value):g}" for name, value in said.items())
    return passed(f"3つとも動きました（{shown}）。表と見くらべましょう。{POINTS_LATER}")


def q8(plot_monthly: Any, *, ask: Any) -> Outcome:
    ax = plot_monthly(pd.Series(range(900, 1020, 10), index=MONTHS), 2025)
    if "Axes" not in ask.kinds_of(ax):
        return failed("図が返ってきていません。関数の最後に return ax と書きましょう。")
    bars = len(ask.axes_of(ax)["bars"])
    if bars != 12:
        return failed(f"棒が {bars} 本です。ax.bar で、1か月を1本の棒にしましょう。")
    if any("Glyph" in text for text in ask.drawn_warnings(ax)):
        return failed("図の文字が四角になるところがあります。最初のセルの start() を動かしましたか。")
    return passed("棒が12本あります。縦軸、単位、題名は、提出のあとで確かめます。")
