"""Employees with a link, played over HTTP: arrive, tap, check, send; try again when the product is away."""

import http.client
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlencode

from promises.harness import ROOT, Process, World, answers, free_port

ENVELOPE = re.compile(r'name="e" value="([^"]+)"')
_static: list[Path] = []


class Away(Exception):
    """No answer, or an answer that says «later»: the visitor tries again."""


class Employee:
    """One browser. Keeps its cookies, opens a new connection for each request, as phones do."""

    def __init__(self, port: int, survey: int, token: str, agent: str = "Mozilla/5.0") -> None:
        self.port, self.survey, self.token, self.agent = port, survey, token, agent
        self.cookies: dict[str, str] = {}
        self.envelope = ""

    def ask(self, method: str, path: str, data: dict | None = None) -> tuple[int, str, str]:
        """(status, where to, body) of one request. Raises Away when the product cannot answer now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"User-Agent": self.agent, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(data) if data is not None else None, headers)
            response = connection.getresponse()
            body = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Away(repr(error)) from error
        finally:
            connection.close()
        if response.status >= 500:
            raise Away(str(response.status))
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _equals, value = line.split(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        if found := ENVELOPE.search(body):
            self.envelope = found.group(1)
        return response.status, response.headers.get("Location", ""), body

    def at(self, path: str) -> tuple[int, str, str]:
        return self.ask("GET", f"/v/b/{self.survey}/{path}")

    def press(self, path: str, **data: str) -> tuple[int, str, str]:
        return self.ask("POST", f"/v/b/{self.survey}/{path}", {"e": self.envelope, **data})

    def arrive(self) -> None:
        self.ask("GET", f"/v/{self.token}/")
        self.at("1/")

    def tap(self, number: int, option: str) -> int:
        return self.press(f"{number}/", antwoord=option)[0]

    def write(self, number: int, text: str) -> int:
        return self.press(f"{number}/", tekst=text, knop="verder")[0]

    def send(self) -> tuple[int, str]:
        return self.press("nakijken/", verstuur="ja")[:2]


def until_answered(attempt: Callable[[], object], seconds: float = 60) -> object:
    """What `attempt` gives, tried again while the product is away."""
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except Away:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def web(world: World, *, workers: int = 3, app: str = "trajecten.wsgi:application", **env: str) -> tuple[Process, int]:
    """A running product in `world`, and its port."""
    port = free_port()
    if not (world.folder / "static").exists():
        (world.folder / "static").symlink_to(_collected(world))
    process = world.start(
        "gunicorn",
        app,
        "-w",
        str(workers),
        "-b",
        f"127.0.0.1:{port}",
        "--access-logfile",
        "-",
        "--graceful-timeout",
        "1",
        **env,
    )
    if not world.wait_until(lambda: answers(port) and _serves(port), 60, 0.2):
        raise RuntimeError(process.log.read_text()[-3000:])
    return process, port


def _serves(port: int) -> bool:
    """Does a worker really answer? The port is open before the first one has started."""
    try:
        return Employee(port, 0, "").ask("GET", "/v/")[0] == 200
    except Away:
        return False


def at_once(jobs: Iterable[Callable[[], None]], threads: int) -> None:
    """Do all jobs with so many hands; an error in one of them is raised."""
    waiting, lock, failed = iter(list(jobs)), threading.Lock(), []

    def hand() -> None:
        while not failed:
            with lock:
                job = next(waiting, None)
            if job is None:
                return
            try:
                job()
            except BaseException as error:  # raised again below, in the thread that waits
                failed.append(error)

    hands = [threading.Thread(target=hand) for _hand in range(threads)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    if failed:
        raise failed[0]


def _collected(world: World) -> Path:
    if not _static:
        folder = Path(tempfile.mkdtemp(prefix="promise-static-"))
        env = {**world.env, "VAR_DIR": str(folder)}
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        _static.append(folder / "static")
    return _static[0]
