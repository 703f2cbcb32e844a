"""Rules for what people read: short sentences, no unexplained English."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from statistics import mean

from grader.lab.draft import Draft
from grader.lab.glossary import read_glossary, term_pattern
from grader.lab.model import Problem
from grader.lab.prose import AVERAGE, LONGEST, Sentence, english_words, sentences_of
from grader.lab.texts import Shown, code_names, shown_texts, where_of


def sentences_are_short(draft: Draft) -> Iterator[Problem]:
    """No sentence over ``LONGEST`` letters; whole sentences of a file ``AVERAGE`` on average."""
    for _, texts in groupby(shown_texts(draft), key=lambda shown: shown.name):
        whole: list[int] = []
        for shown in texts:
            sentences = [s for passage in shown.passages for s in sentences_of(passage)]
            whole += [s.length for s in sentences if s.whole]
            for sentence in sentences:
                if sentence.length > LONGEST:
                    yield _too_long(draft, shown, sentence)
        if whole and mean(whole) > AVERAGE:
            message = (
                f"文の長さが、平均で{mean(whole):.0f}字です。"
                f"平均{AVERAGE}字までになるように、長い文を分けてください。"
            )
            yield Problem(where_of(draft, shown), None, message)


def _too_long(draft: Draft, shown: Shown, sentence: Sentence) -> Problem:
    message = (
        f"{shown.place}の文が{sentence.length}字です（{sentence.text[:20]}…）。"
        f"{LONGEST}字までの文に分けてください。"
    )
    return Problem(where_of(draft, shown), shown.line_of(sentence.line), message)


def english_is_explained(draft: Draft) -> Iterator[Problem]:
    """Words in Latin letters are code, or stand in the glossary."""
    terms, problems = read_glossary(draft.course)
    yield from problems
    known = term_pattern([term.term for term in terms])
    code = code_names(draft)
    for shown in shown_texts(draft):
        words: dict[str, int | None] = {}
        for passage in shown.passages:
            for line, word in english_words(passage.text, known):
                if shown.is_markdown or not code.issuperset(word.split(".")):
                    words.setdefault(word, shown.line_of(passage.line + line))
        if words:
            yield Problem(where_of(draft, shown), next(iter(words.values())), _unknown(shown, words))


def _unknown(shown: Shown, words: dict[str, int | None]) -> str:
    named = "".join(f"「{word}」" for word in words)
    return (
        f"{shown.place}に英語{named}があります。日本語にするか、コードなら ` ` で囲むか、"
        "labs/glossary.csv に意味と読みを足してください。"
    )
