import pandas as pd

from dxlab.outcome import failed, partial, passed

# @HIDDEN@


def q1(double, *, ask):
    for seed in ask.seeds(5):
        if not ask.close(double(seed % 10_000 + 1), 2 * (seed % 10_000 + 1), 0):
            return failed("2倍になっていません。")
    return passed() if ask.close(double(-1), -2, 0) else partial(0.5, "負の数も2倍にしましょう。")


def q2(triple, *, ask):
    for seed in ask.seeds(5):
        if not ask.close(triple(seed % 10_000 + 1), 3 * (seed % 10_000 + 1), 0):
            return failed("3倍になっていません。")
    return passed()


def q3(totals, *, ask):
    for seed in ask.seeds(3):
        table, truth = ask.make("d90-counts", seed, note="@INPUT@")
        got = totals(table)
        wanted = truth["totals"]
        if not isinstance(got, pd.DataFrame) or list(got.columns) != ["branch", "total"]:
            return failed("列 branch と total の表を返してください。")
        if len(got) != len(wanted) or set(map(str, got["branch"])) != set(wanted):
            return failed("窓口が過不足なく並んでいません。")
        for branch, total in zip(got["branch"], got["total"], strict=True):
            if not ask.close(total, wanted[str(branch)], 0):
                return failed("合計がちがう窓口があります。")
    return passed()


def q4(busiest, *, ask):
    _, truth = ask.released("counts.csv")
    if not (isinstance(busiest, str) and busiest == truth["busiest"]):
        return failed("いちばん混む窓口ではありません。")
    return passed()
