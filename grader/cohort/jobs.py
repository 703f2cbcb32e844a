"""Many submissions through an executor; a worker that dies takes nobody with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from grader.engine.model import Assignment, Limits, Result, State, Submission

Grade = Callable[[Assignment, Submission, Limits], Result]
MakeExecutor = Callable[[int], Executor]

_DIED = "採点プログラムが途中で止まりました（メモリ不足など）。答えを見てから、もう一度採点してください。"


def process_pool(workers: int) -> Executor:
    """Fresh interpreters: the parent may hold threads and database handles that must not be forked."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def run_jobs(
    grade: Grade,
    assignment: Assignment,
    submissions: Sequence[Submission],
    limits: Limits,
    workers: int,
    make_executor: MakeExecutor = process_pool,
) -> Iterator[Result]:
    """Results in the order in which they are done, one for every submission.

    When a worker process dies, all jobs of its pool are lost; they are tried
    again one by one, so that only the one that kills its worker fails.
    """
    if not submissions:
        return
    lost: list[Submission] = []
    with make_executor(min(workers, len(submissions))) as executor:
        futures = {executor.submit(grade, assignment, s, limits): s for s in submissions}
        try:
            for future in as_completed(futures):
                submission = futures.pop(future)
                result = _outcome(future, submission)
                if result is None:
                    lost.append(submission)
                else:
                    yield result
        finally:
            for future in futures:
                future.cancel()
    for submission in lost:
        with make_executor(1) as executor:
            result = _outcome(executor.submit(grade, assignment, submission, limits), submission)
        yield result or Result(submission.student, State.FAILED, problems=(_DIED,))


def _outcome(future: Future[Result], submission: Submission) -> Result | None:
    """The result; FAILED for an exception of ours; None when the worker died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None
    except Exception as error:
        text = f"採点プログラムの誤りで採点できませんでした（{type(error).__name__}: {error}）。"
        return Result(submission.student, State.FAILED, problems=(text[:500],))
