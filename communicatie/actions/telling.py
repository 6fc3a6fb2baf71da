"""What everybody hears of a change waits for the go of gate 3: the one place that says which messages that are."""

from communicatie.models import Message
from trajecten import gate

GUARD = "message.what_changes"


def is_broad(message: Message) -> bool:
    """Whether it tells what changes to others than the inner circle, who help to decide on it."""
    return message.key == Message.Key.WHAT_CHANGES and not message.audience.inner


def require_told(message: Message) -> None:
    """Raises GateClosed when this message may not be told yet, whichever way. Preparing it is always allowed."""
    if is_broad(message):
        gate.require(message.project, GUARD)


def what_waits(message: Message) -> str:
    """The same for a page: why it has to wait, or nothing."""
    try:
        require_told(message)
    except gate.GateClosed as closed:
        return str(closed)
    return ""
