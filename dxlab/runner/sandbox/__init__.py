"""What a hostile notebook can reach: nothing but the runtime and one small scratch.

Two profiles. ``namespaces``: a root, network and process tree of its own, with
Landlock and seccomp on top where the system has them. ``landlock``: where
namespaces are forbidden (a hub in a container), Landlock, seccomp, limits and,
for root, another user. ``none``: limits only, for one's own work.

A profile is tried by opening it: ``open_sandbox`` raises ``OSError`` where the
system lacks it, and the process must then end.
"""

from __future__ import annotations

from dxlab.runner.sandbox.profiles import PROFILES, Containment, Sandbox, open_sandbox
from dxlab.runner.sandbox.quotas import Quotas
from dxlab.runner.sandbox.rights import end_with_parent

__all__ = ["PROFILES", "Containment", "Quotas", "Sandbox", "end_with_parent", "open_sandbox"]
