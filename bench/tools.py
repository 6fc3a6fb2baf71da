"""What every benchmark needs: CPU of processes, a server of our own, a visitor, medians of three turns, a result line."""

import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
RESULTS = ROOT / "var" / "bench.jsonl"
TURNS = 3


def cpu_seconds(pids: list[int]) -> float:
    """User + system CPU of `pids` and everything below them, also of what ended meanwhile, in seconds."""
    parents: dict[int, list[int]] = {}
    times: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            fields = rest.split()
            pid = int(name.split()[0])
            parents.setdefault(int(fields[1]), []).append(pid)
            times[pid] = sum(map(int, fields[11:15])) / TICK
    todo, total = list(pids), 0.0
    while todo:
        pid = todo.pop()
        total += times.get(pid, 0.0)
        todo += parents.get(pid, [])
    return total


def postgres_pid() -> int:
    """The PostgreSQL server of this database: the parent of our own backend."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


@dataclass(frozen=True)
class Spent:
    """What some work took."""

    seconds: float
    cpu: float


def measure(work: Callable[[], object], pids: list[int]) -> Spent:
    """Wall time of `work`, and the CPU of the processes `pids` meanwhile."""
    cpu, started = cpu_seconds(pids), time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    return Spent(seconds, cpu_seconds(pids) - cpu)


def measure_here(work: Callable[[], object]) -> Spent:
    """The same for work in this process and its database."""
    return measure(work, [os.getpid(), postgres_pid()])


def median(values: list[float]) -> float:
    return statistics.median(values)


def start_django() -> None:
    """The product's own settings, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajecten.settings")
    import django

    django.setup()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def server(application: str, workers: int = 2) -> Iterator[tuple[int, int]]:
    """`application` under gunicorn, with the settings of gunicorn.conf.py; yields (port, pid), stops it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    # No worker is replaced while it is measured.
    command += ["--workers", str(workers), "--threads", "4", "--max-requests", "0"]
    with running(command, port, SITE_URL=f"http://127.0.0.1:{port}") as pid:
        yield port, pid


@contextlib.contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[int]:
    """A process of ours that answers on `port`; what it says goes to a file, which is shown when it does not start."""
    log = Path(os.environ["VAR_DIR"]) / f"server-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=ROOT, stdout=out, stderr=out)
    try:
        if not answers(port, process):
            raise RuntimeError(f"{command[2]} does not start:\n{log.read_text()[-2000:]}")
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.unlink(missing_ok=True)


def answers(port: int, process: subprocess.Popen, seconds: float = 40) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.1)
    return False


class Visitor:
    """One browser: a kept connection and its cookies; follows no redirect by itself.

    A kept connection that the server closed while it was quiet is opened again once, as browsers do.
    """

    def __init__(self, port: int, cookies: dict[str, str] | None = None):
        self.origin = f"http://127.0.0.1:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies or {})

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """(status, Location header or empty, body)."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        fresh = self.connection.sock is None
        try:
            return self._ask(method, path, body, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            self.connection.close()
            if fresh:
                raise
            return self._ask(method, path, body, headers)

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, str, str]:
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        content = answer.read().decode(errors="replace")  # a PDF is no text
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer.status, answer.headers.get("Location", ""), content

    def close(self) -> None:
        self.connection.close()


def report(
    name: str,
    *,
    value: float,
    unit: str,
    goal: float | None = None,
    limit: float | None = None,
    at_least: bool = False,
    why: str = "",
    **more: object,
) -> bool:
    """Print one figure and write it as a JSON line. Returns whether the goal is reached.

    With `limit` the goal is about value ÷ limit, otherwise about the value. `why` is the reason when it is missed.
    """
    ratio = value / limit if limit else None
    judged = value if ratio is None else ratio
    reached = goal is None or (judged >= goal if at_least else judged <= goal)
    row = {"name": name, "value": round(value, 3), "unit": unit, "goal": goal, "at_least": at_least}
    row |= {"limit": limit and round(limit, 3), "ratio": ratio and round(ratio, 3), "reached": reached}
    row |= {"why": "" if reached else why, "more": more}
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    against = f" = {ratio:.2f} × limit {limit:.3g}" if ratio is not None else ""
    wanted = f" (goal {'≥' if at_least else '≤'} {goal:g})" if goal is not None else ""
    rest = "".join(f", {key.replace('_', ' ')} {value}" for key, value in more.items())
    verdict = "      " if goal is None else "ok    " if reached else "MISSED"
    print(f"  {verdict} {name}: {value:.4g} {unit}{against}{wanted}{rest}", flush=True)
    return reached
