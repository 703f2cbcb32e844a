"""Levels before and after as two stacked bars (PNG)."""

from __future__ import annotations

import io

from grader.level.matched import Matched
from grader.level.scoring import RANKS

_LOOKS = dict(
    zip(RANKS, (("#c9ced6", ""), ("#9cc3e0", "//"), ("#3f8fbf", ""), ("#16557f", "..")), strict=True)
)


def draw_levels(matched: Matched) -> bytes:
    """The figure; what is hidden is one white part without a number for each level."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import matplotlib_fontja  # noqa: F401  (registers a Japanese font)
    from matplotlib.ticker import MaxNLocator

    figure, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
    for place, counts in enumerate((matched.pre, matched.post)):
        left = 0
        for rank in RANKS:
            count, (colour, hatch) = counts[rank] or 0, _LOOKS[rank]
            label = rank if place == 0 else None
            ax.barh(place, count, left=left, color=colour, hatch=hatch, edgecolor="white", label=label)
            if count:
                ax.text(left + count / 2, place + 0.48, f"{count}人", ha="center", va="center")
            left += count
        rest = (matched.people or 0) - left
        if rest:
            label = "非表示（少人数など）" if place == 0 or matched.pre_is_whole else None
            ax.barh(place, rest, left=left, color="white", edgecolor="#888888", linestyle=":", label=label)
    ax.set_yticks([0, 1], ["研修の前", "研修の後"])
    ax.set_ylim(1.7, -0.6)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("人数（人）")
    ax.set_title("レベルごとの人数（前と後の両方に答えた人）")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=5, frameon=False)
    out = io.BytesIO()
    figure.savefig(out, dpi=130, metadata={"Software": None})
    plt.close(figure)
    return out.getvalue()
