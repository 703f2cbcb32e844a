"""Where the work of a grading command is done: on this machine, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from grader.engine.cluster import Needs
    from grader.engine.jobs import MakeExecutor

scheduler_option: Any = click.option(
    "--scheduler",
    metavar="番地",
    help="Dask のスケジューラーの番地（例 tcp://192.0.2.10:8786）。ほかのコンピュータでも採点します。",
)


@contextmanager
def open_workers(
    scheduler: str | None, workers: int | None, needs: Needs
) -> Iterator[tuple[MakeExecutor, int]]:
    """What makes an executor, and how many jobs it does at a time.

    Raises
    ------
    DxlabError: the cluster can't be reached, or one of its workers is not able to grade.
    """
    if scheduler is None:
        from grader.engine.jobs import process_pool

        yield process_pool, workers or 2
        return
    from grader.engine.cluster import open_cluster

    with open_cluster(scheduler) as cluster:
        cluster.check(needs)
        click.echo(f"{cluster.size}個のワーカーで採点します（{scheduler}）。")
        yield cluster.make_executor, workers or cluster.size
