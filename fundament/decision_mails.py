"""The mails around a decision: it is asked; and it is taken, sent back or withdrawn.

A question rather arrives twice than never; an answer rather never than twice.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from fundament.models import Decision
from organisatie.models import User
from trajecten.models import Mail
from trajecten.outbox import MailKind, queue, register_kind

ASKED = "decision.asked"
TOLD = "decision.told"


def queue_asked(decision: Decision, by: User) -> bool:
    """Ask its decider; once per version, so that who asks again after a change is heard."""
    context = {
        "asked_by": str(by),
        "context": decision.context,
        "decide_by": _day(decision.decide_by, decision.decider),
        "link": _link("beslis", decision),
    }
    key = f"decision-asked:{decision.pk}:{decision.version}:{decision.decider_id}"
    return _queue(ASKED, key, decision.decider, decision, context)


def queue_told(decision: Decision, outcome: str, by: User) -> int:
    """Tell who drives it and who decides, but not who did it; gives how many mails are new. A withdrawn proposal that was
    never asked is news to nobody but its driver. `decision` as it was when it was withdrawn."""
    words = {"taken": decision.rationale, "sent_back": decision.sent_back, "withdrawn": decision.closed_why}[outcome]
    context = {
        "by": str(by),
        "outcome": outcome,
        "words": words,
        "option": str(decision.chosen) if outcome == "taken" else "",
        "was_taken": decision.taken_at is not None,
        "link": _link("keuze", decision),
    }
    heard = {decision.driver_id: decision.driver}
    if decision.taken_at is not None or decision.asked_at is not None:
        heard[decision.decider_id] = decision.decider
    found = 0
    for person in heard.values():
        if person is not None and person.is_active and person.pk != by.pk:
            key = f"decision-told:{decision.pk}:{decision.version}:{person.pk}"
            found += _queue(TOLD, key, person, decision, context)
    return found


def _queue(kind: str, key: str, to: Any, decision: Decision, context: dict[str, Any]) -> bool:
    words = {"project": decision.project.title, "question": decision.question, "code": decision.code}
    return queue(
        kind=kind,
        key=key,
        to=to.email,
        name=to.name,
        organisation=decision.project.organisation,
        subject_key=f"decision:{decision.pk}",
        context=words | {"greeting": to.first_name} | context,
        language=to.language,
    )


def _link(name: str, decision: Decision) -> str:
    return settings.SITE_URL + reverse(f"fundament:{name}", args=[decision.project.slug, decision.pk])


def _day(day: Any, person: Any) -> str:
    with override(person.language):
        return date_format(day, "j F")


def _no_longer_asked(mails: list[Mail]) -> dict[Any, str]:
    """Answered, taken back or changed since: asks nothing more."""
    asked = {mail.pk: tuple(map(int, mail.key.split(":")[1:])) for mail in mails}
    still = Decision.objects.open().filter(asked_at__isnull=False, pk__in=[numbers[0] for numbers in asked.values()])
    wanted = set(still.values_list("pk", "version", "decider"))
    return {pk: "niet meer gevraagd" for pk, numbers in asked.items() if numbers not in wanted}


register_kind(MailKind(ASKED, "fundament/besluit-gevraagd", resend_when_uncertain=True, recheck=_no_longer_asked))
register_kind(MailKind(TOLD, "fundament/besluit", resend_when_uncertain=False))
