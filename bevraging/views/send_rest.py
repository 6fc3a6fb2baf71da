"""Who got another survey in the last 14 days, on the page before sending: counts, and the choice what happens to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bevraging import fatigue, mail_stops
from bevraging.models import Survey


@dataclass(frozen=True)
class Audience:
    """What will happen to the people on the list, as far as it can be known before the button is pressed."""

    lately: tuple[int, ...]
    """Who got another survey in the last 14 days."""
    choice: str
    """`fatigue.LEAVE_OUT` unless the lead chose to send anyway; empty when there is nobody to choose for."""
    paper: int
    """How many asked for no mail: they get a slip."""
    count: dict[str, int] = field(default_factory=dict)
    """n, mail and without: of who is asked in this round."""

    @property
    def left_out(self) -> tuple[int, ...]:
        return self.lately if self.choice == fatigue.LEAVE_OUT else ()


def audience_of(survey: Survey, count: dict[str, int], people: Iterable[tuple[int, str]], wanted: str) -> Audience:
    """Two queries. `count` is of the whole list, `people` (key, address) who has mail, `wanted` what the address bar says."""
    lately = tuple(fatigue.asked_lately(survey).values_list("pk", flat=True))
    choice = "" if not lately else wanted if wanted == fatigue.SEND_ANYWAY else fatigue.LEAVE_OUT
    out = set(lately) if choice == fatigue.LEAVE_OUT else set()
    paper = len([key for key in mail_stops.stopped(survey, people) if key not in out])
    mail = count["mail"] - len(out) - paper
    total = count["n"] - len(out)
    return Audience(lately, choice, paper, {"n": total, "mail": mail, "without": total - mail})
