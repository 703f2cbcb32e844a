"""What a cohort may know of its levels: matched persons only, small counts hidden; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from grader.level.scoring import RANKS
from grader.level.suppress import hide_small

#: Said under the figure, for a comparison before and after proves nothing alone.
CAUTION = "前後比較なので研修だけの効果とは言えません（比較対象がない）"
HIDDEN = "＊"
_UPPER = RANKS[2:]
#: The table may go, then the counts of each level; the share of 中級以上 is what the report is for.
_KEEP = (
    *(f"{time} {rank}" for time in ("pre", "post") for rank in RANKS),
    *(f"{time} {half}" for time in ("pre", "post") for half in ("lower", "upper")),
    "all",
)


@dataclass(frozen=True)
class Matched:
    """Counts of those who answered before and after, as they may be shown; None = hidden.

    Attributes
    ----------
    cells: ``(rank before, rank after)`` -> persons.
    pre, post: rank -> persons.
    upper: persons at 中級以上 before and after.
    people: all of them.
    """

    cells: dict[tuple[str, str], int | None]
    pre: dict[str, int | None]
    post: dict[str, int | None]
    upper: tuple[int | None, int | None]
    people: int | None

    @property
    def shares(self) -> tuple[float | None, float | None]:
        """Part of 中級以上 before and after."""
        whole = self.people
        before, after = (None if n is None or not whole else n / whole for n in self.upper)
        return before, after

    @property
    def pre_is_whole(self) -> bool:
        """Whether nothing of the counts before is hidden."""
        return None not in self.pre.values()

    @property
    def ratio(self) -> float | None:
        """How many times as many at 中級以上 as before."""
        before, after = self.upper
        return after / before if before and after is not None else None


def build_matched(pairs: Iterable[tuple[str, str]]) -> Matched:
    """From (rank before, rank after) of each matched person."""
    found = Counter(pairs)
    counts, sums = {"all": sum(found.values())}, []
    for rank in RANKS:
        for after in RANKS:
            counts[f"{rank}>{after}"] = found[rank, after]
        counts[f"pre {rank}"] = sum(found[rank, after] for after in RANKS)
        counts[f"post {rank}"] = sum(found[before, rank] for before in RANKS)
        sums.append((f"pre {rank}", [f"{rank}>{after}" for after in RANKS]))
        sums.append((f"post {rank}", [f"{before}>{rank}" for before in RANKS]))
    for time in ("pre", "post"):
        sums.append(("all", [f"{time} {rank}" for rank in RANKS]))
        # The share of 中級以上 tells these two counts, so they obey the same rule.
        for name, ranks in ((f"{time} upper", _UPPER), (f"{time} lower", RANKS[:2])):
            counts[name] = sum(counts[f"{time} {rank}"] for rank in ranks)
            sums.append((name, [f"{time} {rank}" for rank in ranks]))
        sums.append(("all", [f"{time} upper", f"{time} lower"]))
    shown = hide_small(counts, sums, _KEEP)
    return Matched(
        {(b, a): shown[f"{b}>{a}"] for b in RANKS for a in RANKS},
        {rank: shown[f"pre {rank}"] for rank in RANKS},
        {rank: shown[f"post {rank}"] for rank in RANKS},
        (shown["pre upper"], shown["post upper"]),
        shown["all"],
    )


def shown_count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def describe(matched: Matched) -> str:
    """The figure in words."""
    if matched.people is None:
        return "前と後の両方に答えた人が少ないため、数を示しません。"
    parts = [f"前と後の両方に答えた{matched.people}人です。"]
    for word, counts in (("前", matched.pre), ("後", matched.post)):
        parts.append(f"{word}は、" + "、".join(f"{r} {_people(counts[r])}" for r in RANKS) + "でした。")
    before, after = matched.shares
    if before is not None and after is not None:
        parts.append(f"中級以上は、前{before:.0%}、後{after:.0%}でした。")
    if matched.ratio is not None:
        parts.append(f"後の人数は、前の{matched.ratio:.1f}倍です。")
    return "".join(parts)


def _people(count: int | None) -> str:
    return "非表示" if count is None else f"{count}人"
