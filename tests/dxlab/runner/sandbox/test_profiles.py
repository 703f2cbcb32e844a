"""What a notebook's process can reach, in each profile, and what happens where a profile is forbidden."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import pytest

from grader.engine.child import Child, ChildGone
from grader.engine.model import Limits
from grader.engine.process import RunnerProcess

pytestmark = [pytest.mark.attacks, pytest.mark.skipif(sys.platform != "linux", reason="Linux only")]

LIMITS = Limits(cell_seconds=20, memory_bytes=400_000_000, scratch_bytes=20_000_000, processes=20)
HERE = Path(__file__).parent

# Each line of a look is "name: expression"; its value, or the name of its exception, comes back.
HELPERS = """
import ctypes, json, os, pathlib, socket, subprocess, sys, time
def look(**calls):
    found = {}
    for name, call in calls.items():
        try: found[name] = call()
        except BaseException as error: found[name] = type(error).__name__
    print(json.dumps(found, default=str))
"""


@pytest.fixture(scope="module", params=["namespaces", "landlock"])
def stage(request):
    with RunnerProcess(request.param, LIMITS) as process:
        stage = process.open_stage({"data/a.csv": b"a\n1\n"}, [])
        stage.profile = request.param
        yield stage


@pytest.fixture
def look(stage):
    """Run ``look(…)`` in a fresh notebook's process and return what it found."""

    def run(text):
        with Child(stage) as child:
            run = child.run_cell("c", HELPERS + "look(" + textwrap.dedent(text) + ")")
        assert run.ok, run.outputs
        return json.loads(run.outputs[0]["text"])

    return run


def test_nothing_of_the_host_is_read_but_the_runtime(look, tmp_path):
    (tmp_path / "secret").write_text("x")
    grader = Path(sysconfig.get_path("purelib")) / "grader" / "engine" / "ask.py"
    assert grader.is_file()
    found = look(f"""
        secret=lambda: open({str(tmp_path / "secret")!r}).read(),
        checks=lambda: open({str(grader)!r}).read(),
        shadow=lambda: open('/etc/shadow').read(),
        environ=lambda: open(f'/proc/{{os.getppid() or 1}}/environ').read(),
        course=lambda: os.listdir({str(HERE)!r}),
        data=lambda: open('data/a.csv').read(),
    """)
    assert found.pop("data") == "a\n1\n"
    assert set(found.values()) <= {"PermissionError", "FileNotFoundError"}, found


def test_nothing_is_written_outside_the_scratch(look):
    found = look("""
        libraries=lambda: open(pathlib.Path(json.__file__).parent / 'planted.py', 'w'),
        dxlab=lambda: open(pathlib.Path(__import__('dxlab').__file__).parent / 'planted.py', 'w'),
        root=lambda: open('/planted', 'w'),
        usr=lambda: open('/usr/planted', 'w'),
        own=lambda: open('own.txt', 'w').write('ok'),
        home=lambda: (pathlib.Path.home() / 'x').write_text('ok'),
    """)
    assert (found.pop("own"), found.pop("home")) == (2, 2)
    assert set(found.values()) <= {"PermissionError", "OSError"}, found
    assert not (Path(json.__file__).parent / "planted.py").exists()


def test_no_network_of_any_kind(look):
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as abstract:
        name = f"\0dxlab-test-{os.getpid()}"
        abstract.bind(name)
        abstract.listen()
        found = look(f"""
            tcp=lambda: socket.create_connection(('127.0.0.1', {tcp.getsockname()[1]}), 2),
            udp=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9)),
            ipv6=lambda: socket.socket(socket.AF_INET6),
            vsock=lambda: socket.socket(socket.AF_VSOCK),
            netlink=lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
            names=lambda: socket.getaddrinfo('localhost.example', 80),
            abstract=lambda: socket.socket(socket.AF_UNIX).connect({name!r}),
        """)
    assert set(found.values()) <= {"PermissionError", "ConnectionRefusedError", "gaierror"}, found


def test_nobody_else_can_be_signalled(look):
    bystander = subprocess.Popen(["sleep", "100"])
    try:
        found = look(f"""
            bystander=lambda: os.kill({bystander.pid}, 9),
            grader=lambda: os.kill({os.getpid()}, 9),
            everybody=lambda: [os.kill(n, 0) for n in range(2, 400) if n != os.getpid()] and 'seen',
        """)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
    assert set(found.values()) <= {"PermissionError", "ProcessLookupError"}, found


def test_limits_hold(look):
    found = look("""
        memory=lambda: len(bytearray(2_000_000_000)),
        file=lambda: open('big', 'wb').write(bytes(60_000_000)),
        forks=lambda: [os.fork() or time.sleep(60) for _ in range(300)],
        memfd=lambda: os.memfd_create('x'),
    """)
    assert found["memory"] == "MemoryError"
    assert found["file"] == "OSError" and found["memfd"] == "OSError"
    assert found["forks"] == "BlockingIOError"


def test_rights_can_not_be_won_back(look):
    found = look("""
        user=lambda: os.getuid(),
        root=lambda: os.setuid(0),
        unshare=lambda: ctypes.CDLL(None).unshare(0x10000000),
        mount=lambda: ctypes.CDLL(None).mount(b'none', b'/usr', b'tmpfs', 0, None),
        ptrace=lambda: ctypes.CDLL(None).ptrace(16, os.getppid() or 1, 0, 0),
        io_uring=lambda: ctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(120)),
    """)
    assert found.pop("user") != 0
    assert found.pop("root") in ("PermissionError", "OSError")
    assert set(found.values()) == {-1}, found


