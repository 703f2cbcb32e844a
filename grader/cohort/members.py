"""Who is in the cohort: roster.csv and nbgrader's gradebook, kept equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.cohort.model import Cohort, Person
from grader.cohort.roster import (
    Parsed,
    check_person,
    clean_person,
    decode_roster,
    format_roster,
    parse_roster,
)
from grader.errors import ContentError, DxlabError
from grader.stock.gradebook import open_gradebook
from grader.stock.students import ensure_student, find_students, find_submitters, remove_student


@dataclass(frozen=True)
class Change:
    """What an import did: ids added, ids corrected, how many stayed, rows left out, remarks."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: int = 0
    skipped: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_people(cohort: Cohort) -> dict[str, Person]:
    """id -> person, in the roster's order.

    Raises
    ------
    ContentError: roster.csv has problems.
    """
    path = cohort.root / "roster.csv"
    parsed = _read_file(path)
    _check_rows(parsed, path, skip_bad=False)
    return {person.id: person for person in parsed.people}


def import_roster(cohort: Cohort, file: Path | None, *, skip_bad: bool = False) -> Change:
    """Take in ``file``, or roster.csv itself after it was edited; people not in ``file`` stay.

    Raises
    ------
    ContentError: rows with problems, each with its line; nothing is written then,
        unless ``skip_bad`` leaves those rows out.
    """
    own = cohort.root / "roster.csv"
    path = file or own
    parsed = _read_file(path)
    skipped = _check_rows(parsed, path, skip_bad)
    before = {} if file is None else read_people(cohort)
    people = {**before, **{p.id: p for p in parsed.people}}
    change = _store(cohort, list(people.values()), before if file else None)
    return Change(change.added, change.changed, change.kept, skipped, parsed.notices)


def set_person(cohort: Cohort, ident: str, values: dict[str, str]) -> tuple[Person, bool]:
    """Add or correct one person; fields not in ``values`` stay. Returns (person, is_new).

    Raises
    ------
    ContentError: the values can't be used.
    """
    people = read_people(cohort)
    wanted = clean_person({"id": ident})
    old = people.get(wanted.id, wanted)
    person = clean_person({**vars(old), **values})
    problems = check_person(person)
    if problems:
        raise ContentError("person", "\n".join(problems), "値を直して、もう一度実行してください。")
    is_new = person.id not in people
    _store(cohort, list({**people, person.id: person}.values()), people)
    return person, is_new


def remove_person(cohort: Cohort, ident: str) -> Person:
    """Take one person off the roster.

    Raises
    ------
    DxlabError: there is no such person, or work was handed in.
    """
    people = read_people(cohort)
    person = people.pop(clean_person({"id": ident}).id, None)
    if person is None:
        raise DxlabError(
            "person-unknown",
            f"職員番号 {ident} の人は名簿にいません。",
            "dxlab cohort status で名簿を確かめてください。",
        )
    with open_gradebook(cohort.stock) as gradebook:
        known = person.id in find_students(gradebook)
        labs = find_submitters(gradebook, person.id) if known else []
        folder = cohort.root / "submitted" / person.id
        if labs or (folder.is_dir() and any(folder.iterdir())):
            raise DxlabError(
                "person-has-work",
                f"{person.name}（{person.id}）さんの提出物があるため、名簿から消せません。",
                "提出物と成績を残すため、名簿はそのままにしてください。",
            )
        _write_roster(cohort, list(people.values()))
        if known:
            remove_student(gradebook, person.id)
    return person


def _read_file(path: Path) -> Parsed:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise DxlabError(
            "roster-not-found",
            f"{path}: 名簿のファイルが見つかりません。",
            "ファイルの場所と名前を確かめてください。",
        ) from error
    return parse_roster(decode_roster(data, path.name), path.name)


def _check_rows(parsed: Parsed, path: Path, skip_bad: bool) -> tuple[str, ...]:
    lines = tuple(f"{path.name} {p.line}行目: {p.text}" for p in parsed.problems)
    if lines and not skip_bad:
        raise ContentError(
            "roster-rows",
            "\n".join(lines),
            "何も取りこんでいません。行を直すか、--skip-bad で正しい行だけを取りこんでください。",
        )
    return lines


def _store(cohort: Cohort, people: Sequence[Person], before: dict[str, Person] | None) -> Change:
    """Write roster and gradebook; ``before`` None means: compare with the gradebook only."""
    with open_gradebook(cohort.stock) as gradebook:
        known = find_students(gradebook)
        rows = {p.id: (*p.names, p.mail) for p in people}
        changed = [p.id for p in people if p.id in known and _differs(p, known, before)]
        added = [p.id for p in people if p.id not in known]
        _write_roster(cohort, people)
        for ident in [*added, *changed]:
            ensure_student(gradebook, ident, *rows[ident])
    return Change(tuple(added), tuple(changed), len(people) - len(added) - len(changed))


def _differs(
    person: Person, known: dict[str, tuple[str, str, str]], before: dict[str, Person] | None
) -> bool:
    if known[person.id] != (*person.names, person.mail):
        return True
    return before is not None and before.get(person.id) != person


def _write_roster(cohort: Cohort, people: Sequence[Person]) -> None:
    path = cohort.root / "roster.csv"
    fresh = path.with_name("roster.csv.new")
    try:
        # With the byte order mark, Excel opens it without garbling.
        fresh.write_text(format_roster(people), encoding="utf-8-sig", newline="")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
