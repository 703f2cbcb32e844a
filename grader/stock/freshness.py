"""nbgrader's formgrader shows the points that are in the gradebook now.

The formgrader keeps one SQLAlchemy session for as long as its server runs, and a
session hands out a row that it has read before without looking at its new values:
after ``dxlab cohort grade`` the submission page showed the old points. This is a
plug-in of SQLAlchemy that ``StockCourse.db_url`` names (``plugin=dxlab``).
"""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.engine import URL, CreateEnginePlugin
from sqlalchemy.orm import ORMExecuteState, Session

_MARK = "dxlab_fresh_reads"


class FreshReads(CreateEnginePlugin):
    """Every read of a session on such an engine takes what the database holds."""

    def update_url(self, url: URL) -> URL:
        return url.difference_update_query(["plugin"])

    def engine_created(self, engine: Engine) -> None:
        engine.update_execution_options(**{_MARK: True})
        if not event.contains(Session, "do_orm_execute", _read_afresh):
            event.listen(Session, "do_orm_execute", _read_afresh)


def _read_afresh(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load and _is_marked(state.session):
        state.update_execution_options(populate_existing=True)


def _is_marked(session: Session) -> bool:
    return bool(session.get_bind().get_execution_options().get(_MARK))
