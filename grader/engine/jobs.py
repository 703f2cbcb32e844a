"""Many submissions through an executor; a process that dies takes nobody with it.

Any ``concurrent.futures.Executor`` will do. The default is a pool of processes
on this machine, which never outlive the command that started them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import active_children, get_context, parent_process
from typing import Any, TypeVar

from grader.engine.model import Limits, Result, State, Submission
from grader.engine.worker import close_workers
from grader.errors import DxlabError

A = TypeVar("A")  # what is graded: a lab, or any course's assignment
R = TypeVar("R")  # what became of one submission
Grade = Callable[[A, Submission, Limits], R]
Fail = Callable[[str, str], R]
MakeExecutor = Callable[[int], Executor]
Stop = Callable[[], bool]

#: Jobs in flight per worker: enough to keep it busy, so few that little is lost with a broken pool.
DEPTH = 2
#: Seconds between two looks at ``stop``.
POLL = 0.2
#: Seconds that workers get to tidy up before they are killed.
PATIENCE = 10.0

_DIED = "採点プログラムが2回続けて途中で止まりました（メモリ不足など）。"


class _Told(SystemExit):
    """A worker was told to leave."""


class _Stopped(Exception):
    """Leaves an executor's ``with`` block, so that work in flight is given up."""


class Interrupted(Exception):
    """``stop`` said so; ``done`` of ``total`` submissions are graded and stored."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(done, total)
        self.done = done
        self.total = total


class LocalPool(ProcessPoolExecutor):
    """Worker processes of this machine.

    Fresh interpreters: the parent may hold threads and database handles that must
    not be forked. Leaving the ``with`` block by an exception ends them at once
    instead of waiting for their jobs; when the parent is killed they leave too.
    """

    def __init__(self, workers: int) -> None:
        self._older = set(active_children())
        context = get_context("spawn")
        super().__init__(workers, mp_context=context, initializer=_settle)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As the base class; a worker that this starts hears no Ctrl-C before it is ready for it."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> bool | None:
        if kind is not None:
            self._end()
        return super().__exit__(kind, *rest)

    def _end(self) -> None:
        workers = [process for process in active_children() if process not in self._older]
        for process in workers:
            process.terminate()
        latest = time.monotonic() + PATIENCE
        for process in workers:
            process.join(max(0.0, latest - time.monotonic()))
        for process in workers:
            process.kill()


def process_pool(workers: int) -> Executor:
    """The default executor."""
    return LocalPool(workers)


def fail_result(student: str, problem: str) -> Result:
    """A lab's submission that could not be graded."""
    return Result(student, State.FAILED, problems=(problem,))


def run_jobs(
    grade: Grade[A, R],
    assignment: A,
    submissions: Sequence[Submission],
    limits: Limits,
    workers: int,
    make_executor: MakeExecutor = process_pool,
    stop: Stop = lambda: False,
    *,
    fail: Fail[R],
) -> Generator[R, None, None]:
    """Results in the order in which they are done; one for every submission unless ``stop`` says so.

    Parameters
    ----------
    fail: makes the result of a submission that could not be graded, from its student and a
        Japanese sentence.
    """

    def job(executor: Executor, submission: Submission) -> Future[R]:
        return executor.submit(_work, grade, assignment, submission, limits)

    with contextlib.suppress(_Stopped):
        yield from _run_all(job, submissions, workers, make_executor, stop, fail)


Job = Callable[[Executor, Submission], "Future[R]"]


def _run_all(
    job: Job[R],
    submissions: Iterable[Submission],
    workers: int,
    make_executor: MakeExecutor,
    stop: Stop,
    fail: Fail[R],
) -> Iterator[R]:
    """All of them, in as many pools as it takes.

    When a worker dies its pool is broken and what was in flight is lost; each of
    those is tried alone, so that only the one that kills its worker fails.
    """
    queue = deque(submissions)
    while queue:
        lost: list[Submission] = []
        width = min(workers, len(queue))
        with make_executor(width) as executor:
            yield from _drain(job, executor, queue, width * DEPTH, lost, stop, fail)
        for submission in lost:
            died: list[Submission] = []
            with make_executor(1) as executor:
                yield from _drain(job, executor, deque([submission]), 1, died, stop, fail)
            if died:
                yield fail(submission.student, _DIED)


def _drain(
    job: Job[R],
    executor: Executor,
    queue: deque[Submission],
    depth: int,
    lost: list[Submission],
    stop: Stop,
    fail: Fail[R],
) -> Iterator[R]:
    """Work the queue off; returns early, with ``lost`` filled, when the executor is broken."""
    running: dict[Future[R], Submission] = {}
    try:
        while running or (queue and not lost):
            if stop():
                raise _Stopped
            while queue and not lost and len(running) < depth:
                submission = queue.popleft()
                try:
                    running[job(executor, submission)] = submission
                except BrokenExecutor:
                    lost.append(submission)
            done, _ = wait(running, POLL, FIRST_COMPLETED)
            for future in done:
                submission = running.pop(future)
                result = _outcome(future, submission, fail)
                if result is None:
                    lost.append(submission)
                else:
                    yield result
    finally:
        for future in running:
            future.cancel()


def _outcome(future: Future[R], submission: Submission, fail: Fail[R]) -> R | None:
    """The result; a failure for a fault of ours; None when the worker died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except DxlabError:
        raise  # about the lab, not about this submission
    except Exception as error:
        text = f"採点プログラムの誤りで採点できませんでした（{type(error).__name__}: {error}）。"
        return fail(submission.student, text[:500])


# --- in a worker -----------------------------------------------------------------


def _work(grade: Grade[A, R], assignment: A, submission: Submission, limits: Limits) -> R:
    """One job. Told to leave, it first unwinds, so that what the engine started is ended."""
    try:
        return grade(assignment, submission, limits)
    except _Told:
        close_workers()
        os._exit(128 + signal.SIGTERM)


def _settle() -> None:
    """Ctrl-C is the parent's business; SIGTERM, also at the parent's death, means: tidy up and leave."""
    # A handler, not SIG_IGN: programs that a worker starts would inherit that.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Waits for the coordinator's death; then nobody is left to wait for what a worker does."""
    parent = parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    close_workers()
    os._exit(128 + signal.SIGTERM)


def _leave(*_: object) -> None:
    raise _Told(128 + signal.SIGTERM)
