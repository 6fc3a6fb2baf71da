"""The calendar file line by line, and the mails it goes along with."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail as django_mail
from django.urls import reverse

from bevraging import actions as survey_actions
from bevraging.links import link_of
from toetsing import mails
from toetsing.actions import rounds
from toetsing.calendar_file import calendar_of
from toetsing.tests.factories import make_concept, make_ready_project, make_round, make_testers, open_now
from trajecten import outbox
from trajecten.models import Mail, ProjectRole
from trajecten.outbox.composing import Composer

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)  # the day after the clock change: 14 hours in Brussels
NOTE = "Breng je badge mee, en iets om op te schrijven; we beginnen op tijd, in de grote zaal naast de refter."


@pytest.fixture
def opened(linde, lies):
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=UTC), tick=False):
        project = make_ready_project()
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
        testers = make_testers(project, ("Aalst", "Zorg", 5))
        concepts = [make_concept(project=project), make_concept("Noodmap", project=project)]
        planned = make_round(
            concepts=concepts,
            people=testers,
            starts_at=START,
            ends_at=START + timedelta(minutes=90),
            place="Refter, Aalst",
            note=NOTE,
        )
        yield open_now(planned, lies)


def lines_of(content: bytes) -> list[str]:
    """The lines as a calendar reads them: folded ones put together again."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def value_of(lines: list[str], name: str) -> str:
    (found,) = [line for line in lines if re.match(rf"{name}[:;]", line)]
    return found.partition(":")[2]


def delivered(kind: str) -> list:
    outbox.deliver()
    return [message for message in django_mail.outbox if kind in message.subject]


# --- The file ------------------------------------------------------------------------------------


def test_calendar_file_ends_and_folds_its_lines(opened):
    content = calendar_of(mails.facts_of(opened), opened.opened_at)
    raw = content.split(b"\r\n")
    assert (content.endswith(b"END:VCALENDAR\r\n"), b"\n" in b"".join(raw)) == (True, False)
    assert max(len(line) for line in raw) <= 75
    assert any(line.startswith(b" ") for line in raw)


def test_calendar_file_says_when_where_and_what(opened):
    lines = lines_of(calendar_of(mails.facts_of(opened), opened.opened_at))
    found = {name: value_of(lines, name) for name in ("DTSTART", "DTEND", "DTSTAMP", "LOCATION", "METHOD", "SEQUENCE")}
    assert found == {
        "DTSTART": "20260330T120000Z",
        "DTEND": "20260330T133000Z",
        "DTSTAMP": "20260320T090000Z",
        "LOCATION": "Refter\\, Aalst",
        "METHOD": "PUBLISH",
        "SEQUENCE": "0",
    }
    assert value_of(lines, "SUMMARY") == "Uitproberen: Digitale werkbonnen"
    about = value_of(lines, "DESCRIPTION")
    assert about.startswith("Je probeert uit: Observatie in drie tikken\\, Noodmap.\\nBreng je badge mee\\, en iets")


def test_moved_round_keeps_its_mark_and_raises_its_edition(opened, lies):
    before = lines_of(calendar_of(mails.facts_of(opened), opened.opened_at))
    later = START + timedelta(days=1)
    rounds.change_round(test_round=opened, by=lies, starts_at=later, ends_at=later + timedelta(hours=1))
    after = lines_of(calendar_of(mails.facts_of(opened), opened.opened_at))
    assert value_of(before, "UID") == value_of(after, "UID") == f"testronde-{opened.pk}@localhost"
    assert (value_of(before, "SEQUENCE"), value_of(after, "SEQUENCE")) == ("0", "1")
    assert value_of(after, "DTSTART") == "20260331T120000Z"


# --- The mails -----------------------------------------------------------------------------------


