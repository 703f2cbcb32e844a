"""A Jupyter server extension, enabled where dxlab is installed: formgrader on a course of ours.

Stock formgrader grades inside the server's only thread, so that nothing else is
answered meanwhile; and its gradebook session never looks again at rows that it
has read, so that its pages show points of before. Both are mended from outside,
with routes and settings that the server offers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FORMGRADER = "nbgrader.server_extensions.formgrader"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grader.stock.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by the server; a trainee's, without formgrader, is left as it is."""
    if not server.jpserver_extensions.get(FORMGRADER):
        return
    from grader.stock.formgrader import HANDLERS

    application = server.web_app
    add_first(application, HANDLERS)
    application.settings["log_function"] = forgetting(application.settings)


def add_first(application: Any, handlers: list[tuple[str, type]]) -> None:
    """Routes that win over formgrader's, whichever extension is loaded first."""
    base = application.settings["base_url"].rstrip("/")
    application.add_handlers(".*$", [(base + pattern, handler) for pattern, handler in handlers])
    rules = application.default_router.rules
    rules.insert(0, rules.pop(-2))  # tornado adds before the last rule, which takes whatever is left


def forgetting(settings: dict[str, Any]) -> Callable[[Any], None]:
    """The server's log function, after which formgrader reads the gradebook anew."""
    log_request = settings["log_function"]

    def log_and_forget(handler: Any) -> None:
        log_request(handler)
        gradebook = settings.get("nbgrader_gradebook")
        if gradebook is not None:
            gradebook.db.remove()

    return log_and_forget
