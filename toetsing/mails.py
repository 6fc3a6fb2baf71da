"""The mails of a round: one invitation with all of it (what, when, where, calendar file, personal link), and a new one
when moment or place change.

The invitation takes the place of that of the survey (`bevraging.invitations`). Links are worked out when it leaves.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bevraging import invitations
from bevraging import mails as survey_mails
from bevraging.links import code_of, link_of
from bevraging.mails import first_name, recipients_of
from bevraging.models import Participant, Survey
from toetsing import readiness
from toetsing.calendar_file import CONTENT_TYPE, NAME, calendar_of, uid_of
from toetsing.models import TestRound
from trajecten import moment_words, outbox
from trajecten.models import Mail
from trajecten.outbox import Attachment, MailKind, MailSpec, register_kind
from trajecten.tokens import make_token

INVITATION = "toetsing.invitation"
CHANGED = "toetsing.changed"
PURPOSE = "toetsing-probeer"


# --- The link to what is tried -------------------------------------------------------------------


def secret_of(participant: int, generation: int) -> str:
    """Behind /v/probeer/: whose it is, signed; a corrected address makes the old one worthless, as with the survey."""
    return f"{participant}-{make_token(PURPOSE, participant, generation)}"


def participant_of(secret: str) -> Participant | None:
    """Who the link is of, in a round that runs; None when it is not ours, is an old one, or the round is over."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    people = Participant.objects.select_related("survey__project__organisation", "survey__test_round")
    person = people.filter(pk=int(number), survey__test_round__status=TestRound.Status.OPEN).first()
    if person is None or not constant_time_compare(secret, secret_of(person.pk, person.generation)):
        return None
    return person


def tryout_url(participant: int, generation: int) -> str:
    return settings.SITE_URL + reverse("toetsing:v_probeer", args=[secret_of(participant, generation)])


# --- What everybody reads ------------------------------------------------------------------------


def facts_of(test_round: TestRound) -> dict[str, Any]:
    """What a calendar needs to know of a round, in the language that is active; can be stored, holds no secret."""
    concepts = ", ".join(row.concept.name for row in readiness.rows_of(test_round))
    about = _("Je probeert uit: %(concepts)s.") % {"concepts": concepts}
    return {
        "uid": uid_of(test_round.pk),
        "sequence": test_round.sequence,
        "starts_at": test_round.starts_at.isoformat(),
        "ends_at": test_round.ends_at.isoformat(),
        "place": test_round.place,
        "summary": _("Uitproberen: %(title)s") % {"title": test_round.project.title},
        "description": "\n".join(filter(None, [about, test_round.note])),
    }


def when_words(test_round: TestRound) -> str:
    """«dinsdag 3 maart, van 14 uur tot 15.30 uur», or from day to day when it takes longer."""
    zone = test_round.project.organisation.time_zone
    return moment_words.when_words(test_round.starts_at, test_round.ends_at, zone)


def context_of(test_round: TestRound, language: str) -> dict[str, Any]:
    """What stands in the mail for everybody alike."""
    survey = test_round.survey
    with translation.override(language):
        return {
            "title": test_round.project.title,
            "when": when_words(test_round),
            "place": test_round.place,
            "note": test_round.note,
            "concepts": [
                {"name": row.concept.name, "tries": row.concept.tries} for row in readiness.rows_of(test_round)
            ],
            "closes": date_format(survey.closes_on, "l j F") if survey and survey.closes_on else "",
            "contact": survey.contact if survey else "",
            "sender": (survey.contact if survey else "") or test_round.project.organisation.name,
            "code_url": f"{settings.SITE_URL}/v/",
            "calendar": facts_of(test_round),
        }


def invitation_of(survey: Survey) -> invitations.Invitation | None:
    """That of the round this survey belongs to; None for a survey about a try-out that has no round."""
    test_round = TestRound.objects.filter(survey=survey).first()
    if test_round is None:
        return None
    test_round.project, test_round.survey = survey.project, survey
    return invitations.Invitation(INVITATION, lambda language: context_of(test_round, language))


def queue_changed(test_round: TestRound) -> int:
    """Tell everybody who was invited by mail that moment or place are others; in the caller's transaction."""
    survey = test_round.survey
    if survey is None:
        return 0
    people = list(survey.participants.exclude(email="").values_list("pk", "email", "name", "language"))
    contexts = {code: context_of(test_round, code) for code in {row[3] for row in people}}
    organisation = test_round.project.organisation
    mailing = outbox.start_mailing(
        organisation=organisation,
        kind=CHANGED,
        subject_key=survey_mails.subject_key(survey),
        planned=len(people),
    )
    return outbox.queue_many(
        (
            MailSpec(
                kind=CHANGED,
                key=f"round_changed:{survey.pk}:{pk}:{test_round.sequence}",
                to=email,
                name=name,
                organisation=organisation,
                subject_key=survey_mails.subject_key(survey),
                context=contexts[language],
                language=language,
                expires_at=test_round.ends_at,
            )
            for pk, email, name, language in people
        ),
        mailing=mailing,
    )


# --- At the moment of sending --------------------------------------------------------------------


def personal(mails: list[Mail]) -> dict:
    """First name, the link to what is tried, the link and the code for the feedback."""
    people = recipients_of(mails)
    found = ((mail.pk, people.get(_person(mail))) for mail in mails)
    return {
        pk: {
            "first_name": first_name(person.name),
            "tryout": tryout_url(person.pk, person.generation),
            "link": link_of(person.pk, person.generation),
            "code": code_of(person.pk, person.generation),
        }
        for pk, person in found
        if person
    }


def recheck(mails: list[Mail]) -> dict:
    """Not when the round is over, the address is another one by now, or a newer edition tells it better."""
    people = recipients_of(mails)
    surveys = {person.survey_id for person in people.values()}
    running = TestRound.objects.filter(survey__in=surveys, status=TestRound.Status.OPEN)
    editions = dict(running.values_list("survey", "sequence"))
    return {mail.pk: "niet meer nodig" for mail in mails if not _wanted(mail, people, editions)}


def _wanted(mail: Mail, people: dict, editions: dict[int, int]) -> bool:
    person = people.get(_person(mail))
    if person is None or person.email != mail.recipient:
        return False
    if mail.kind == INVITATION and not mail.key.endswith(f":{person.generation}"):
        return False
    return editions.get(person.survey_id) == mail.context["calendar"]["sequence"]


def calendar_file(mail: Mail) -> Attachment:
    return Attachment(NAME, CONTENT_TYPE, calendar_of(mail.context["calendar"], mail.created_at))


def _person(mail: Mail) -> int:
    return int(mail.key.split(":", 3)[2])


register_kind(
    MailKind(
        INVITATION,
        "toetsing/uitnodiging",
        resend_when_uncertain=True,
        recheck=recheck,
        personal=personal,
        attach=calendar_file,
    )
)
register_kind(
    MailKind(
        CHANGED,
        "toetsing/gewijzigd",
        # An old moment in somebody's calendar is worse than the same mail twice.
        resend_when_uncertain=True,
        recheck=recheck,
        personal=personal,
        attach=calendar_file,
    )
)
invitations.register(Survey.Purpose.TRYOUT, INVITATION, invitation_of)
