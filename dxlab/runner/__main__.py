"""``python -I -m dxlab.runner FD OPTIONS``: a zygote on the control socket FD, or a probe of the sandbox.

OPTIONS is JSON: ``profile``, ``base`` (a folder for the scratches, or null), ``outputs`` (bytes a
cell may leave), ``quotas``, and ``probe`` when only the sandbox is to be tried.
The first reply says what holds the notebooks here, or why nothing does.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import socket
import sys
from pathlib import Path

from dxlab.runner.control import send_reply
from dxlab.runner.sandbox import Quotas, Sandbox, end_with_parent, open_sandbox


def main(arguments: list[str]) -> None:
    control = socket.socket(fileno=int(arguments[0]))
    options = json.loads(arguments[1])
    os.umask(0o022)
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        base = Path(options["base"]) if options["base"] else None
        sandbox = open_sandbox(options["profile"], base, Quotas(**options["quotas"]))
    except OSError as error:
        send_reply(control, {"refused": str(error)})
        return
    if options.get("probe"):
        send_reply(control, dataclasses.asdict(sandbox.containment))
        return
    _serve(control, sandbox, options["outputs"])


def _serve(control: socket.socket, sandbox: Sandbox, outputs: int) -> None:
    # Imported here: a probe needs none of it, and the sandbox opens before any library starts a thread.
    from dxlab.runner.forkserver import ForkServer, settle
    from dxlab.runner.warm import build_warm_shell

    settle(sandbox.move_in(), {})
    shell = build_warm_shell(outputs)
    send_reply(control, dataclasses.asdict(sandbox.containment))
    ForkServer(control, shell, sandbox).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
