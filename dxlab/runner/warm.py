"""What every notebook needs sooner or later, done once before the forks.

First uses cost more than imports: the first figure reads fonts, the first
table compiles templates, the first CSV loads a reader.
"""

from __future__ import annotations

import gc
import importlib
import io
import warnings

from dxlab.channel import Ask, LocalTransport
from dxlab.fonts import apply_fonts
from dxlab.runner.shell import Shell

_LIBRARIES = (
    "dxlab",
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pandas.plotting._matplotlib",  # loaded by the first frame that is drawn
    "ipywidgets",
    "openpyxl",
    "jpholiday",
)


def build_warm_shell(outputs: int) -> Shell:
    """The shell, with libraries loaded; leaves no figure, option or variable behind."""
    shell = Shell(outputs)
    for name in _LIBRARIES:
        importlib.import_module(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _use_tables()
        _use_figures()
        _use_channel()
    gc.collect()
    gc.freeze()
    return shell


def _use_tables() -> None:
    import pandas as pd

    text = "所属,月,件数\n窓口,2026-04-01,3\n窓口,2026-05-01,4\n税務,2026-04-01,5\n"
    table = pd.read_csv(io.StringIO(text), parse_dates=["月"])
    table["年度"] = table["月"].dt.year
    mean = table.groupby("所属", as_index=False)["件数"].mean()
    table.merge(mean, on="所属").pivot_table(index="月", columns="所属", values="件数_x").describe()
    table.sort_values("件数")._repr_html_()
    str(table), table.to_csv(index=False), table["所属"].str.contains("窓"), table["所属"].value_counts()


def _use_figures() -> None:
    import matplotlib.pyplot as plt

    with plt.rc_context():
        apply_fonts()  # its library changes settings when it is imported: here they are put back
        figure, ax = plt.subplots()
        ax.plot([1, 2], [1, 2], label="件数")
        ax.bar([1], [1])
        ax.set(title="題名", xlabel="月", ylabel="件")
        ax.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
        plt.close("all")


def _use_channel() -> None:
    """A question from both sides, so that no fork that answers one has to import anything."""
    import matplotlib.pyplot as plt
    import pandas as pd

    table = pd.DataFrame({"月": ["2026-04", "2026-05"], "件数": [3, 4], "割合": [0.1, 0.2]})
    _, ax = plt.subplots()
    ax.plot([1, 2], [1, 2], label="件数")
    ask = Ask(LocalTransport({"table": table, "same": lambda rows: rows.copy(), "ax": ax}))
    ask.get("same")(ask.get("table"))
    ask.axes_of(ask.get("ax"))
    ask.seen(ask.keep(table))
    ask.finish()
    plt.close("all")