def test_honest_needs_work(look):
    found = look("""
        program=lambda: subprocess.run(['/bin/echo', 'hi'], capture_output=True, text=True).stdout,
        thread=lambda: __import__('concurrent.futures').futures.ThreadPoolExecutor(2).submit(int, '3').result(),
        excel=lambda: (lambda pd: (pd.DataFrame({'件': [1]}).to_excel('a.xlsx'), len(pd.read_excel('a.xlsx')))[1])(__import__('pandas')),
        temp=lambda: __import__('tempfile').NamedTemporaryFile().write(b'x'),
        copy=lambda: str(__import__('shutil').copy('data/a.csv', 'b.csv')),
        move=lambda: __import__('shutil').move('b.csv', 'c.csv'),
        zone=lambda: str(__import__('zoneinfo').ZoneInfo('Asia/Tokyo')),
        user=lambda: bool(pathlib.Path.home()),
    """)
    expected = {"program": "hi\n", "thread": 3, "excel": 1, "temp": 1, "copy": "b.csv", "move": "c.csv"}
    assert found == {**expected, "zone": "Asia/Tokyo", "user": True}


def test_nothing_is_left_for_the_next_one(stage, look):
    marker = f"dxlab-left-{os.getpid()}"
    found = look(f"""
        daemon=lambda: subprocess.Popen(['/bin/sh', '-c', 'exec -a {marker} sleep 300'], start_new_session=True).pid > 0,
        daemons=lambda: [os.fork() or (os.setsid(), time.sleep(300)) for _ in range(3)] and None,
        file=lambda: open(os.environ['TMPDIR'] + '/{marker}', 'w').write('x'),
    """)
    assert found["file"] == 1 and found["daemon"]
    again = look(f"file=lambda: os.path.exists(os.environ['TMPDIR'] + '/{marker}')")
    assert again == {"file": False}
    assert all(marker not in command for command in command_lines())


def test_one_that_dies_by_itself_takes_no_other_with_it(stage):
    with Child(stage) as other:
        with Child(stage) as child, pytest.raises(ChildGone):
            child.run_cell("c", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
        assert child.was_killed
        assert other.run_cell("c", "1").ok


def test_one_that_ends_by_itself_was_not_killed(stage):
    with Child(stage) as child, pytest.raises(ChildGone):
        child.run_cell("c", "import os\nos._exit(0)")
    assert not child.was_killed


def test_a_held_question_outlives_its_notebook_and_ends_with_the_tree(stage):
    with Child(stage) as child:
        assert child.run_cell("c", "x = 1").ok
        question = child.hold_question()
        child.stop()
        question.settimeout(0.2)
        with pytest.raises(TimeoutError):
            question.recv(1)
    question.settimeout(10)
    assert question.recv(1) == b""
    question.close()


def command_lines():
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            yield Path("/proc", name, "cmdline").read_text(errors="replace")
        except OSError:
            continue


def test_every_notebook_draws_its_own_random_numbers(look):
    drawn = "a=lambda: __import__('random').random(), b=lambda: __import__('numpy').random.random()"
    first, second = look(drawn), look(drawn)
    assert first["a"] != second["a"] and first["b"] != second["b"]


def probe(*command: str) -> subprocess.CompletedProcess:
    script = (
        "from grader.engine.containment import *\n"
        "from grader.errors import DxlabError\n"
        "try: print(ensure_containment().profile)\n"
        "except DxlabError as error: print(error.code)\n"
    )
    done = subprocess.run([*command, sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


FORBID = [sys.executable, str(HERE / "forbid.py")]


def test_namespaces_come_first_then_landlock_then_a_refusal():
    assert probe() == "namespaces"
    assert probe(*FORBID, "unshare setns mount pivot_root") == "landlock"
    assert probe(*FORBID, "mount") == "landlock"  # as where a user namespace has no rights
    assert probe(*FORBID, "unshare landlock_create_ruleset") == "no-sandbox"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root to become somebody")
@pytest.mark.parametrize("profile", ["namespaces", "landlock"])
def test_both_profiles_work_without_root(profile, tmp_path):
    """Another user, with an interpreter that he can read: Debian's, seeing our libraries."""
    python = Path("/usr/bin") / f"python{sysconfig.get_python_version()}"
    if not python.exists():
        pytest.skip("Debian has no Python of this version")
    place = Path("/var/tmp") / f"dxlab-test-{os.getpid()}"
    script = textwrap.dedent(f"""
        from grader.engine.process import RunnerProcess
        from grader.engine.child import Child
        from grader.engine.model import Limits
        with RunnerProcess({profile!r}, Limits()) as process, Child(process.open_stage({{}}, [])) as child:
            print(child.run_cell("c", "import os, pandas\\nprint(os.getuid(), os.path.exists('/etc/shadow'))").outputs)
    """)
    site = sysconfig.get_path("purelib")
    steps = (
        f"{python} -m venv --without-pip {place} && "
        f"mount --bind {site} {place}/lib/python{sysconfig.get_python_version()}/site-packages && "
        f'cd / && setpriv --reuid=65534 --regid=65534 --clear-groups {place}/bin/python -c "$SCRIPT"'
    )
    try:
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", steps],
            env={**os.environ, "SCRIPT": script, "HOME": "/nonexistent"},
            capture_output=True,
            text=True,
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert ("1000" if profile == "namespaces" else "65534") in done.stdout
