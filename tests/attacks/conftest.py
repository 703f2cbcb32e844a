"""The grading process that the cases of the bank are sent to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.bench.driver import Driver


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    with Driver() as started:
        yield started
