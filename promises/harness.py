"""What every promise test stands on: a world of its own with real processes, a real database and a real mail sink.

A world is a database (a SQLite file or a PostgreSQL database of its own), a folder, optionally Redis and a sink, and
the processes that run in it. Nothing of Django is imported here: whatever needs it runs in a process of the world,
so that it can be killed.

    with World("p1", database="postgres", seed=7, redis=True) as world:
        world.sink(delay_ms=1)
        world.call("promises.mailworld:fill", 2000)          # runs there, gives back what it returns (JSON)
        worker = world.start("celery", "-A", "promises.pressed", "worker", "-P", "solo")
        worker.kill()                                         # SIGKILL, to the process itself
        world.restart("postgres")                             # pulls the plug
        world.report(ok=..., figures...)                      # one JSON line

A promise module has `run(*, database, size, seed) -> dict` (the dict of `report`), with its negative control inside.
"""

import atexit
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ROOT / "scripts" / "services"
INSTANCE = os.environ.get("PROMISES_SERVICES") or f"promises-{os.getpid()}"
"""Services of this process alone, because a promise may pull their plug; thrown away when it ends."""
TEMPLATES: dict[tuple, str] = {}
"""The migrated database of each kind, made once a run and copied for every world."""


class Process:
    """A process of a world, with its output in a file."""

    def __init__(self, world: "World", name: str, command: list[str], extra: dict[str, str]) -> None:
        self.log = world.folder / f"{name}-{uuid.uuid4().hex[:6]}.log"
        with self.log.open("wb") as log:
            self.popen = subprocess.Popen(
                command, cwd=ROOT, env={**world.env, **extra}, stdout=log, stderr=log, start_new_session=True
            )

    @property
    def alive(self) -> bool:
        return self.popen.poll() is None

    def children(self) -> list[int]:
        tasks = Path(f"/proc/{self.popen.pid}/task/{self.popen.pid}/children")
        return [int(pid) for pid in tasks.read_text().split()] if tasks.exists() else []

    def kill(self) -> None:
        """SIGKILL to it and all that it started: the plug is pulled."""
        self._signal(signal.SIGKILL)

    def kill_child(self, random_: random.Random) -> bool:
        """SIGKILL to one child only, as the kernel does when memory runs out."""
        children = self.children()
        if children:
            os.kill(random_.choice(children), signal.SIGKILL)
        return bool(children)

    def stop(self, seconds: float = 20) -> int | None:
        """SIGTERM to the main process and wait; gives its exit code, None when it had to be killed."""
        if self.alive:
            self.popen.terminate()
            try:
                return self.popen.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                return None
        return self.popen.returncode

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)
        self.popen.wait()


