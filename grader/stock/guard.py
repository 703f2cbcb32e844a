"""Automatic points are written by dxlab only: a watch inside the gradebook itself.

nbgrader has ways to grade without our hooks (a config that it could not read,
an API object built without it). It would then write what ``check`` says in an
ordinary kernel over real points. Two triggers refuse that, whoever writes;
points that a person gives in formgrader are other columns and stay free.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, text

_REFUSAL = "自動採点の点は、dxlab grade だけが書きます。成績簿の点は変えていません。"
_CLOSED = "(SELECT writing FROM dxlab_guard) IS NOT 1"
_NAMES = ("dxlab_guard", "dxlab_guard_insert", "dxlab_guard_update")
_STATEMENTS = (
    "CREATE TABLE IF NOT EXISTS dxlab_guard (writing INTEGER NOT NULL)",
    "INSERT INTO dxlab_guard SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM dxlab_guard)",
    f"""CREATE TRIGGER IF NOT EXISTS dxlab_guard_insert BEFORE INSERT ON grade
        WHEN NEW.auto_score IS NOT NULL AND {_CLOSED}
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS dxlab_guard_update BEFORE UPDATE OF auto_score ON grade
        WHEN NEW.auto_score IS NOT OLD.auto_score AND {_CLOSED}
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
)


def ensure_guard(engine: Engine) -> None:
    """Set the watch; it is missing in a new gradebook, and after nbgrader rebuilt a table."""
    with engine.connect() as connection:
        known = set(connection.scalars(text("SELECT name FROM sqlite_master")))
    if known.issuperset(_NAMES):
        return
    with engine.begin() as connection:
        for statement in _STATEMENTS:
            connection.execute(text(statement))


@contextmanager
def writing_points(connection: Connection) -> Iterator[None]:
    """Automatic points may be written inside, on this connection.

    The mark is part of the caller's transaction: nobody else ever sees it, and
    a kill takes it back together with the points. A gradebook without the watch
    needs none.
    """
    if not inspect(connection).has_table("dxlab_guard"):
        yield
        return
    connection.execute(text("UPDATE dxlab_guard SET writing = 1"))
    yield
    connection.execute(text("UPDATE dxlab_guard SET writing = 0"))
