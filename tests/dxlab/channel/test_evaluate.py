"""One text of a check means one thing, and whatever happens becomes an outcome."""

import linecache
import socket
import threading

import pandas as pd
import pytest

from dxlab.channel import AnswerError, Ask, LocalTransport, NotAValue, SocketTransport, run_check
from dxlab.channel.server import Server
from dxlab.channel.transport import serve
from dxlab.outcome import Status, failed, partial, passed

ANSWERS = """
def double(x):
    return x * 2

def mean(df):
    df["extra"] = 1
    return df["v"].mean()

def wrong_column(df):
    return df["nai"].sum()

def leave():
    raise SystemExit

def endless():
    while True:
        pass

def call_with(f, n):
    return f(n) + 1

def write(folder):
    (folder / "new.txt").write_text("新しい", encoding="utf-8")

def replace(folder, wait):
    wait()
    text = (folder / "old.txt").read_text(encoding="utf-8")
    (folder / "new.tmp").write_text(text + "1", encoding="utf-8")
    (folder / "new.tmp").replace(folder / "old.txt")

def overwrite(folder):
    try:
        (folder / "old.txt").write_text("long text", encoding="utf-8")
    except BaseException:
        (folder / "old.txt").write_text("nothing happened", encoding="utf-8")

def fail(folder):
    (folder / "new.txt").write_text("1", encoding="utf-8")
    raise ValueError

def refuse(text):
    raise ValueError("文字コードを確かめてください: " + text)

def chatty():
    print("hidden input")
    return 1

from dxlab.blank import ____

def unfinished(x):
    return ____ + x

def untouched(x):
    return ____

def opened(x):
    return open(____)

def looked_up(x):
    return {1: x}[____]

class Thing:
    pass

thing = Thing()
number = 3
blank = ____
"""


@pytest.fixture
def namespace():
    linecache.cache["<answers>"] = (len(ANSWERS), None, ANSWERS.splitlines(True), "<answers>")
    names: dict = {}
    exec(compile(ANSWERS, "<answers>", "exec"), names)
    return names


@pytest.fixture(params=["local", "socket"])
def transport(request, namespace):
    if request.param == "local":
        yield LocalTransport(namespace)
        return
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=serve, args=(theirs, Server(namespace)), daemon=True)
    thread.start()
    yield SocketTransport(ours, seconds=5)
    ours.close()
    theirs.close()


def outcome_of(check, transport, **options):
    return run_check(check, Ask(transport), **options)


def raise_fault(error):
    raise error


def test_values_calls_and_copies(transport):
    def check(double, mean, number, *, ask):
        frame = pd.DataFrame({"v": [1.0, 2.0]})
        ok = double(21) == 42 and mean(frame) == 1.5 and list(frame) == ["v"] and number == 3
        return passed() if ok else failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_mutation_is_seen_through_keep(transport):
    def check(mean, *, ask):
        frame = pd.DataFrame({"v": [1.0, 2.0]})
        handle = ask.keep(frame)
        mean(handle)
        return failed() if ask.seen(handle).equals(frame) else passed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_callbacks_folders_and_raises(transport):
    def check(call_with, write, refuse, *, ask):
        folder = ask.folder({"a/old.txt": b"old"})
        write(folder)
        files = ask.files_of(folder)
        ok = (
            call_with(lambda n: n * 10, 4) == 41
            and files == {"a/old.txt": b"old", "new.txt": "新しい".encode()}
            and ask.raises(lambda: refuse("x"), "ValueError", has="文字コード")
            and not ask.raises(lambda: refuse("x"), "KeyError")
            and not ask.raises(lambda: call_with(len, "ab"), "ValueError")
        )
        return passed() if ok else failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_a_function_that_is_called_back_may_ask_itself(transport):
    def check(replace, *, ask):
        folder = ask.folder({"old.txt": b"0"})
        replace(folder, lambda: ask.put(folder, {"old.txt": b"5", "a/b.txt": b"6"}))
        return passed() if ask.files_of(folder) == {"old.txt": b"51", "a/b.txt": b"6"} else failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_a_call_is_cut_off_at_each_of_its_steps(transport):
    def check(replace, *, ask):
        left = []
        for after in range(4):
            folder = ask.folder({"old.txt": b"0"})
            cut = ask.cut_short(replace, folder, lambda: None, folder=folder, after=after)
            left.append((cut, ask.files_of(folder)))
        want = [
            (True, {"old.txt": b"0", "new.tmp": b""}),
            (True, {"old.txt": b"0", "new.tmp": b"01"}),
            (False, {"old.txt": b"01"}),
            (False, {"old.txt": b"01"}),
        ]
        return passed() if left == want else failed(repr(left))

    outcome = outcome_of(check, transport, on_fault=raise_fault)
    assert outcome.status is Status.PASSED, outcome.messages


