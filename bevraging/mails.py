"""The mails of step 1: an invitation, at most two reminders, and two notices to the lead.

What is the same for everybody stands in the context of the row; a name, a link and a code are computed when the
mail leaves (`personal`) and stored nowhere.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging.invitations import HOUSE, Invitation, kinds, other_than_the_house
from bevraging.links import code_of, link_of
from bevraging.models import Participant, Survey
from bevraging.papers import Paper
from bevraging.papers import paper as paper_from
from bevraging.participation import in_steps
from organisatie.models import Language, User
from trajecten import outbox
from trajecten.models import Mail, Mailing, ProjectRole
from trajecten.outbox import MailKind, MailSpec, register_kind
from trajecten.tokens import make_token

INVITATION = HOUSE
REMINDERS = {1: "bevraging.reminder_1", 2: "bevraging.reminder_2"}
CLOSED = "bevraging.closed"
TEST = "bevraging.test"
UNDELIVERED = "bevraging.undelivered"
NOTHING_SENT = "bevraging.nothing_sent"
MUTE = "geen-herinneringen"
"""Purpose of the secret in /u/<token>/."""
SECONDS_A_QUESTION = 15
NOTHING = Paper([])


def subject_key(survey: Survey) -> str:
    """What the rows of a survey have in common; an anonymous survey deletes them by it at close."""
    return f"survey:{survey.pk}"


def mute_url(token: str) -> str:
    """Where somebody says «geen herinneringen». Works without signing in, and for reminders only."""
    return settings.SITE_URL + reverse("bevraging:geen_herinneringen", args=["TOKEN"]).replace("TOKEN", token)


def mute_token(participant: int) -> str:
    """Always the same for one person (a mail that goes twice is the same to the byte); worth nothing as a survey link."""
    return f"{participant}-{make_token(MUTE, participant)}"


def end_of_day(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), ZoneInfo(zone))


def minutes_for(questions: int) -> int:
    """How long it takes, rounded up to whole minutes: never promise too little."""
    return max(1, -(-questions * SECONDS_A_QUESTION // 60))


def written(survey: Survey) -> Paper:
    """The questions and their words as they stand now; from the launch on they no longer change."""
    version = survey.versions.order_by("-number").first()
    return (
        paper_from(version.content, version.languages, version.translations) if version and version.content else NOTHING
    )


def survey_context(survey: Survey, language: str, **more) -> dict:
    """What every recipient reads alike, in `language`; also feeds the preview on the check page.

    Title and introduction stand there in Dutch where nobody translated them.
    """
    paper = written(survey)
    count = paper.number_asked
    with translation.override(language):
        closes = date_format(survey.closes_on, "l j F")
    sender = survey.created_by.name if survey.created_by else ""
    return {
        "title": paper.translated("title", language, survey.title),
        "intro": paper.translated("intro", language, survey.intro),
        "questions": count,
        "minutes": minutes_for(count),
        "closes": closes,
        "contact": survey.contact,
        "sender": sender or survey.project.organisation.name,
        "anonymous": survey.is_anonymous,
        "min_group": survey.min_group,
        "code_url": f"{settings.SITE_URL}/v/",
    } | more


def queue_invitations(survey: Survey) -> Mailing:
    """Invite everybody with an address, in the caller's transaction. Called by the launch."""
    people = list(survey.participants.exclude(email="").values_list("pk", "generation", "email", "name", "language"))
    found = invitation_of(survey)
    mailing = _start(survey, found.kind, len(people))
    contexts = {code: found.context(code) for code in {row[4] for row in people}}
    specs = (
        _spec(survey, found.kind, invitation_key(survey, pk, generation), email, name, language, contexts[language])
        for pk, generation, email, name, language in people
    )
    outbox.queue_many(specs, mailing=mailing)
    return mailing


def invitation_of(survey: Survey) -> Invitation:
    """The mail with which people first hear of it."""
    return other_than_the_house(survey) or Invitation(INVITATION, lambda language: survey_context(survey, language))


def invitation_key(survey: Survey, participant: int, generation: int) -> str:
    return f"invitation:{survey.pk}:{participant}:{generation}"


def invitation_failed(survey: Survey, participant: Participant) -> bool:
    """Whether the newest invitation of this person could not be delivered."""
    key = invitation_key(survey, participant.pk, participant.generation)
    return Mail.objects.filter(key=key, status=Mail.Status.FAILED).exists()


