"""The mail that asks somebody to take up a role, and the link in it. Rather twice than never."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from bevraging.languages import chrome
from bevraging.mails import first_name
from communicatie import role_words
from communicatie.models import RoleAsk
from organisatie.models import Employee
from trajecten.models import Mail
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.tokens import make_token, token_hash

ASKED = "communicatie.role_asked"


def secret_of(ask: RoleAsk) -> str:
    """Behind /v/rol/: a next generation makes the earlier link worthless."""
    return make_token("role", ask.pk, ask.generation)


def ask_of(secret: str) -> RoleAsk | None:
    """What the link asks; None when it is not ours, is an old one, or is of somebody who left."""
    people = ("employee__user", "employee__location", "asked_by")
    asks = RoleAsk.objects.select_related("project__organisation", *people, "location", "given")
    return asks.filter(token_hash=token_hash(secret), employee__in=Employee.objects.active()).first()


def link_of(ask: RoleAsk) -> str:
    return settings.SITE_URL + reverse("communicatie:v_rol", args=[secret_of(ask)])


def queue_asked(asks: list[RoleAsk]) -> int:
    """Ask everybody who has an address, in the caller's transaction; once a day for the same link."""
    today = timezone.localdate().isoformat()
    return queue_many((_spec(ask, today) for ask in asks if ask.employee.email), mailing=None)


def _spec(ask: RoleAsk, today: str) -> MailSpec:
    project, employee = ask.project, ask.employee
    language = chrome(employee.language)
    with translation.override(language):
        context = {
            "project": project.title,
            "goal": project.goal,
            "role": str(ask.get_role_display()),
            "about": role_words.about(ask.role),
            "place": str(ask.location or ""),
            "hours": role_words.hours_words(ask.hours),
            "note": ask.note,
            "asked_by": str(ask.asked_by or project.organisation),
        }
    return MailSpec(
        kind=ASKED,
        key=f"role-asked:{ask.pk}:{ask.generation}:{today}",
        to=employee.email,
        name=employee.name,
        organisation=project.organisation,
        subject_key=subject_key(ask),
        context=context,
        language=language,
    )


def subject_key(ask: RoleAsk) -> str:
    return f"role:{ask.pk}"


def last_address(ask: RoleAsk) -> str:
    """Where the question went last; empty when no mail was made."""
    sent = Mail.objects.filter(kind=ASKED, subject_key=subject_key(ask)).order_by("-pk")
    return sent.values_list("recipient", flat=True).first() or ""


# --- At the moment of sending --------------------------------------------------------------------


def _personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    asks = _asks_of(mails)
    found = ((mail.pk, asks.get(_number(mail))) for mail in mails)
    return {pk: {"first_name": first_name(ask.employee.name), "link": link_of(ask)} for pk, ask in found if ask}


def _no_longer_asked(mails: list[Mail]) -> dict[Any, str]:
    """Answered, withdrawn, asked by a newer link, or the address is another one by now."""
    asks = _asks_of(mails)
    return {mail.pk: "niet meer gevraagd" for mail in mails if not _wanted(mail, asks.get(_number(mail)))}


def _wanted(mail: Mail, ask: RoleAsk | None) -> bool:
    if ask is None or ask.status != RoleAsk.Status.ASKED or ask.employee.email != mail.recipient:
        return False
    return mail.key.split(":")[2] == str(ask.generation)


def _asks_of(mails: list[Mail]) -> dict[int, RoleAsk]:
    return RoleAsk.objects.select_related("employee").in_bulk([_number(mail) for mail in mails])


def _number(mail: Mail) -> int:
    return int(mail.key.split(":")[1])


register_kind(
    MailKind(
        ASKED,
        "communicatie/rol-gevraagd",
        resend_when_uncertain=True,
        recheck=_no_longer_asked,
        personal=_personal,
    )
)