def test_a_cut_empties_what_is_overwritten_and_cannot_be_survived(transport):
    def check(overwrite, *, ask):
        folder = ask.folder({"old.txt": b"0"})
        cut = ask.cut_short(overwrite, folder, folder=folder, after=0)
        return passed() if cut and ask.files_of(folder) == {"old.txt": b""} else failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_the_answers_own_error_before_a_cut_is_an_error(transport):
    def check(fail, *, ask):
        folder, other = ask.folder({}), ask.folder({})
        ok = ask.raises(lambda: ask.cut_short(fail, folder, folder=folder, after=1), "ValueError")
        ok = ok and ask.raises(lambda: ask.cut_short(fail, folder, folder=other, after=0), "ValueError")
        return passed() if ok and ask.cut_short(fail, folder, folder=folder, after=0) else failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_exception_arrives_as_the_builtin_with_the_own_line(transport):
    def check(wrong_column, *, ask):
        try:
            wrong_column(pd.DataFrame())
        except KeyError as error:
            assert isinstance(error, AnswerError)
            assert (error.type, error.line) == ("KeyError", 'return df["nai"].sum()')
            return passed()
        return failed()

    assert outcome_of(check, transport, on_fault=raise_fault).status is Status.PASSED


def test_uncaught_exception_is_explained_without_its_text(transport):
    outcome = outcome_of(lambda refuse, *, ask: refuse("HIDDEN-7"), transport)
    assert outcome.status is Status.ERROR
    assert "HIDDEN-7" not in outcome.messages[0] and "ValueError" in outcome.messages[0]


def test_system_exit_in_an_answer_is_an_error_of_that_answer(transport):
    assert outcome_of(lambda leave, *, ask: leave(), transport).status is Status.ERROR


def test_handles_refuse_to_be_compared(transport):
    def check(thing, *, ask):
        for use in (bool, float, hash, len, iter, lambda t: t == 1, lambda t: t < 1, lambda t: 1 in t):
            with pytest.raises(NotAValue):
                use(thing)
        return passed() if thing == 1 else failed()

    outcome = outcome_of(check, transport, on_fault=raise_fault)
    assert outcome.status is Status.FAILED and "Thing" in outcome.messages[0]


@pytest.mark.parametrize("name", ["unfinished", "untouched", "opened", "looked_up"])
def test_blanks_are_not_attempted(transport, name):
    def check(f, *, ask):
        return passed() if f(1) else failed()

    ask = Ask(transport)
    real_get = ask.get
    ask.get = lambda _: real_get(name)
    assert run_check(check, ask).status is Status.NOT_ATTEMPTED


def test_missing_names_and_blank_values_are_not_attempted(transport):
    assert "nai" in outcome_of(lambda nai, *, ask: passed(), transport).messages[0]


def test_blank_value_is_not_attempted(transport):
    assert outcome_of(lambda blank, *, ask: passed(), transport).status is Status.NOT_ATTEMPTED


def test_a_fault_of_the_check_earns_nothing_and_is_told(transport):
    told = []
    outcome = outcome_of(lambda number, *, ask: number["x"], transport, on_fault=told.append)
    assert outcome.status is Status.FAILED and isinstance(told[0], TypeError)


def test_a_check_must_return_an_outcome(transport):
    assert outcome_of(lambda number, *, ask: 1, transport).share == 0


def test_printing_in_a_check_goes_nowhere(transport, capfd):
    outcome_of(lambda chatty, *, ask: passed() if chatty() == 1 else failed(), transport)
    assert "hidden input" not in "".join(capfd.readouterr())


def test_silence_is_a_timeout_that_except_cannot_swallow(namespace):
    ours, theirs = socket.socketpair()

    def check(double, *, ask):
        return passed()

    def swallow(double, *, ask):
        try:
            return check(double, ask=ask)
        except Exception:
            return passed()

    try:
        assert run_check(swallow, Ask(SocketTransport(ours, seconds=0.2))).status is Status.TIMEOUT
    finally:
        theirs.close()


def test_death_is_an_error():
    ours, theirs = socket.socketpair()
    theirs.close()
    assert run_check(lambda x, *, ask: passed(), Ask(SocketTransport(ours, seconds=5))).status is Status.ERROR


def test_a_liar_about_the_length_is_refused():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"\x02\xff\xff\xff\xff")
    try:
        assert (
            run_check(lambda x, *, ask: passed(), Ask(SocketTransport(ours, seconds=5))).status
            is Status.LIMIT
        )
    finally:
        theirs.close()


@pytest.mark.parametrize("x", [True, float("nan"), float("inf"), None, [], "1", 1j])
def test_close_accepts_finite_numbers_only(x):
    ask = Ask(LocalTransport({}))
    assert not ask.close(x, 1.0, 10.0)
    assert ask.close(1.05, 1.0, 0.1) and not ask.close(1.2, 1.0, 0.1)


def test_partial_needs_a_real_part():
    with pytest.raises(ValueError):
        partial(1.0)


def test_names_and_numbers_that_only_the_answering_side_claims_carry_nothing(namespace):
    text = "def leak(x):\n    raise ValueError\n\ndef odd(x):\n    return type(str(x), (), {})()"
    namespace["__name__"] = "__main__"
    exec(compile("\n" * 90_000 + text, "<leaks>", "exec"), namespace)
    linecache.cache["<leaks>"] = (1, None, ["\n"] * 90_000 + text.splitlines(True), "<leaks>")

    def raising(leak, *, ask):
        return passed() if leak(81) else failed()

    def strange(odd, *, ask):
        return passed() if odd(81) == 81 else failed()

    (message,) = outcome_of(raising, LocalTransport(namespace), own_text=text).messages
    assert "raise ValueError" in message and "行目" not in message
    (message,) = outcome_of(strange, LocalTransport(namespace), own_text=text).messages
    assert "81" not in message
    (message,) = outcome_of(strange, LocalTransport(namespace)).messages
    assert "「81」" in message
