"""Processes that live and die together: `make run` starts them, watches them and stops them all."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

PATIENCE = 12
"""Seconds that a child gets to finish what it is doing."""
MOST_FALLS = 3
"""So often within FALL_WINDOW seconds a child is picked up; then something is really wrong."""
FALL_WINDOW = 60
QUIET = {"LOG_LEVEL": "WARNING", "PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
"""Beside a terminal only what needs attention. That somebody tries the product as root is no news to them."""


@dataclass
class Child:
    """One process: what it is called in a sentence, and its command."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    fallen_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches the parent alone, who stops the children in order.
        self.process = subprocess.Popen(  # noqa: S603  (our own commands)
            self.command,
            cwd=settings.BASE_DIR,
            env={**QUIET, **os.environ},
            start_new_session=True,
            preexec_fn=_die_with_parent,
            stdin=subprocess.DEVNULL,
        )

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        """To the child and all that it started: a killed worker leaves its beat behind."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Family:
    """Start on entering, stop all on leaving. A child that falls is picked up; one that keeps falling stops all."""

    def __init__(self, children: list[Child], *, say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.complaint = ""
        self.stopping = False

    def __enter__(self) -> "Family":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *_details: object) -> None:
        for child in reversed(self.children):
            child.signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while any(child.runs for child in self.children) and time.monotonic() < end:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)

    def _stop(self, *_details: object) -> None:
        self.stopping = True

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """True once `ready()`. False when asked to stop, or (with a `complaint`) when it will not come about."""
        end = time.monotonic() + seconds
        while not self.stopping and self._pick_up():
            if ready():
                return True
            if time.monotonic() > end:
                self.complaint = f"Na {seconds:.0f} seconden is er nog geen antwoord. Hierboven staat waarom."
                break
            time.sleep(0.1)
        return False

    def watch(self) -> None:
        """Return when asked to stop, or when a child keeps falling (then `complaint` says which)."""
        while not self.stopping and self._pick_up():
            time.sleep(0.3)

    def _pick_up(self) -> bool:
        for child in self.children:
            if child.runs or child.process is None:
                continue
            now = time.monotonic()
            child.fallen_at = [moment for moment in child.fallen_at if now - moment < FALL_WINDOW] + [now]
            code = child.process.returncode
            child.signal(signal.SIGKILL)
            if len(child.fallen_at) > MOST_FALLS:
                self.complaint = f"De {child.name} stopt telkens opnieuw (code {code}). Alles is gestopt."
                return False
            self.say(f"De {child.name} viel stil (code {code}) en start opnieuw.")
            child.start()
        return True


def _die_with_parent() -> None:
    """Ask Linux to stop this child when the parent is killed, so that nothing keeps the port."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
