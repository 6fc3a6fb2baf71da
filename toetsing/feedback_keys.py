"""How the answers of a round are called in its survey by name: three questions per concept that is tried in it."""

TRIED, BARRIER, READY = "tried", "barrier", "ready"
WITHOUT_HELP, WITH_HELP, FAILED, NOT_TRIED = "a1", "a2", "a3", "a4"
"""Answers to TRIED."""
READY_FROM = 4
"""READY is asked from 1 to 5; from here on it is a yes."""


def key_of(round_concept: int, question: str) -> str:
    """«c12_barrier»: the key of a question about what is tried as row 12 of `RoundConcept`."""
    return f"c{round_concept}_{question}"
