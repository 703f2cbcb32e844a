"""Every case of the bank: a file in grader/bench/bank is a test.

A case passes when the hand-in earns what its answers deserve, shows no planted
secret, leaves no process, file or kernel object, changes nothing outside, keeps
the grader alive and small, and an innocent hand-in graded right after it in the
same process gets full marks and the very same notebook as before.
"""

from __future__ import annotations

import pytest

from grader.bench.case import Case, read_cases
from grader.bench.driver import Driver
from grader.bench.sandbox import requires_sandbox

CASES = read_cases()

#: Rows of the threat table that are tested somewhere else, and where.
ELSEWHERE = {70: "tests/grader/stock/test_collect.py: a link in the exchange's inbound folder"}


@pytest.mark.attacks
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(driver: Driver, case: Case) -> None:
    if reason := requires_sandbox(case):
        pytest.skip(reason)
    report = driver.run(case)
    assert report.faults == (), f"{case.about}: {report}"


def test_every_row_of_the_threat_table_has_a_case() -> None:
    covered = {row for case in CASES for row in case.rows} | set(ELSEWHERE)
    assert covered == set(range(1, 79))


def test_cases_are_told_apart_by_their_text() -> None:
    assert len({case.about for case in CASES}) == len(CASES)
