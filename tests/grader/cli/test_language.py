"""The Japanese catalogue fits the installed click and its compiled twin."""

from __future__ import annotations

import gettext
import re
import string
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from grader.cli.language import DOMAIN, LOCALES

PO = LOCALES / "ja/LC_MESSAGES" / f"{DOMAIN}.po"

# Click's sentences that nobody can meet here: mistakes of a programmer, Windows
# consoles, editors, colours and shell completion.
UNSEEN = re.compile(
    r"^d$|Windows error|Editing failed|defined twice|Boolean option|Could not determine name"
    r"|No options defined|exactly one parameter|Invalid start character|Bash|Unknown color"
    r"|Choice\(|standard stream"
)


@pytest.fixture(scope="module")
def catalogue():
    with PO.open("rb") as file:
        return read_po(file, locale="ja")


def ids_of(message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_compiled_catalogue_equals_its_source(catalogue):
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if not message.id:
            continue
        first, *plural = ids_of(message)
        shown = compiled.ngettext(first, plural[0], 2) if plural else compiled.gettext(first)
        assert shown == (message.string[0] if plural else message.string), "run `make docs`"


def test_every_sentence_of_click_is_translated(catalogue):
    folder = Path(click.__file__).parent
    found = extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
    )
    ours = {ids_of(message) for message in catalogue}
    ids = {(text,) if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found}
    assert {i for i in ids if not UNSEEN.search(i[0])} - ours == set()


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text.replace("%(", "(")) if name}


def test_translations_use_only_fields_that_click_fills_in(catalogue):
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts if message.id else ():
            assert fields_of(text) <= set().union(*map(fields_of, ids_of(message)))
