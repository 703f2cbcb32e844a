"""What ``dxlab cohort collect`` and ``feedback`` say when they are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.cohort.collect import Collected
from grader.cohort.feedback import HandedBack


def collected_lines(found: Collected, names: Mapping[str, str]) -> list[str]:
    """Who handed in, late, twice, not at all, and what went wrong."""

    def people(ids: Iterable[str]) -> str:
        return "、".join(f"{names.get(i, i)}（{i}）" for i in ids)

    lines = [f"回収しました: 新しいもの {len(found.fresh)}件、これまでの合計 {len(found.received)}人。"]
    if found.late:
        lines.append(f"期限におくれた人: {people(found.late)}")
    if found.twice:
        lines.append(f"2回以上出した人（新しいものを使います）: {people(found.twice)}")
    if found.missing:
        lines.append(f"まだ出していない人 {len(found.missing)}人: {people(found.missing)}")
    if found.unknown:
        lines.append(f"名簿にいない人の提出があり、回収していません: {'、'.join(found.unknown)}")
        lines.append("  → 受講者なら dxlab cohort person で名簿に加え、もう一度回収してください。")
    for ident, problems in found.problems.items():
        lines += [f"注意 {names.get(ident, ident)}（{ident}）: {problem}" for problem in problems]
    lines += [f"名前の形が読めない提出フォルダ: {name}" for name in found.unreadable]
    return lines


def handed_back_lines(done: HandedBack) -> list[str]:
    """Pages made, kept and returned; who still waits for a marker."""
    lines = [f"フィードバック: 新しく作ったページ {len(done.made)}件、そのまま {len(done.kept)}件。"]
    if done.returned:
        lines.append(f"交換フォルダで {len(done.returned)}人に返しました。")
    if done.waiting:
        lines.append(
            f"記述の採点が残っている人が {len(done.waiting)}人います。ページには「採点中」と出ます。"
        )
        lines.append("  採点してから、もう一度このコマンドを実行すると、ページが新しくなります。")
    lines += [f"注意 {student}: {problem}" for student, problem in done.problems.items()]
    return lines
