"""The mail of «Wat deden we met jullie antwoorden»: once to everybody who was asked, whether or not they answered.

Whom it goes to depends on nothing that somebody answered. «Geen herinneringen» and «geen bevragingen meer per mail» are
honoured; the rest of 14 days between two surveys does not hold here (docs/decisions/0038).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from bevraging import mail_stops
from bevraging.feedback import DOING, NEXT, SAID, address_of, language_for, lines_of
from bevraging.feedback_ready import taking_part
from bevraging.mails import Recipient, first_name, lead_values, mute_token, mute_url, recipients_of, subject_key
from bevraging.models import Survey
from organisatie.models import User
from trajecten import outbox
from trajecten.models import Mail, Mailing
from trajecten.outbox import MailKind, MailSpec, register_kind

FEEDBACK = "bevraging.feedback"
TEST = "bevraging.feedback_test"
KEEPS = timedelta(days=7)
"""After this a mail that could not leave is no news any more."""
MOST_LINES = 3


@dataclass(frozen=True)
class Audience:
    """Who can be reached by mail now, and how many cannot."""

    people: list[tuple[int, str, str, str]]
    """(key, address, name, language)"""
    refused: int
    """They said that they want no mail about this survey, or none at all."""
    unknown: int
    """Asked without an address, on paper or on a tablet; and everybody once addresses are forgotten."""
    forgotten: bool

    @property
    def others(self) -> int:
        return self.refused + self.unknown


def audience_of(survey: Survey) -> Audience:
    """Two queries."""
    rows = list(
        survey.participants.exclude(email="").order_by("pk").values_list("pk", "email", "name", "language", "muted")
    )
    quiet = set(mail_stops.stopped(survey, [(pk, email) for pk, email, *_rest in rows]))
    wanted = [(pk, email, name, code) for pk, email, name, code, muted in rows if not muted and pk not in quiet]
    return Audience(
        people=wanted,
        refused=len(rows) - len(wanted),
        unknown=max(0, survey.invited - len(rows)),
        forgotten=survey.people_gone_on is not None,
    )


def context_of(survey: Survey, texts: dict, language: str, **more: Any) -> dict:
    """What every recipient of one language reads alike; also feeds the preview."""
    spoken = language_for(texts, language)
    mine = texts.get(spoken, {})
    with translation.override(language):
        joined = taking_part(survey)
    said = [line for line in lines_of(mine.get(SAID, "")) if line != joined]
    return {
        "title": survey.title,
        "joined": joined,
        "said": said[:MOST_LINES],
        "doing": lines_of(mine.get(DOING, ""))[:MOST_LINES],
        "next": lines_of(mine.get(NEXT, ""))[:MOST_LINES],
        "spoken": spoken if spoken != language else "",
        "sender": survey.created_by.name if survey.created_by else survey.project.organisation.name,
    } | more


def queue_feedback(survey: Survey, texts: dict, audience: Audience) -> Mailing:
    """A mail for each of `audience`, in the caller's transaction. The key makes that a person has it once."""
    organisation = survey.project.organisation
    mailing = outbox.start_mailing(
        organisation=organisation, kind=FEEDBACK, subject_key=subject_key(survey), planned=len(audience.people)
    )
    contexts = {code: context_of(survey, texts, code) for code in {row[3] for row in audience.people}}
    specs = (
        MailSpec(
            kind=FEEDBACK,
            key=f"feedback:{survey.pk}:{pk}",
            to=email,
            name=name,
            organisation=organisation,
            subject_key=subject_key(survey),
            context=contexts[language],
            language=language,
            expires_at=timezone.now() + KEEPS,
        )
        for pk, email, name, language in audience.people
    )
    outbox.queue_many(specs, mailing=mailing)
    return mailing


def queue_test(survey: Survey, texts: dict, user: User) -> bool:
    """The same mail to the lead, said to be a test; its button leads to the page as it stands. Once a minute."""
    page = reverse("bevraging:terug_voorbeeld", args=[survey.project.slug, survey.pk])
    return outbox.queue(
        kind=TEST,
        key=f"feedback_test:{survey.pk}:{user.pk}:{timezone.now():%Y%m%d%H%M}",
        to=user.email,
        name=user.name,
        organisation=survey.project.organisation,
        subject_key=f"project:{survey.project_id}",
        context=context_of(survey, texts, user.language, link=settings.SITE_URL + page, test=True),
        language=user.language,
        expires_at=timezone.now() + timedelta(days=1),
    )


def mailing_of(survey: Survey) -> Mailing | None:
    """The sending of this survey's mail; its totals stay when its mails are forgotten."""
    return Mailing.objects.filter(subject_key=subject_key(survey), kind=FEEDBACK).order_by("pk").first()


# --- At the moment of sending --------------------------------------------------------------------


def personal(mails: list[Mail]) -> dict:
    """First name, the page in the language of the mail, and the way out."""
    people = recipients_of(mails)
    return {
        mail.pk: {
            "first_name": first_name(person.name),
            "link": address_of(person.survey_id, mail.language),
            "unsubscribe_url": mute_url(mute_token(person.pk)),
        }
        for mail in mails
        if (person := people.get(_person_of(mail)))
    }


def recheck(mails: list[Mail]) -> dict:
    """Who was forgotten, got another address or said «geen mail» in the meantime."""
    people = recipients_of(mails)
    by_house = defaultdict(list)
    for mail in mails:
        if mail.organisation_id is not None:
            by_house[mail.organisation_id].append((mail.pk, mail.recipient))
    quiet = {pk for house, rows in by_house.items() for pk in mail_stops.among(house, rows)}
    return {
        mail.pk: "niet meer nodig"
        for mail in mails
        if mail.pk in quiet or not _wanted(mail, people.get(_person_of(mail)))
    }


def _wanted(mail: Mail, person: Recipient | None) -> bool:
    return person is not None and person.email == mail.recipient and not person.muted


def _person_of(mail: Mail) -> int:
    return int(mail.key.split(":")[2])


register_kind(
    MailKind(
        FEEDBACK,
        "bevraging/terugkoppeling",
        # Better no second mail than two: the page also stands on the poster.
        resend_when_uncertain=False,
        recheck=recheck,
        personal=personal,
        # Who was asked is nobody's business in the administration.
        private=True,
    )
)
register_kind(MailKind(TEST, "bevraging/terugkoppeling", resend_when_uncertain=True, personal=lead_values))
