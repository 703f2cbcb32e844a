"""What holds a trainee's code on this machine, found out by trying."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from dxlab.runner.sandbox import Containment
from grader.engine.model import Limits
from grader.engine.process import Refused, RunnerProcess
from grader.errors import DxlabError

#: Grading other people's work: one of these, or none at all.
SANDBOXED = ("namespaces", "landlock")
#: One's own work, or a grader that already runs in a container that is thrown away.
TRUSTED = (*SANDBOXED, "none")


@functools.cache
def ensure_containment(profiles: Sequence[str] = SANDBOXED) -> Containment:
    """The first of ``profiles`` that works here.

    Raises
    ------
    DxlabError: none does. There is no silent way around it.
    """
    reasons = []
    for profile in profiles:
        try:
            with RunnerProcess(profile, Limits(), probe=True) as process:
                return process.containment
        except Refused as refused:
            reasons.append(f"{profile}: {refused}")
    raise DxlabError(
        "no-sandbox",
        "提出されたプログラムを閉じこめて動かす仕組みが、このコンピュータでは使えません"
        f"（{'、'.join(reasons)}）。安全のため、採点しません。",
        "Linux の名前空間か Landlock が使えるコンピュータで採点してください。"
        "採点ごとに捨てるコンテナの中で動かしているときだけ、--in-throwaway-container を付けて実行できます。",
    )


def describe_containment(containment: Containment) -> str:
    """One Japanese line for the instructor."""
    if containment.profile == "none":
        return "提出プログラムの隔離: ありません（時間などの制限だけです）。信頼できるプログラムだけを動かしてください。"
    layers = ["名前空間"] if containment.profile == "namespaces" else []
    layers += [f"Landlock（版{containment.landlock}）"] if containment.landlock else []
    layers += ["seccomp"] if containment.seccomp else []
    return f"提出プログラムの隔離: {'＋'.join(layers)}"
