"""The first look at a graded lab: which exercise was hard, and who got how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from dxlab.outcome import Status
from grader.cohort.model import Person
from grader.cohort.results import Stored, Verdict

STATES = {
    "graded": "採点ずみ",
    "partial": "一部だけ採点",
    "unreadable": "読めません",
    "failed": "採点できません",
}
DONE, CLOSE, LEFT = "できました", "もう一歩", "未着手"


def group_of(verdict: Verdict) -> str:
    """One of the three words in which people hear an outcome."""
    if verdict.status == Status.PASSED.value:
        return DONE
    return LEFT if verdict.status == Status.NOT_ATTEMPTED.value else CLOSE


def build_exercise_table(results: Iterable[Stored], titles: Mapping[str, str]) -> pd.DataFrame:
    """One row per exercise: counts of the three outcomes, mean points, the most frequent message.

    Parameters
    ----------
    results: all submissions; unreadable and failed ones are left out.
    titles: exercise id -> title, in the order wanted.
    """
    verdicts: dict[str, list[Verdict]] = {name: [] for name in titles}
    for stored in results:
        for verdict in stored.exercises if stored.state not in ("unreadable", "failed") else ():
            verdicts.setdefault(verdict.id, []).append(verdict)
    return pd.DataFrame(
        [_exercise_row(name, titles.get(name, name), rows) for name, rows in verdicts.items() if rows]
    )


def _exercise_row(name: str, title: str, rows: Sequence[Verdict]) -> dict[str, Any]:
    groups = Counter(map(group_of, rows))
    messages = Counter(v.messages[0] for v in rows if group_of(v) == CLOSE and v.messages)
    top = messages.most_common(1)
    return {
        "問題": name,
        "題名": title,
        DONE: groups[DONE],
        CLOSE: groups[CLOSE],
        LEFT: groups[LEFT],
        "平均点": round(sum(v.points for v in rows) / len(rows), 1),
        "満点": rows[0].maximum,
        "いちばん多いつまずき": f"{top[0][0]}（{top[0][1]}人）" if top else "",
    }


def build_person_table(
    results: Iterable[Stored], people: Mapping[str, Person], late: Iterable[str]
) -> pd.DataFrame:
    """One row per submission: who, state, points of the automatic part and of the quiz, notes."""
    late_ids = set(late)
    return pd.DataFrame(
        [_person_row(stored, people.get(stored.student), stored.student in late_ids) for stored in results]
    )


def _person_row(stored: Stored, person: Person | None, late: bool) -> dict[str, Any]:
    quiz = [v for v in stored.exercises if v.id == "quiz"]
    rest = [v for v in stored.exercises if v.id != "quiz"]
    return {
        "職員番号": stored.student,
        "氏名": person.name if person else "（名簿にありません）",
        "所属課": person.section if person else "",
        "状態": STATES.get(stored.state, stored.state),
        "自動採点": round(sum(v.points for v in rest), 1),
        "自動採点の満点": round(sum(v.maximum for v in rest), 1),
        "確認テスト": round(sum(v.points for v in quiz), 1),
        "遅れ": "遅れ" if late else "",
        "お知らせ": " ".join(stored.problems),
    }


def write_figure(path: Path, table: pd.DataFrame) -> str:
    """Stacked bars of the three outcomes per exercise (PNG); returns its text alternative."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import matplotlib_fontja  # noqa: F401  (registers a Japanese font)
    from matplotlib.ticker import MaxNLocator

    figure, ax = plt.subplots(figsize=(9, 0.55 * len(table) + 1.4), layout="constrained")
    left = pd.Series(0, index=table.index)
    names = table["問題"] + " " + table["題名"]
    for word, colour, hatch in ((DONE, "#2a7f62", ""), (CLOSE, "#e0a030", "//"), (LEFT, "#b8bec6", "..")):
        ax.barh(names, table[word], left=left, color=colour, hatch=hatch, edgecolor="white", label=word)
        left = left + table[word]
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("人数（人）")
    ax.set_title("どの問題で、何人がどこまで進んだか")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12 - 0.5 / len(table)), ncols=3, frameon=False)
    figure.savefig(path, dpi=130)
    plt.close(figure)
    return describe_figure(table)


def describe_figure(table: pd.DataFrame) -> str:
    """The figure in one or two sentences."""
    if table.empty:
        return "採点ずみの提出物がまだありません。"
    rate = table[DONE] / (table[DONE] + table[CLOSE] + table[LEFT])
    hard, easy = table.loc[rate.idxmin()], table.loc[rate.idxmax()]
    return (
        f"できた人がいちばん多いのは「{easy['題名']}」（{easy[DONE]}人）、"
        f"いちばん少ないのは「{hard['題名']}」（{hard[DONE]}人）です。"
    )
