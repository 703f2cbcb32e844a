"""What a check reads off a figure in one request."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from dxlab.channel import Ask, LocalTransport, run_check
from dxlab.outcome import failed, passed


def plot():
    _, ax = plt.subplots()
    ax.plot([1, 2], [3.5, 4], label="先行", linestyle="--")
    ax.bar(["a", "b"], [5, 6])
    ax.axvline(2)
    ax.set_ylabel("待ち（分）")
    ax.legend()
    return ax


def test_axes_are_read_and_the_figure_is_closed_afterwards():
    def check(plot, *, ask):
        seen = ask.axes_of(plot())
        assert seen["ylabel"] == "待ち（分）" and seen["legend"] == ["先行"]
        assert seen["lines"][0]["y"] == [3.5, 4.0] and seen["lines"][0]["linestyle"] == "--"
        assert seen["lines"][1]["x"][0] == seen["lines"][1]["x"][1]
        assert [bar["height"] for bar in seen["bars"]] == [5.0, 6.0]
        return passed() if plt.get_fignums() else failed()

    plt.close("all")
    assert run_check(check, Ask(LocalTransport({"plot": plot}))).share == 1.0
    assert plt.get_fignums() == []
