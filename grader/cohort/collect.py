"""What came in: from the exchange's inbound folder to ``submitted/``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from grader.cohort.members import read_people
from grader.cohort.model import Cohort, Person, find_deadline, lateness
from grader.cohort.retest import find_wanted
from grader.cohort.state import lock_cohort
from grader.errors import DxlabError
from grader.stock.collect import parse_folder_name
from grader.stock.exchange import collect_assignment
from grader.stock.files import read_plain


@dataclass(frozen=True)
class Collected:
    """The state of a lab's hand-ins after a collect run; ids of people.

    Attributes
    ----------
    fresh: newly brought in, or replaced by a newer one, in this run.
    received: whoever has handed in -> when (UTC); the newest counts.
    late: id -> how much after the person's own deadline.
    twice: id -> number of hand-ins, for more than one.
    missing: on the roster, expected to hand in, nothing handed in.
    unknown: handed in under an id that is not on the roster; not brought in.
    problems: id -> Japanese sentences.
    unreadable: names of inbound folders that are no hand-in of nbgrader's form.
    """

    fresh: tuple[str, ...]
    received: dict[str, datetime]
    late: dict[str, timedelta]
    twice: dict[str, int]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    problems: dict[str, list[str]]
    unreadable: tuple[str, ...]


def collect_lab(
    cohort: Cohort, lab: str, on_done: Callable[[int, int, str], None] | None = None
) -> Collected:
    """Bring in the newest hand-in of everybody on the roster.

    Parameters
    ----------
    on_done: called with (number done, number in all, id).

    Raises
    ------
    DxlabError: the exchange has no inbound folder for this cohort.
    """
    people = read_people(cohort)
    handins, unreadable = find_handins(cohort, lab)
    wanted = [ident for ident in handins if ident in people]
    before = find_received(cohort, lab, people)
    with lock_cohort(cohort):
        problems = collect_assignment(cohort.stock, lab, wanted, _counted(on_done, len(wanted)))
    received = find_received(cohort, lab, people)
    return Collected(
        tuple(i for i in received if received[i] != before.get(i)),
        received,
        find_late(cohort, lab, people, received),
        {i: len(times) for i, times in handins.items() if len(times) > 1},
        tuple(i for i in find_wanted(cohort, lab) if i not in received),
        tuple(sorted(i for i in handins if i not in people)),
        problems,
        tuple(unreadable),
    )


def find_handins(cohort: Cohort, lab: str) -> tuple[dict[str, list[datetime]], list[str]]:
    """(id -> times of hand-ins in the exchange, names that can't be read)."""
    inbound = cohort.exchange / cohort.id / "inbound"
    try:
        names = sorted(entry.name for entry in inbound.iterdir())
    except OSError as error:
        raise DxlabError(
            "exchange-inbound",
            f"{inbound}: 提出物の入るフォルダを開けません。",
            f"まだなら dxlab cohort release {cohort.root.name} {lab} で公開し、権限も確かめてください。",
        ) from error
    handins: dict[str, list[datetime]] = {}
    unreadable = []
    for name in names:
        found = parse_folder_name(name, lab)
        if found:
            handins.setdefault(found[0], []).append(found[1].replace(tzinfo=UTC))
        elif f"+{lab}+" in name:
            unreadable.append("".join(c if c.isprintable() else "?" for c in name)[:80])
    return handins, unreadable


def find_received(cohort: Cohort, lab: str, people: dict[str, Person]) -> dict[str, datetime]:
    """id -> time of the hand-in that lies in ``submitted/`` (the epoch when its stamp is unreadable)."""
    found = {}
    for ident in people:
        folder = cohort.stock.folder("submitted", lab, ident)
        if folder.is_dir():
            found[ident] = read_timestamp(cohort, lab, ident) or datetime.fromtimestamp(0, UTC)
    return found


def read_timestamp(cohort: Cohort, lab: str, ident: str) -> datetime | None:
    """UTC time from ``timestamp.txt`` (ISO or nbgrader's own form); None when missing or unreadable."""
    text = read_plain(cohort.stock.folder("submitted", lab, ident) / "timestamp.txt", 200).decode(
        errors="replace"
    )
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix(" UTC"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def find_late(
    cohort: Cohort, lab: str, people: dict[str, Person], received: dict[str, datetime]
) -> dict[str, timedelta]:
    """id -> lateness, for those who are late."""
    late = {i: lateness(find_deadline(cohort, lab, people.get(i)), moment) for i, moment in received.items()}
    return {i: gap for i, gap in late.items() if gap}


def _counted(on_done: Callable[[int, int, str], None] | None, total: int) -> Callable[[str], None] | None:
    if on_done is None:
        return None
    done = 0

    def count(ident: str) -> None:
        nonlocal done
        done += 1
        on_done(done, total, ident)

    return count
