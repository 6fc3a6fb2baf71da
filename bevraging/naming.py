"""How groups and their sizes are written, the same on every page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from trajecten.templatetags.getallen import datum


def nowhere() -> str:
    """What the group of colleagues without a location is called."""
    return _("Collega's zonder locatie")


def moment_of(survey: Any) -> str:
    """When it was sent, or made as long as it was not: «verstuurd op vrijdag 16 januari»."""
    if survey.launched_at:
        return _("verstuurd op %(day)s") % {"day": datum(survey.launched_at)}
    return _("gemaakt op %(day)s") % {"day": datum(survey.created_at)}


def told_apart(surveys: Iterable[Any]) -> dict[int, str]:
    """The title of each survey; those of one project that share a title are numbered, the first one made is 1."""
    found: dict[int, str] = {}
    alike: dict[tuple[int, str], list[Any]] = {}
    for survey in surveys:
        alike.setdefault((survey.project_id, survey.title), []).append(survey)
    for together in alike.values():
        for number, survey in enumerate(sorted(together, key=lambda one: one.pk), 1):
            found[survey.pk] = f"{survey.title} ({number})" if len(together) > 1 else survey.title
    return found


def in_words(names: Sequence[str]) -> str:
    """«Gent, Ninove en Aalst»."""
    if len(names) < 2:
        return "".join(names)
    return _("%(most)s en %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def in_short(names: Sequence[str]) -> str:
    """«Gent en Ninove», «Gent en 2 andere»: the note and the table say the whole list."""
    if len(names) < 3:
        return in_words(names)
    return _("%(first)s en %(n)s andere") % {"first": names[0], "n": len(names) - 1}


def in_steps(n: int, step: int) -> int:
    """`n` rounded down to whole steps."""
    return n - n % step


def step_of(n: int, invited: int, step: int) -> int:
    """The size of a group as it may be told: in whole steps, and never so high that it says everybody took part.

    The highest step leaves room for at least `step` sizes, from itself up to all who were invited.
    """
    highest = max(in_steps(invited - step + 1, step), step)
    return min(in_steps(n, step), highest)


def nearly_all(n: int, invited: int, k: int) -> bool:
    """So few are missing that the exact number would say of (nearly) everybody that they took part."""
    return invited - n < k


def size_of_all(survey: Any, n: int, invited: int) -> int:
    """How many answered as it may be told of everybody: the number, or when nearly everybody did the smallest it can be."""
    k = survey.min_group
    return max(k, invited - k + 1) if survey.is_anonymous and nearly_all(n, invited, k) else n


def least_alone(k: int, *, anonymous: bool = True) -> int:
    """How many must be invited in a group that is to be shown apart.

    A shown group has at least `k` answers. Of fewer than 2k - 1 people that would say that (nearly) everybody took part.
    """
    return 2 * k - 1 if anonymous else k


def whole_percent(part: int, whole: int) -> int:
    """`part` of `whole` in whole percent; halves go up everywhere, so that one page never says both 62% and 63%."""
    return (200 * part + whole) // (2 * whole) if whole else 0
