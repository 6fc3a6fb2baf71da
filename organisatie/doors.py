"""Two doors to the room above. This room may not import the core, yet its mail and its log are kept there.

The core hangs itself in with `open_doors` when it starts. Until then a call fails loudly: a mail that silently
goes nowhere is worse than an error.
"""

from collections.abc import Callable
from typing import Any

_mailer: Callable[..., Any] | None = None
_recorder: Callable[..., Any] | None = None


def open_doors(*, mailer: Callable[..., Any], recorder: Callable[..., Any]) -> None:
    """Called once by the core: `mailer` is its outbox.queue, `recorder` its history.record."""
    global _mailer, _recorder  # two slots that are filled once, at start-up
    _mailer, _recorder = mailer, recorder


def send(**mail: Any) -> bool:
    """Queue one mail in the caller's transaction; the arguments are those of `trajecten.outbox.queue`."""
    if _mailer is None:
        raise RuntimeError("The core did not open its doors: see trajecten.accounts.")
    return _mailer(**mail)


def record(verb: str, **facts: Any) -> Any:
    """Write one line in the log, in the caller's transaction; the arguments are those of `trajecten.history.record`."""
    if _recorder is None:
        raise RuntimeError("The core did not open its doors: see trajecten.accounts.")
    return _recorder(verb, **facts)
