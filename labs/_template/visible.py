"""Quick checks that ship with the lab: kind of the answer, nothing about its values."""

import pandas as pd

from dxlab.outcome import Outcome, failed, passed


def q1(windows_rate, *, ask) -> Outcome:
    table, _ = ask.released("branches.csv")
    rates = windows_rate(table)
    if not isinstance(rates, pd.Series):
        return failed("答えが列になっていません。return の右で、列どうしを計算しましょう。")
    if len(rates) != len(table):
        return failed("答えの数が、支所の数とちがいます。すべての支所について計算しましょう。")
    return passed()
