"""What decides the points: the same calculation on tables that nobody has seen."""

import pandas as pd

from dxlab.outcome import Outcome, failed, passed

TOLERANCE = 0.001


def q1(windows_rate, *, ask) -> Outcome:
    for seed in ask.seeds(3):
        table, _ = ask.make("d01-branches", seed, vary=True)
        rates = windows_rate(table)
        if not (isinstance(rates, pd.Series) and len(rates) == len(table)):
            return failed("答えが、支所と同じ数の列になっていません。")
        want = table["windows"] / table["area_pop"]
        if _agree(ask, rates, want * 10_000):
            continue
        if _agree(ask, rates, want):
            return failed("1人あたりの数になっています。10000 をかけましょう。")
        if _agree(ask, rates, 1 / want * 10_000) or _agree(ask, rates, 1 / want):
            return failed("割る数と割られる数が逆です。「窓口の数 ÷ 人口」にしましょう。")
        return failed("人口1万人あたりの窓口の数と合いません。使う列と、かける数を見なおしましょう。")
    return passed()


def _agree(ask, rates, want) -> bool:
    """Whether every value is close; both columns have rows."""
    return len(want) > 0 and all(ask.close(a, b, TOLERANCE) for a, b in zip(rates, want))
