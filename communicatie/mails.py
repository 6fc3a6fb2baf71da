"""A message by mail: once to each colleague of the audience who has an address, and a test of it to who is writing.

The words are the same for everybody and stand in the row; a first name and the link to the page for everyone are worked
out when the mail leaves, and stored nowhere.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bevraging.mails import first_name
from communicatie.models import Message
from communicatie.page_address import addresses_of
from communicatie.reach import people_of
from organisatie.models import Employee, User
from trajecten import outbox
from trajecten.models import Mail, Mailing
from trajecten.outbox import MailKind, MailSpec, register_kind
from trajecten.outbox.text import one_line

MESSAGE = "communicatie.message"
TEST = "communicatie.test"
KEEPS = timedelta(days=3)
"""After this a mail that could not leave is no news any more."""


def subject_key(message: Message) -> str:
    return f"message:{message.pk}"


def receivers(message: Message) -> QuerySet[Employee]:
    """Who gets it: the colleagues of the audience with an address."""
    return people_of(message.audience).exclude(email="")


def context_of(message: Message, **more: Any) -> dict[str, Any]:
    """What every recipient reads alike; also feeds the preview. Can be stored, holds no secret."""
    organisation = message.project.organisation.name
    return {
        "project": message.project.title,
        "title": one_line(message.title),
        "text": message.text,
        "in_it_for_me": message.in_it_for_me,
        "feedback_to": message.feedback_to,
        "sender": message.messenger.name if message.messenger else organisation,
        "house": organisation,
    } | more


def queue_message(message: Message) -> Mailing:
    """A mail for each receiver, in the caller's transaction. The key makes that a colleague has it once."""
    organisation = message.project.organisation
    people = list(receivers(message).order_by("pk").values_list("pk", "email", "name", "language"))
    mailing = outbox.start_mailing(
        organisation=organisation, kind=MESSAGE, subject_key=subject_key(message), planned=len(people)
    )
    context, expires = context_of(message), timezone.now() + KEEPS
    outbox.queue_many(
        (
            MailSpec(
                kind=MESSAGE,
                key=f"message:{message.pk}:{pk}",
                to=email,
                name=name,
                organisation=organisation,
                context=context,
                language=language,
                expires_at=expires,
            )
            for pk, email, name, language in people
        ),
        mailing=mailing,
    )
    return mailing


def queue_test(message: Message, user: User) -> bool:
    """The same mail to who is writing, said to be a test. Pressed twice in a minute it goes once."""
    return outbox.queue(
        kind=TEST,
        key=f"message_test:{message.pk}:{user.pk}:{timezone.now():%Y%m%d%H%M}",
        to=user.email,
        name=user.name,
        organisation=message.project.organisation,
        subject_key=subject_key(message),
        context=context_of(message, test=True),
        language=user.language,
        expires_at=timezone.now() + timedelta(days=1),
    )


# --- At the moment of sending --------------------------------------------------------------------


def personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    """First name, and the page for everyone while it is open. Two queries for a batch."""
    projects = dict(Message.objects.filter(pk__in={_message_of(mail) for mail in mails}).values_list("pk", "project"))
    pages = addresses_of(list(set(projects.values())))
    return {
        mail.pk: {
            "first_name": first_name(mail.recipient_name),
            "page_url": pages.get(projects.get(_message_of(mail), 0), ""),
        }
        for mail in mails
    }


def recheck(mails: list[Mail]) -> dict[Any, str]:
    """Who left the house or has another address by now, and what was taken away."""
    people = dict(_employees(mails).active().values_list("pk", "email"))
    there = set(Message.objects.filter(pk__in={_message_of(mail) for mail in mails}).values_list("pk", flat=True))
    return {
        mail.pk: "niet meer nodig"
        for mail in mails
        if people.get(_person_of(mail)) != mail.recipient or _message_of(mail) not in there
    }


def _employees(mails: Iterable[Mail]) -> Any:
    return Employee.objects.filter(pk__in={_person_of(mail) for mail in mails})


def _message_of(mail: Mail) -> int:
    """The message in a key as `message:7:12` or `message_test:7:…`."""
    return int(mail.key.split(":")[1])


def _person_of(mail: Mail) -> int:
    return int(mail.key.split(":")[2])


register_kind(
    MailKind(
        MESSAGE,
        "communicatie/boodschap",
        # Better no second mail than two: the same words also hang on the wall.
        resend_when_uncertain=False,
        recheck=recheck,
        personal=personal,
    )
)
register_kind(MailKind(TEST, "communicatie/boodschap", resend_when_uncertain=True, personal=personal))