def queue_invitation_again(survey: Survey, participant: Participant) -> bool:
    """The invitation to a corrected address, with the link of the new generation."""
    found = invitation_of(survey)
    return outbox.queue(
        kind=found.kind,
        key=invitation_key(survey, participant.pk, participant.generation),
        to=participant.email,
        name=participant.name,
        organisation=survey.project.organisation,
        subject_key=subject_key(survey),
        context=found.context(participant.language),
        language=participant.language,
        expires_at=end_of_day(survey.closes_on, survey.project.organisation.time_zone),
    )


def queue_reminder(survey: Survey, number: int) -> int:
    """Queue reminder `number` (1 or 2) for who has not answered and wants reminders; gives how many are new.

    Safe to call twice: one person gets each number once, and a second sending without new mails leaves no trace.
    How many there are is kept nowhere in an anonymous survey: whoever is not reminded has answered.
    """
    today = timezone.localdate()
    kind = REMINDERS[number]
    waiting = survey.participants.filter(answered=False, muted=False).exclude(email="")
    people = list(waiting.values_list("pk", "email", "name", "language"))
    if not people:
        _open_for_nobody(survey, kind)
        return 0
    answered = survey.participants.filter(answered=True).count()
    more = {
        "already": in_steps(answered, max(10, survey.min_group)),
        "tomorrow": survey.closes_on == today + timedelta(days=1),
    }
    contexts = {code: survey_context(survey, code, **more) for code in {row[3] for row in people}}
    # «Morgen is de laatste dag» must not arrive a day later.
    zone = survey.project.organisation.time_zone
    expires = end_of_day(today if more["tomorrow"] else survey.closes_on, zone)
    mailing = _start(survey, kind, 0 if survey.is_anonymous else len(people))
    specs = (
        _spec(survey, kind, f"reminder:{survey.pk}:{pk}:{number}", email, name, language, contexts[language], expires)
        for pk, email, name, language in people
    )
    fresh = outbox.queue_many(specs, mailing=mailing)
    if not fresh:
        mailing.delete()
    return fresh


def _open_for_nobody(survey: Survey, kind: str) -> None:
    """The reminder shows as gone also when everybody answered: a missing one would say that they did."""
    sent = Mailing.objects.filter(kind=kind, subject_key=subject_key(survey))
    if survey.is_anonymous and not sent.exists():
        outbox.keep_figures([_start(survey, kind, 0).pk])


def queue_test(survey: Survey, user: User) -> bool:
    """The invitation to the lead themselves: the same words, said to be a test, with a button to «Probeer zelf»: the very
    pages of a respondent, whose answers count for nothing. Nobody is asked by it. Pressed twice in a minute it goes once.
    """
    return outbox.queue(
        kind=TEST,
        key=f"survey_test:{survey.pk}:{user.pk}:{timezone.now():%Y%m%d%H%M}",
        to=user.email,
        name=user.name,
        organisation=survey.project.organisation,
        subject_key=f"project:{survey.project_id}",
        context=survey_context(
            survey,
            user.language,
            link=settings.SITE_URL + reverse("bevraging:proef", args=[survey.project.slug, survey.pk]),
        ),
        language=user.language,
        expires_at=timezone.now() + timedelta(days=1),
    )


def queue_closed(survey: Survey) -> int:
    """Tell the leads that the survey closed; gives how many mails are new."""
    page = "resultaten" if survey.status == Survey.Status.PUBLISHED else "deelname"
    return _tell_leads(
        survey, CLOSED, f"closed:{survey.pk}", page, ready=page == "resultaten", named=not survey.is_anonymous
    )


def queue_undelivered(survey: Survey, mailing: Mailing, failed: int) -> int:
    """Tell the leads once per sending that some addresses do not work."""
    return _tell_leads(survey, UNDELIVERED, f"undelivered:{mailing.pk}", "deelname", failed=failed)


def queue_nothing_sent(survey: Survey, key: str, *, reminder: bool, late: bool) -> int:
    """Tell the leads that a planned round reached nobody: once per round, and never how many people waited.

    `late`: the moment passed while nothing was sent at all; otherwise no address worked.
    """
    return _tell_leads(survey, NOTHING_SENT, f"nothing:{key}", "deelname", reminder=reminder, late=late)


def leads_of(survey: Survey) -> list[User]:
    """Who leads the project now, and otherwise who made the survey."""
    roles = ProjectRole.objects.current().filter(
        project=survey.project, role=ProjectRole.Role.LEAD, user__is_active=True
    )
    found = [role.user for role in roles.select_related("user")]
    return found or [user for user in [survey.created_by] if user and user.is_active]


