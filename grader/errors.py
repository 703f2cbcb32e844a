"""The one error type that the command line shows to people.

Rules and readers raise or collect these; only ``grader.cli`` prints them.
"""

from __future__ import annotations


class DxlabError(Exception):
    """Something a person can mend.

    Attributes
    ----------
    code: stable identifier, e.g. ``roster-columns``; documented in docs/messages.ja.md.
    message: Japanese; where (file and line), what, what was expected.
    hint: Japanese; what to do next.
    """

    exit_code = 2

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[DxlabError], tuple[str, str, str]]:
        # A worker's error travels to the process that reports it.
        return type(self), (self.code, self.message, self.hint)


class ContentError(DxlabError):
    """The command was right, but the content has problems (exit code 1)."""

    exit_code = 1