class World:
    """One run of one promise; everything in it is gone afterwards."""

    def __init__(self, name: str, *, database: str, seed: int, redis: bool = False, **env: str) -> None:
        assert database in {"sqlite", "postgres"}
        self.name, self.database, self.seed = name, database, seed
        self.random = random.Random(seed)
        self.folder = Path(tempfile.mkdtemp(prefix=f"promise-{name}-"))
        self.processes: list[Process] = []
        self.started = time.monotonic()
        self.sink_file = self.folder / "sink.jsonl"
        self.sink_process: Process | None = None
        services = start_services() if redis or database == "postgres" else {}
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PYTEST", "COV_"))},
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "trajecten.settings",
            "SECRET_KEY": "promise-secret-key-of-fifty-characters-0123456789-abc",
            "LINK_KEY": "promise-link-key-of-fifty-characters-0123456789-abcde",
            "SEAL_KEY": "promise-seal-key-of-fifty-characters-0123456789-abcde",
            "VAR_DIR": str(self.folder),
            "SITE_URL": "http://localhost:8000",
            "REDIS_URL": services["REDIS_URL"] if redis else "",
            "EMAIL_HOST": "",
            "LOG_LEVEL": "WARNING",
            **env,
        }
        self.env["DATABASE_URL"] = self._database(services.get("DATABASE_URL", ""))
        if redis:
            flush_redis(self.env["REDIS_URL"])

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *failure: object) -> None:
        for process in self.processes:
            process.kill()
        if failure[0] is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"{self.name}: logs are kept in {self.folder}", file=sys.stderr)
        if self.database == "postgres":
            sql(self.env["DATABASE_URL"], f'DROP DATABASE IF EXISTS "{self._dbname}" WITH (FORCE)', maintenance=True)

    # --- processes ---

    def start(self, *command: str, **env: str) -> Process:
        """Start a process; `python`, `celery` and `gunicorn` are those of this Python."""
        tools = {"python": [sys.executable], "celery": [sys.executable, "-m", "celery"]}
        tools["gunicorn"] = [sys.executable, "-m", "gunicorn"]
        process = Process(self, Path(command[0]).name, [*tools.get(command[0], [command[0]]), *command[1:]], env)
        self.processes.append(process)
        return process

    def begin(self, function: str, *arguments: Any, **env: str) -> Process:
        """Start `package.module:function` in a process of its own, and do not wait for it."""
        return self.start("python", "-m", "promises.inside", function, json.dumps(arguments), **env)

    def call(self, function: str, *arguments: Any, timeout: float = 300, **env: str) -> Any:
        """Run `package.module:function` in a process of its own and give what it returned."""
        return self.result(self.begin(function, *arguments, **env), timeout)

    def result(self, process: Process, timeout: float = 300) -> Any:
        """Wait for a process that was begun, and give what it returned."""
        code = process.popen.wait(timeout)
        output = process.log.read_text()
        if code:
            raise RuntimeError(f"exit code {code}:\n{output[-3000:]}")
        return json.loads(output.splitlines()[-1])

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    def wait_until(self, condition: Callable[[], bool], seconds: float, every: float = 0.2) -> bool:
        """True as soon as the condition holds; False when it does not within the time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if condition():
                return True
            time.sleep(every)
        return condition()

    # --- services ---

    def restart(self, service: str) -> None:
        """Pull the plug of `postgres` or `redis` and start it again on the same port."""
        subprocess.run([SERVICES, "restart", INSTANCE, service, "--crash"], check=True, stdout=subprocess.DEVNULL)

    def flush_redis(self) -> None:
        flush_redis(self.env["REDIS_URL"])

    def sql(self, query: str, *arguments: object) -> list[tuple]:
        """Look in the database of this world (on SQLite `%s` is written as `?`)."""
        if self.database == "postgres":
            return sql(self.env["DATABASE_URL"], query, *arguments)
        import sqlite3

        connection = sqlite3.connect(self.folder / "world.sqlite3", timeout=20)
        try:
            return connection.execute(query.replace("%s", "?"), arguments).fetchall()
        finally:
            connection.close()

    # --- mail ---

    def sink(self, *, delay_ms: float = 0, port: int | None = None, refuse: float = 0.0) -> Process:
        """Start a mail server that writes down what it accepted; `refuse` is the share answered with 4xx first."""
        port = port or int(self.env.get("EMAIL_PORT") or free_port())
        self.env |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "false"}
        arguments = ["--port", str(port), "--out", str(self.sink_file), "--delay-ms", str(delay_ms)]
        arguments += ["--refuse", str(refuse), "--seed", str(self.seed)]
        self.sink_process = self.start("python", "-m", "promises.sink", *arguments)
        if not self.wait_until(lambda: answers(port), 15, 0.05):
            raise RuntimeError(self.sink_process.log.read_text())
        return self.sink_process

    def received(self) -> list[dict]:
        """What the sink accepted, in order: {"to", "id", "at", "sha"}."""
        if not self.sink_file.exists():
            return []
        lines = self.sink_file.read_text().splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    # --- the outcome ---

    def report(self, *, ok: bool, **figures: Any) -> dict:
        """One JSON line for this run; `ok` says whether the promise was kept."""
        line = {"promise": self.name, "database": self.database, "seed": self.seed, "ok": ok, **figures}
        line["seconds"] = round(time.monotonic() - self.started, 1)
        print(json.dumps(line), flush=True)
        return line

    def _database(self, services_url: str) -> str:
        if self.database == "sqlite":
            shutil.copy(migrated("sqlite", ""), self.folder / "world.sqlite3")
            return f"sqlite:///{self.folder / 'world.sqlite3'}"
        self._dbname = f"promise_{self.name}_{uuid.uuid4().hex[:8]}"
        template = migrated("postgres", services_url)
        sql(services_url, f'CREATE DATABASE "{self._dbname}" TEMPLATE "{template}"', maintenance=True)
        return f"{services_url.rpartition('/')[0]}/{self._dbname}"


def migrated(kind: str, services_url: str) -> str:
    """A migrated, empty database of this kind: made at the first question of this process."""
    key = (kind, services_url)
    if key not in TEMPLATES:
        name = f"promise_template_{os.getpid()}"
        folder = Path(tempfile.mkdtemp(prefix="promise-template-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        if kind == "postgres":
            sql(services_url, f'DROP DATABASE IF EXISTS "{name}"', maintenance=True)
            sql(services_url, f'CREATE DATABASE "{name}"', maintenance=True)
            url, found = f"{services_url.rpartition('/')[0]}/{name}", name
        else:
            url, found = f"sqlite:///{folder / 'template.sqlite3'}", str(folder / "template.sqlite3")
        keys = {
            f"{part}_KEY": f"promise-{part.lower()}-key-of-fifty-characters-0123456789-abc"
            for part in ("SECRET", "LINK", "SEAL")
        }
        env = {
            **os.environ,
            **keys,
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "trajecten.settings",
        }
        made = lay_ready(kind, url)
        for command in (["createcachetable"],) if made else (["migrate", "-v0", "--skip-checks"], ["createcachetable"]):
            done = subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=env, capture_output=True, text=True
            )
            if done.returncode:
                raise RuntimeError(done.stderr[-3000:])
        TEMPLATES[key] = found
    return TEMPLATES[key]


def lay_ready(kind: str, url: str) -> bool:
    """Take over the copy that the tests made (trajecten/tests/ready_database.py); False when there is none."""
    named = os.environ.get("READY_DATABASE", "")
    ready = Path(named + (".sql" if kind == "postgres" else ".sqlite3"))
    if not named or not ready.exists():
        return False
    if kind == "sqlite":
        shutil.copyfile(ready, url.removeprefix("sqlite:///"))
    else:
        words = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={ready}", url]
        subprocess.run(["psql", *words], check=True, stdout=subprocess.DEVNULL)
    return True


def start_services() -> dict[str, str]:
    """PostgreSQL that really writes to disk, and Redis, for the promises alone."""
    if not os.environ.get("PROMISES_SERVICES"):
        atexit.unregister(stop_services)
        atexit.register(stop_services)
    done = subprocess.run([SERVICES, "start", INSTANCE, "--durable"], capture_output=True, text=True, check=True)
    lines = [line.removeprefix("export ") for line in done.stdout.splitlines() if line.startswith("export ")]
    return dict(line.split("=", 1) for line in lines)


def stop_services() -> None:
    subprocess.run([SERVICES, "stop", INSTANCE], check=False, stdout=subprocess.DEVNULL)


def sql(url: str, query: str, *arguments: object, maintenance: bool = False) -> list[tuple]:
    connection = psycopg2.connect(f"{url.rpartition('/')[0]}/postgres" if maintenance else url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, arguments or None)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def flush_redis(url: str) -> None:
    import redis

    with redis.Redis.from_url(url) as client:
        client.flushall()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as sock:
        sock.settimeout(0.5)
        return sock.connect_ex(("127.0.0.1", port)) == 0
