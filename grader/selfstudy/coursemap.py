"""The course map: the page on which a learner starts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from dxlab import labfiles
from dxlab.outcome import Status
from dxlab.state import read_state, status_of
from grader.lab.model import Lab
from grader.lab.tips import Tip
from grader.selfstudy.sync import offered_path

MAP_NAME = "00_コース案内.md"
#: The learning-type check: its folder here and in the course's instruments/.
PRIVATE = "learning-type"

_TRACKS = {
    "all-staff": "全職員",
    "manager": "管理職",
    "leader": "DX推進リーダー",
    "optional": "発展（選んで学ぶ）",
}


def build_course_map(labs: Sequence[Lab], root: Path, tips: Sequence[Tip] = ()) -> str:
    """Markdown text: one table per track, with links and the learner's progress."""
    parts = [
        "# コース案内",
        "",
        "下の表から実習を選んで、題名をクリックしてください。ノートブックが開きます。",
        "",
        "- 上のセルから順に、**Shift + Enter** で実行します。",
        '- 困ったら `hint("q1")` のように入力すると、ヒントが出ます。',
        "- 途中でやめても大丈夫です。保存（Ctrl + S）しておけば、次は続きから始められます。",
        "",
    ]
    if (root / PRIVATE).is_dir():
        parts += [
            "## はじめに: 自分に合う学び方をさがす",
            "",
            f"[学びタイプ診断（10問・5分）]({PRIVATE}/{PRIVATE}.ipynb)"
            " — 答えは、あなたのフォルダの外に出ません。提出もしません。",
            "",
        ]
    for track, name in _TRACKS.items():
        chosen = [lab for lab in labs if lab.track == track]
        if chosen:
            parts += [f"## {name}", "", *_table(chosen, root), ""]
    parts += _tips(tips)
    parts += [
        "## 全部の採点を受けたいとき",
        "",
        "左上のメニューの「ファイル」→「新規」→「ターミナル」を開きます。次のように入力して、Enter を押してください。",
        "",
        "```",
        f"dxlab score {labs[0].id if labs else '実習の名前'}",
        "```",
        "",
        "点数と、次の一歩が書かれたページ（結果.html）が、実習のフォルダにできます。",
    ]
    return "\n".join(parts) + "\n"


def _tips(tips: Sequence[Tip]) -> list[str]:
    """The 効率アップテキスト, all of them: labs point to some."""
    if not tips:
        return []
    lead = "1枚1画面の、仕事の小さな近道です。どれからでも読めます。"
    rows = [f"- [{tip.number}　{tip.title}]({quote(tip.file)})" for tip in tips]
    return ["## 効率アップテキスト", "", lead, "", *rows, ""]


def _table(labs: Sequence[Lab], root: Path) -> list[str]:
    rows = ["| 実習 | 目安の時間 | 手元の確認 |", "|---|---|---|"]
    for lab in labs:
        link = f"{quote(lab.id)}/{quote(lab.id)}.ipynb"
        rows.append(
            f"| [{lab.title}（{lab.subtitle}）]({link}) | {lab.hours:g}時間 | {_progress(root / lab.id)} |"
        )
        newer = offered_path(root / lab.id / f"{lab.id}.ipynb")
        if newer.exists():
            rows.append(
                f"| └ [新しい版があります]({quote(lab.id)}/{quote(newer.name)}) | | 前の版もそのままあります |"
            )
    return rows


def _progress(folder: Path) -> str:
    """How many exercises are できました in the learner's own checks."""
    try:
        exercises = [e.id for e in labfiles.read_lab(folder).exercises if e.kind == "auto"]
    except labfiles.LabError:
        return "―"
    state = read_state(folder)
    done = sum(status_of(state, exercise) is Status.PASSED for exercise in exercises)
    return f"{done}／{len(exercises)} 問 できました" if done else "これから"
