"""What people wrote, made to stand inside our sentences."""

from django.utils.text import Truncator


def short(text: str) -> str:
    """A reason inside a sentence: all of it stands on the page of the gate and in the history."""
    return Truncator(text.strip()).chars(160).rstrip(".")


def ended(text: str) -> str:
    """What somebody wrote, closed as a sentence, so that another one can follow."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def lowered(text: str) -> str:
    """A sentence that goes on inside another one."""
    return text[:1].lower() + text[1:]