def _tell_leads(survey: Survey, kind: str, key: str, page: str, **context) -> int:
    link = settings.SITE_URL + reverse(f"bevraging:{page}", args=[survey.project.slug, survey.pk])
    paper = written(survey)
    return sum(
        outbox.queue(
            kind=kind,
            key=f"{key}:{lead.pk}",
            to=lead.email,
            name=lead.name,
            organisation=survey.project.organisation,
            # Not the key of the survey: the notice must outlive the rows that are deleted at close.
            subject_key=f"project:{survey.project_id}",
            context={
                "title": paper.translated("title", lead.language, survey.title),
                "link": link,
                **context,
            },
            language=lead.language,
        )
        for lead in leads_of(survey)
    )


def _start(survey: Survey, kind: str, planned: int) -> Mailing:
    return outbox.start_mailing(
        organisation=survey.project.organisation, kind=kind, subject_key=subject_key(survey), planned=planned
    )


def _spec(survey, kind, key, email, name, language, context, expires=None) -> MailSpec:
    organisation = survey.project.organisation
    return MailSpec(
        kind=kind,
        key=key,
        to=email,
        name=name,
        organisation=organisation,
        subject_key=subject_key(survey),
        context=context,
        language=language,
        expires_at=expires or end_of_day(survey.closes_on, organisation.time_zone),
    )


# --- At the moment of sending ------------------------------------------------------------------


class Recipient(NamedTuple):
    """The person behind a mail. Not the model: a batch needs seven values of each, twice."""

    pk: int
    survey_id: int
    name: str
    email: str
    generation: int
    answered: bool
    muted: bool


def recipients_of(mails: Iterable[Mail]) -> dict[int, Recipient]:
    """The people behind a batch of mails, in one query. The key says who: invitation:survey:participant:…"""
    keys = {_participant_key(mail) for mail in mails}
    rows = Participant.objects.filter(pk__in=keys).values_list(*Recipient._fields)
    return {row[0]: Recipient(*row) for row in rows}


def _participant_key(mail: Mail) -> int:
    return int(mail.key.split(":", 3)[2])


def personal(mails: list[Mail]) -> dict:
    """First name, link, code and the way out, for each mail of a batch."""
    people = recipients_of(mails)
    mute = mute_url("{token}")  # worked out once: finding an address costs more than the secret in it
    found = ((mail.pk, people.get(_participant_key(mail))) for mail in mails)
    return {pk: _values(person, mute) for pk, person in found if person}


def _values(person: Recipient, mute: str) -> dict[str, str]:
    return {
        "first_name": first_name(person.name),
        "link": link_of(person.pk, person.generation),
        "code": code_of(person.pk, person.generation),
        "unsubscribe_url": mute.format(token=mute_token(person.pk)),
    }


def first_name(name: str) -> str:
    if name.strip():
        return name.split(" ", 1)[0]
    with translation.override(Language.NL):
        return _("collega")


def recheck(mails: list[Mail]) -> dict:
    """Who should not get it any more. One reason for all that concerns the person: nothing may tell who answered."""
    people = recipients_of(mails)
    surveys = Survey.objects.select_related("project__organisation").in_bulk(
        {person.survey_id for person in people.values()}
    )
    taking = {pk for pk, survey in surveys.items() if survey.takes_answers}
    found = ((mail, people.get(_participant_key(mail))) for mail in mails)
    return {mail.pk: "niet meer nodig" for mail, person in found if not _wanted(mail, person, taking)}


def _wanted(mail: Mail, person: Recipient | None, taking: set[int]) -> bool:
    if person is None or person.answered or person.survey_id not in taking or person.email != mail.recipient:
        return False
    if mail.kind in kinds():
        return mail.key.endswith(f":{person.generation}")
    return not person.muted


def lead_values(mails: list[Mail]) -> dict:
    return {mail.pk: {"first_name": first_name(mail.recipient_name)} for mail in mails}


register_kind(
    MailKind(
        INVITATION,
        "bevraging/uitnodiging",
        resend_when_uncertain=True,
        recheck=recheck,
        personal=personal,
        private=True,
    )
)
for _number, _code in REMINDERS.items():
    # Better no reminder than two.
    register_kind(
        MailKind(
            _code,
            f"bevraging/herinnering-{_number}",
            resend_when_uncertain=False,
            recheck=recheck,
            personal=personal,
            private=True,
        )
    )
register_kind(MailKind(TEST, "bevraging/proef", resend_when_uncertain=True, personal=lead_values))
register_kind(MailKind(CLOSED, "bevraging/afgesloten", resend_when_uncertain=False, personal=lead_values))
register_kind(MailKind(NOTHING_SENT, "bevraging/niets-verstuurd", resend_when_uncertain=False, personal=lead_values))
register_kind(MailKind(UNDELIVERED, "bevraging/niet-bezorgd", resend_when_uncertain=False, personal=lead_values))
