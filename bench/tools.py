"""What every benchmark needs: CPU of a process tree, a server of our own, a result line, the median of three turns."""

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
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")
RESULTS = HERE.parent / "var" / "bench.jsonl"


def cpu_seconds(pids: list[int]) -> float:
    """User + system CPU of the processes `pids` and everything below them, in seconds."""
    parents: dict[int, list[int]] = {}
    times: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            fields = rest.split()
            pid = int(name.split()[0])
            parents.setdefault(int(fields[1]), []).append(pid)
            times[pid] = (int(fields[11]) + int(fields[12])) / TICK
    todo, total = list(pids), 0.0
    while todo:
        pid = todo.pop()
        total += times.get(pid, 0.0)
        todo += parents.get(pid, [])
    return total


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def server(application: str, environment: dict[str, str], workers: int = 2) -> Iterator[tuple[int, int]]:
    """Run `application` under gunicorn on a free port; yields (port, pid) when it answers, and stops it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            application,
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            str(workers),
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--log-level",
            "warning",
            "--backlog",
            "2048",
        ],
        env={**os.environ, **environment, "SITE_URL": f"http://127.0.0.1:{port}"},
        cwd=HERE.parent,
    )
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


class Visitor:
    """One browser: a kept connection and its cookies; no redirects followed by itself."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, body: str = "") -> tuple[int, str, bytes]:
        """Returns (status, Location header or empty, body)."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.connection.port}"
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), content

    def close(self) -> None:
        self.connection.close()


def median_of_three(turn: Callable[[], float]) -> float:
    return statistics.median(turn() for _ in range(3))


def report(
    name: str, *, value: float, unit: str, goal: float | None = None, limit: float | None = None, **more
) -> bool:
    """Print one figure with its goal and write it as a JSON line. Returns whether the goal is reached."""
    ratio = value / limit if limit else None
    reached = goal is None or (ratio if ratio is not None else value) <= goal
    row = {"name": name, "value": round(value, 3), "unit": unit, "limit": limit, "ratio": ratio, "goal": goal}
    row |= {"reached": reached, **more}
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a") as file:
        file.write(json.dumps(row) + "\n")
    against = f"  = {ratio:.2f} × limit {limit:.3f}" if ratio is not None else ""
    wanted = f"  (goal ≤ {goal:g})" if goal is not None else ""
    print(f"{'✓' if reached else '✗'} {name}: {value:.3f} {unit}{against}{wanted}", flush=True)
    return reached
