"""The mail that asks a colleague whether their name may stand beside a spotlight, and the link in it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bevraging.languages import chrome
from bevraging.mails import first_name
from opvolging.models import SpotlightName
from organisatie.models import Employee
from trajecten.models import Mail
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.tokens import make_token, token_hash

ASKED = "opvolging.spotlight_name"
WORD = "spotlight-name"


def secret_of(name: SpotlightName) -> str:
    """Behind /v/kijker/: a next generation makes the earlier link worthless."""
    return make_token("spotlight", name.pk, name.generation)


def name_of(secret: str) -> SpotlightName | None:
    """What the link asks; None when it is not ours, is an old one, or is of somebody who left."""
    around = ("spotlight__project__organisation", "spotlight__location", "employee", "asked_by")
    names = SpotlightName.objects.select_related(*around)
    return names.filter(token_hash=token_hash(secret), employee__in=Employee.objects.active()).first()


def link_of(name: SpotlightName) -> str:
    return settings.SITE_URL + reverse("opvolging:v_kijker", args=[secret_of(name)])


def queue_asked(names: list[SpotlightName]) -> int:
    """Ask everybody who has an address, in the caller's transaction; once a day for the same link. How many are new."""
    today = timezone.localdate().isoformat()
    return queue_many((_spec(name, today) for name in names if name.employee.email), mailing=None)


def _spec(name: SpotlightName, today: str) -> MailSpec:
    spotlight, employee = name.spotlight, name.employee
    project = spotlight.project
    context = {
        "project": project.title,
        "what": spotlight.what,
        "how": spotlight.how,
        "place": spotlight.place,
        "asked_by": str(name.asked_by or project.organisation),
    }
    return MailSpec(
        kind=ASKED,
        key=f"{WORD}:{name.pk}:{name.generation}:{today}",
        to=employee.email,
        name=employee.name,
        organisation=project.organisation,
        subject_key=subject_key(name),
        context=context,
        language=chrome(employee.language),
    )


def subject_key(name: SpotlightName) -> str:
    return f"{WORD}:{name.pk}"


def went_elsewhere(name: SpotlightName) -> bool:
    """Whether the question went to another address than theirs of now: then its link is worth nothing any more."""
    sent = Mail.objects.filter(kind=ASKED, subject_key=subject_key(name)).order_by("-pk")
    return sent.values_list("recipient", flat=True).first() not in (None, "", name.employee.email)


# --- At the moment of sending --------------------------------------------------------------------


def _personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    names = _names_of(mails)
    found = ((mail.pk, names.get(_number(mail))) for mail in mails)
    return {pk: {"first_name": first_name(one.employee.name), "link": link_of(one)} for pk, one in found if one}


def _no_longer_asked(mails: list[Mail]) -> dict[Any, str]:
    """Answered, withdrawn, asked by a newer link, or the address is another one by now."""
    names = _names_of(mails)
    return {mail.pk: "niet meer gevraagd" for mail in mails if not _wanted(mail, names.get(_number(mail)))}


def _wanted(mail: Mail, name: SpotlightName | None) -> bool:
    if name is None or name.status != SpotlightName.Status.ASKED or name.employee.email != mail.recipient:
        return False
    return mail.key.split(":")[2] == str(name.generation)


def _names_of(mails: list[Mail]) -> dict[int, SpotlightName]:
    return SpotlightName.objects.select_related("employee").in_bulk([_number(mail) for mail in mails])


def _number(mail: Mail) -> int:
    return int(mail.key.split(":")[1])


register_kind(
    MailKind(ASKED, "opvolging/kijker-naam", resend_when_uncertain=True, recheck=_no_longer_asked, personal=_personal)
)