def test_one_mail_says_all_of_it(opened):
    messages = delivered("Probeer je mee uit?")
    assert (len(django_mail.outbox), len(messages)) == (5, 5)
    text = messages[0].body
    person = opened.survey.participants.get(email=parseaddr(messages[0].to[0])[1])
    expected = [
        "Dag Tester,",
        "Wanneer: maandag 30 maart, van 14 uur tot 15.30 uur",
        "Waar: Refter, Aalst",
        "- Noodmap: noteren tijdens de zorg",
        NOTE,
        mails.tryout_url(person.pk, 1),
        link_of(person.pk, 1),
        "Je antwoord is op naam",
    ]
    assert [words for words in expected if words not in text] == []


def test_mail_carries_the_calendar_file(opened):
    message = delivered("Probeer je mee uit?")[0]
    (part,) = [one for one in message.message().walk() if one.get_content_type() == "text/calendar"]
    assert (part.get_filename(), part.get_param("method")) == ("uitnodiging.ics", "PUBLISH")
    made = Mail.objects.get(recipient=parseaddr(message.to[0])[1]).created_at
    assert part.get_payload(decode=True) == calendar_of(mails.facts_of(opened), made)


def test_mail_over_the_line_holds_the_same_parts_and_is_always_the_same(opened):
    mail = Mail.objects.first()
    values = mails.personal([mail])[mail.pk]
    sent = Composer().compose(mail, values).as_bytes()
    assert sent == Composer().compose(mail, values).as_bytes()
    parts = [part.get_content_type() for part in message_from_bytes(sent, policy=policy.default).walk()]
    assert parts == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    read = message_from_bytes(sent, policy=policy.default)
    (calendar,) = read.iter_attachments()
    assert calendar.get_payload(decode=True) == calendar_of(mails.facts_of(opened), mail.created_at)
    assert b"\n" not in sent.replace(b"\r\n", b"")


def test_stored_mail_holds_no_link_and_no_code(opened):
    batch = list(Mail.objects.all())
    secrets = {word for values in mails.personal(batch).values() for word in values.values()} - {"Tester"}
    stored = str(list(Mail.objects.values()))
    assert (len(secrets), [secret for secret in secrets if secret in stored]) == (15, [])


def test_invitation_that_did_not_leave_yet_gives_way_to_the_new_edition(opened, lies):
    later = START + timedelta(days=1)
    rounds.change_round(test_round=opened, by=lies, starts_at=later, ends_at=later + timedelta(hours=1), place="Zaal")
    messages = delivered("Verplaatst")
    assert (len(messages), len(django_mail.outbox)) == (5, 5)
    assert "dinsdag 31 maart, van 14 uur tot 15 uur" in messages[0].body
    assert set(Mail.objects.filter(kind=mails.INVITATION).values_list("status", "error")) == {
        ("withdrawn", "niet meer nodig")
    }


def test_round_that_is_over_invites_nobody_any_more(opened, lies):
    rounds.close_round(test_round=opened, by=lies)
    assert delivered("Probeer je mee uit?") == []


def test_corrected_address_gets_the_invitation_of_the_round(opened, lies):
    person = opened.survey.participants.order_by("pk").first()
    Mail.objects.filter(recipient=person.email).update(status=Mail.Status.FAILED)
    survey_actions.correct_address(survey=opened.survey, participant=person, email="juist@linde.test", by=lies)
    again = Mail.objects.get(recipient="juist@linde.test")
    assert (again.kind, mails.recheck([again])) == (mails.INVITATION, {})


def test_address_that_failed_stands_on_the_page_of_the_survey(client, opened, lies):
    Mail.objects.filter(pk=Mail.objects.first().pk).update(status=Mail.Status.FAILED)
    client.force_login(lies)
    page = client.get(reverse("bevraging:deelname", args=[opened.project.slug, opened.survey_id])).content.decode()
    assert "Verbeter 1 adres" in page


def test_round_of_more_days_says_from_when_to_when(opened, lies):
    opened.ends_at = START + timedelta(days=4)
    assert mails.when_words(opened) == "van maandag 30 maart, 14 uur tot vrijdag 3 april, 14 uur"
