"""Roster files as Excel and people make them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cohort.model import Person
from grader.cohort.roster import (
    COLUMNS,
    check_person,
    clean_person,
    decode_roster,
    format_roster,
    parse_roster,
)
from grader.errors import ContentError

HEAD = "職員番号,氏名,フリガナ,所属局,所属課,役割,トラック,班,メール\n"
WORDS = st.text(alphabet="山田太郎情報政策課ーア ab", max_size=12)
IDS = st.text(alphabet=string.ascii_letters + string.digits, min_size=1, max_size=8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_encodings(encoding: str) -> None:
    text = HEAD + "001,髙橋 﨑子,,,,,,,\n"
    assert decode_roster(text.encode(encoding), "a.csv") == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("職員番号\n山".encode("euc_jp") + b"\xff", "roster-encoding"),
        (HEAD.encode("utf-16"), "roster-encoding"),
        (b"PK\x03\x04rest", "roster-not-csv"),
    ],
)
def test_other_files_are_refused_with_advice(data: bytes, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        decode_roster(data, "名簿.csv")
    assert caught.value.code == code
    assert "名簿.csv" in caught.value.message
    assert "CSV UTF-8" in caught.value.hint


def test_full_width_and_spaces_are_mended() -> None:
    parsed = parse_roster(HEAD + "０００１, 山田　　太郎 ,ﾔﾏﾀﾞ ﾀﾛｳ,,,,,,Ｔａｒｏ＠example.lg.jp\n", "a.csv")
    assert parsed.problems == ()
    assert parsed.people[0] == Person("0001", "山田 太郎", "ヤマダ タロウ", mail="Taro@example.lg.jp")


def test_every_bad_row_is_told_with_its_line() -> None:
    rows = '1,あ,,,,,,,\n,い,,,,,,,\n\n3,"う\nえ",,,,,,,\n1,お,,,,,,,\n'
    rows += "1.2E+05,か,,,,,,,\n6,,,,,,,,\n7,き,,,,,,,bad\n8,く,,,,,,,,余り\n"
    parsed = parse_roster(HEAD + rows, "a.csv")
    assert [(p.line, p.text[:6]) for p in parsed.problems] == [
        (3, "職員番号があ"),
        (7, "職員番号 1"),
        (8, "職員番号「1"),
        (9, "氏名がありま"),
        (10, "メール「ba"),
        (11, "列が多すぎま"),
    ]
    assert "2行目" in parsed.problems[1].text
    assert [p.id for p in parsed.people] == ["1", "3"]


def test_missing_and_misspelt_columns() -> None:
    with pytest.raises(ContentError) as caught:
        parse_roster("社員番号,名前\n1,あ\n", "a.csv")
    assert caught.value.code == "roster-columns"
    assert "「社員番号」は「職員番号」ではありませんか" in caught.value.message
    assert "列「氏名」がありません" in caught.value.message


def test_columns_in_another_order_and_strange_ones() -> None:
    parsed = parse_roster("備考,氏 名,職員番号\nx,あ,1\n", "a.csv")
    assert parsed.people == (Person("1", "あ"),)
    assert "備考" in parsed.notices[0]


def test_an_open_quote_is_told_with_its_line() -> None:
    with pytest.raises(ContentError) as caught:
        parse_roster(HEAD + '1,"あ\n2,い\n', "a.csv")
    assert caught.value.code == "roster-csv"


@given(
    st.lists(
        st.builds(Person, IDS, WORDS.map(lambda w: "名" + w.replace(" ", "")), section=WORDS),
        unique_by=lambda p: p.id,
    )
)
def test_what_is_written_is_read_again(people: list[Person]) -> None:
    clean = [clean_person(vars(p)) for p in people]
    assert list(parse_roster(format_roster(clean), "a.csv").people) == clean


@given(st.binary(max_size=200))
def test_any_bytes_give_people_or_a_japanese_error(data: bytes) -> None:
    try:
        parsed = parse_roster(decode_roster(data, "a.csv"), "a.csv")
    except ContentError as error:
        assert error.message.startswith("a.csv")
        assert error.hint
    else:
        assert all(check_person(p) == [] for p in parsed.people)


def test_columns_match_person() -> None:
    assert list(COLUMNS.values()) == list(Person.__dataclass_fields__)
