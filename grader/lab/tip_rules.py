"""What a page of the 効率アップテキスト must be: one screen, five steps, times, nothing personal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.errors import ContentError
from grader.lab.glossary import read_glossary, term_pattern
from grader.lab.model import Problem
from grader.lab.prose import LONGEST, english_words, passages_of, sentences_of
from grader.lab.tips import FOLDER, KEYS, Tip, find_tips, links_of, parse_tip, read_tip, tip_path
from grader.settings import Course

LETTERS, STEPS = 400, 5
PARTS = ("困りごと", "手順", "秒数の目安", "30秒で試す", "注意", "自分の部署での例")

_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_PART = re.compile(r"^## (.+?)\s*$\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^(\d+)\. ", re.MULTILINE)
_SECONDS = re.compile(r"\d+\s*秒")
_PERSONAL = {
    "メールアドレス": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    # 0000-… is the block of numbers that no telephone has.
    "電話番号": re.compile(r"(?<!\d)0(?!000-)\d{1,4}-\d{1,4}-\d{3,4}(?!\d)"),
    "12けたの番号": re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)"),
}


def check_tips(course: Course) -> list[Problem]:
    """Everything that is wrong with any page."""
    strange = [p for p in sorted((course.labs / FOLDER).glob("*")) if p.stem not in find_tips(course)]
    named = "名前を「15-open-csv.md」のように、2けたの番号と英小文字で付けてください。"
    found = [Problem(f"labs/{FOLDER}/{path.name}", None, named) for path in strange]
    return found + [problem for tip_id in find_tips(course) for problem in check_tip(course, tip_id)]


def check_tip(course: Course, tip_id: str) -> list[Problem]:
    """Everything that is wrong with one page."""
    try:
        tip = read_tip(course, tip_id)
    except ContentError as error:
        return [Problem(f"labs/{FOLDER}/{tip_id}.md", None, error.message)]
    return [
        *_check_head(tip),
        *_check_parts(tip),
        *_check_length(tip),
        *_check_personal(tip),
        *_check_links(course, tip),
        *_check_words(course, tip),
    ]


def letters_of(tip: Tip) -> int:
    """Letters that a reader reads: no headings, no spaces, no marks of Markdown."""
    body = re.sub(r"^(?:#.*|[|: -]+)$", "", tip.body, flags=re.MULTILINE)
    return len(re.sub(r"[\s|*`#>]|^- |^\d+\. ", "", body, flags=re.MULTILINE))


def _at(tip: Tip, message: str, offset: int = 0) -> Problem:
    return Problem(f"labs/{FOLDER}/{tip.id}.md", tip.line + tip.body.count("\n", 0, offset), message)


def _check_head(tip: Tip) -> Iterator[Problem]:
    where = f"labs/{FOLDER}/{tip.id}.md"
    for key in KEYS:
        if not tip.head.get(key):
            yield Problem(where, 1, f"はじめの --- の間に「{key}: …」がありません。")
    for key in sorted(set(tip.head) - set(KEYS)):
        yield Problem(where, 1, f"知らないキー「{key}」があります。書けるのは {'、'.join(KEYS)} です。")
    if tip.head.get("review") and not _MONTH.fullmatch(tip.head["review"]):
        yield Problem(where, 1, "review は見なおす年と月です。2027-03 のように書いてください。")


def _check_parts(tip: Tip) -> Iterator[Problem]:
    parts = {match[1]: (match[2], match.start()) for match in _PART.finditer(tip.body)}
    if list(parts) != list(PARTS):
        yield _at(tip, f"見出し（##）は、{'、'.join(PARTS)} の順に書いてください。")
    steps, start = parts.get("手順", ("", 0))
    numbers = [int(number) for number in _STEP.findall(steps)]
    if not numbers or numbers != list(range(1, len(numbers) + 1)) or len(numbers) > STEPS:
        yield _at(tip, f"手順は、1. から順に番号を付けて、{STEPS}つまでにしてください。", start)
    seconds, start = parts.get("秒数の目安", ("", 0))
    if len(_SECONDS.findall(seconds)) < 2:
        yield _at(tip, "秒数の目安には、前と後の秒数（90秒 など）を書いてください。", start)


def _check_length(tip: Tip) -> Iterator[Problem]:
    if letters_of(tip) > LETTERS:
        yield _at(tip, f"本文が{letters_of(tip)}字です。1画面で読めるように、{LETTERS}字までにしてください。")


def _check_personal(tip: Tip) -> Iterator[Problem]:
    for name, pattern in _PERSONAL.items():
        for match in pattern.finditer(tip.body):
            yield _at(tip, f"{name}のようなもの（{match[0]}）があります。消してください。", match.start())


def _check_links(course: Course, tip: Tip) -> Iterator[Problem]:
    for link in links_of(tip):
        name = link.removesuffix(".md")
        if name == link or name not in find_tips(course) or not tip_path(course, name).is_file():
            yield _at(
                tip,
                f"リンク先「{link}」がありません。つなげるのは、同じフォルダのページだけです。",
                tip.body.find(link),
            )


def _check_words(course: Course, tip: Tip) -> Iterator[Problem]:
    known = term_pattern([term.term for term in read_glossary(course)[0]])
    whole = parse_tip(tip.id, f"{tip.title}\n\n{tip.body}")
    for passage in passages_of(whole.body):
        line = tip.line + passage.line - 2
        for row, word in english_words(passage.text, known):
            message = f"英語「{word}」があります。日本語にするか、labs/glossary.csv に足してください。"
            yield Problem(f"labs/{FOLDER}/{tip.id}.md", max(line + row, 1), message)
        for sentence in sentences_of(passage):
            if sentence.length > LONGEST:
                yield Problem(
                    f"labs/{FOLDER}/{tip.id}.md",
                    max(tip.line + sentence.line - 2, 1),
                    f"文が{sentence.length}字です（{sentence.text[:20]}…）。{LONGEST}字までに分けてください。",
                )
