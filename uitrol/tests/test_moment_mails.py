"""Invitations to moments: the file line by line, one new invitation for all that moves, and what never leaves."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from trajecten import outbox
from trajecten.models import Mail
from uitrol import mails
from uitrol.actions import attending, inviting, moments, waves
from uitrol.mails import CANCELLED, INVITED, MOVED
from uitrol.tests.wave_world import (
    NOW,
    START,
    calendar_in,
    delivered,
    invite,
    make_step_5,
    plan_moment,
    plan_wave,
    sent,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


@pytest.fixture
def people(project):
    return staff(project, "Aalst", 3, "dag")


def change(moment, by, **values):
    kept = {
        name: getattr(moment, name)
        for name in ("kind", "location", "starts_at", "ends_at", "shift", "place", "note", "host")
    }
    return moments.change_moment(moment=moment, by=by, **{**kept, **values})  # fmt: skip


# --- The invitation ------------------------------------------------------------------------------


def test_invitation_says_when_where_and_what(project, lies, people):
    host = make_employee(project.organisation, "Fatima Akin", email="fatima@linde.test")
    moment = plan_moment(
        project, lies, place="Leefruimte, gelijkvloers", note="We tonen het; breng je badge mee.", host=host
    )
    invite(moment, lies, people[0])
    mail = sent(INVITED)[0]
    calendar = calendar_in(mail)
    (event,) = calendar.events
    assert (calendar.method, event.uid, event.sequence) == ("PUBLISH", f"{moment.uid}@localhost", 0)
    assert (event.starts, event.ends) == (START, START + timedelta(minutes=30))
    assert (event.values["SUMMARY"], event.values["LOCATION"]) == (
        "Startmoment: Digitale werkbonnen",
        "Leefruimte, gelijkvloers, Aalst",
    )
    assert event.values["DESCRIPTION"] == "We tonen het; breng je badge mee.\nMet Fatima Akin."
    assert event.params["ORGANIZER"] == {"CN": "De Linde"}
    assert event.moment("DTSTAMP") == NOW


def test_invitation_tells_it_in_words_with_the_page_of_the_reader(project, lies, people):
    moment = plan_moment(project, lies, place="Leefruimte")
    invite(moment, lies, people[0])
    (message,) = delivered()
    person = people[0]
    assert message.subject == "Startmoment: dinsdag 24 maart, van 14 uur tot 14.30 uur"
    expected = [
        "Dag Aalst,",
        "Dinsdag 24 maart, van 14 uur tot 14.30 uur",
        "Leefruimte, Aalst",
        "/v/agenda/",
        "Tot dan!",
    ]
    assert [words for words in expected if words not in message.body] == []
    assert message.to == [f"{person.name} <{person.email}>"]


def test_invitation_in_the_language_of_its_reader(project, lies):
    anne = make_employee(project.organisation, "Anne Dubois", email="anne@linde.test", language="fr")
    invite(plan_moment(project, lies), lies, anne)
    mail = sent(INVITED)[0]
    assert (mail.language, "mardi 24 mars" in mail.context["moments"][0]["when"]) == ("fr", True)


def test_stored_mail_holds_no_secret_address(project, lies, people):
    invite(plan_moment(project, lies), lies, *people)
    values = outbox.kind_of(INVITED).personal(sent(INVITED))
    secrets = {value["agenda"].split("/")[-2] for value in values.values()}
    stored = str(list(Mail.objects.values()))
    assert (len(secrets), [secret for secret in secrets if secret in stored]) == (3, [])


def test_host_hears_it_at_once_and_only_once(project, lies):
    host = make_employee(project.organisation, "Fatima Akin", email="fatima@linde.test")
    moment = plan_moment(project, lies, host=host)
    invite(moment, lies, host)
    (mail,) = sent(INVITED)
    assert (mail.recipient, mail.context["hosts"]) == ("fatima@linde.test", True)
    assert calendar_in(mail).events[0].values["DESCRIPTION"] == "Jij begeleidt dit moment."


def test_colleague_without_mail_is_on_the_list_and_gets_none(project, lies):
    jos = make_employee(project.organisation, "Jos Peeters")
    moment = plan_moment(project, lies)
    invite(moment, lies, jos)
    assert (moment.people.count(), sent()) == (1, [])


def test_nobody_is_mailed_about_what_began(project, lies, people):
    moment = plan_moment(project, lies, at=NOW - timedelta(hours=1))
    invite(moment, lies, *people)
    assert (moment.people.count(), sent()) == (3, [])


# --- It moves ------------------------------------------------------------------------------------


def test_moved_moment_keeps_its_mark_and_raises_its_edition(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, *people)
    later = START + timedelta(days=1)
    told = change(moment, lies, starts_at=later, ends_at=later + timedelta(hours=1), place="Refter")
    before, after = (calendar_in(sent(kind)[0]).events[0] for kind in (INVITED, MOVED))
    assert (told, len(sent(MOVED))) == (3, 3)
    assert (before.uid, before.sequence) == (after.uid, 0)
    assert (after.sequence, after.starts, after.values["LOCATION"]) == (1, later, "Refter, Aalst")


def test_other_words_alone_send_nothing(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, *people)
    assert change(moment, lies, note="Breng koffie mee.") == 0
    assert (moment.sequence, sent(MOVED)) == (0, [])


def test_invitation_that_did_not_leave_yet_gives_way_to_the_new_edition(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, people[0])
    later = START + timedelta(days=1)
    change(moment, lies, starts_at=later, ends_at=later + timedelta(hours=1))
    (message,) = delivered()
    assert "woensdag 25 maart, van 14 uur tot 15 uur" in message.body.lower()
    assert [(mail.status, mail.error) for mail in sent(INVITED)] == [("withdrawn", "niet meer nodig")]


def test_wave_that_moves_sends_each_person_one_mail_for_all_moments(project, lies, people):
    wave = plan_wave(project, lies, "Aalst", "Gent")
    ghent = staff(project, "Gent", 2, "nacht")
    first = plan_moment(project, lies)
    drop_in = plan_moment(project, lies, kind="drop_in", at=START + timedelta(days=2))
    night = plan_moment(project, lies, "Gent", at=START + timedelta(hours=7))
    for moment, group in ((first, people), (drop_in, people[:1]), (night, ghent)):
        invite(moment, lies, *group)
    moved = waves.change_wave(
        wave=wave, by=lies, starts_on=date(2026, 3, 31), locations=[p.location for p in wave.places.all()]
    )
    found = {mail.recipient: [event.uid for event in calendar_in(mail).events] for mail in sent(MOVED)}
    assert (moved.moments, moved.people) == (3, 5)
    assert found == {
        people[0].email: [f"{first.uid}@localhost", f"{drop_in.uid}@localhost"],
        people[1].email: [f"{first.uid}@localhost"],
        people[2].email: [f"{first.uid}@localhost"],
        ghent[0].email: [f"{night.uid}@localhost"],
        ghent[1].email: [f"{night.uid}@localhost"],
    }


def test_wave_that_moves_over_the_clock_change_keeps_the_hour(project, lies, people):
    wave = plan_wave(project, lies, "Aalst")
    moment = plan_moment(project, lies)
    invite(moment, lies, people[0])
    waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 3, 31))
    moment.refresh_from_db()
    (event,) = calendar_in(sent(MOVED)[0]).events
    assert moment.starts_at == event.starts == datetime(2026, 3, 31, 12, tzinfo=UTC)  # still 14 o'clock
    assert moment.ends_at - moment.starts_at == timedelta(minutes=30)
    assert "dinsdag 31 maart, van 14 uur" in str(sent(MOVED)[0].context["moments"])


def test_owner_of_a_wave_hears_its_new_day(project, lies):
    owner = make_employee(project.organisation, "Dirk Van Hove", email="dirk@linde.test")
    wave = plan_wave(project, lies, "Aalst", owner=owner)
    waves.change_wave(wave=wave, by=lies, owner=owner, starts_on=date(2026, 3, 31))
    (mail,) = sent(MOVED)
    (event,) = calendar_in(mail).events
    assert (mail.recipient, event.uid, event.sequence) == ("dirk@linde.test", f"golf-{wave.pk}@localhost", 1)
    assert (event.starts, event.ends, event.values["TRANSP"]) == (date(2026, 3, 31), date(2026, 4, 1), "TRANSPARENT")


def test_two_moves_in_a_row_leave_one_mail(project, lies, people):
    wave = plan_wave(project, lies, "Aalst")
    invite(plan_moment(project, lies), lies, people[0])
    for day in (date(2026, 3, 31), date(2026, 4, 7)):
        waves.change_wave(wave=wave, by=lies, starts_on=day)
    messages = delivered()
    assert ([one.subject for one in messages], "dinsdag 7 april" in messages[0].body) == (
        ["Nieuwe dag voor de start: Digitale werkbonnen"],
        True,
    )


# --- It does not go on ---------------------------------------------------------------------------


def test_cancelled_moment_leaves_the_calendar_with_the_reason(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, *people)
    delivered()
    assert moments.cancel_moment(moment=moment, by=lies, why="Griep in huis.")
    calendar = calendar_in(sent(CANCELLED)[0])
    assert (calendar.method, [(event.uid, event.sequence) for event in calendar.events]) == (
        "CANCEL",
        [(f"{moment.uid}@localhost", 1)],
    )
    messages = delivered()
    assert (len(messages), "De reden: Griep in huis." in messages[0].body) == (3, True)


def test_invitation_to_what_was_cancelled_never_leaves(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, people[0])
    moments.cancel_moment(moment=moment, by=lies, why="Griep in huis.")
    assert [message.subject.partition(":")[0] for message in delivered()] == ["Gaat niet door"]


def test_who_is_taken_off_gets_it_out_of_the_calendar_and_can_come_back(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, people[0])
    inviting.take_off(moment=moment, by=lies, person=moment.people.get())
    calendar = calendar_in(sent(CANCELLED)[0])
    assert (calendar.method, calendar.events[0].sequence) == ("CANCEL", 0)
    invite(moment, lies, people[0])
    assert len(sent(INVITED)) == 2
    # The word that they are not expected is no longer true, and stays.
    assert [message.subject.partition(":")[0] for message in delivered()] == ["Startmoment", "Startmoment"]


def test_another_host_takes_it_over(project, lies):
    old, new = (
        make_employee(project.organisation, name, email=email)
        for name, email in (("Fatima Akin", "fatima@linde.test"), ("Jos Peeters", "jos@linde.test"))
    )
    moment = plan_moment(project, lies, host=old)
    delivered()
    assert change(moment, lies, host=new) == 1
    assert [(message.to, message.subject.partition(":")[0]) for message in delivered()] == [
        (["Fatima Akin <fatima@linde.test>"], "Je hoeft er niet bij te zijn"),
        (["Jos Peeters <jos@linde.test>"], "Startmoment"),
    ]


def test_what_else_moved_is_told_when_one_of_them_is_cancelled_before_the_mail_left(project, lies, people):
    wave = plan_wave(project, lies, "Aalst")
    first, second = plan_moment(project, lies), plan_moment(project, lies, kind="drop_in", at=START + timedelta(days=1))
    for moment in (first, second):
        invite(moment, lies, people[0])
    delivered()
    waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 3, 31))
    first.refresh_from_db()
    moments.cancel_moment(moment=first, by=lies, why="Griep in huis.")
    messages = delivered()
    assert sorted(message.subject.partition(":")[0] for message in messages) == [
        "Een moment is verplaatst",
        "Gaat niet door",
    ]
    assert sum("Woensdag 1 april" in message.body for message in messages) == 1


def test_who_left_and_who_has_another_address_hears_nothing(project, lies, people):
    moment = plan_moment(project, lies)
    invite(moment, lies, *people)
    Employee.objects.filter(pk=people[0].pk).update(active_until=date(2026, 3, 1))
    Employee.objects.filter(pk=people[1].pk).update(email="anders@linde.test")
    assert [message.to for message in delivered()] == [[f"{people[2].name} <{people[2].email}>"]]


def test_moment_that_was_held_needs_no_new_edition_to_be_true(project, lies, people):
    moment = plan_moment(project, lies, at=NOW + timedelta(hours=1))
    invite(moment, lies, people[0])
    attending.note_number(moment=moment, by=lies, counted=1)
    assert len(delivered()) == 1


def test_same_words_are_made_once_for_all_who_read_the_same(project, lies, django_assert_max_num_queries):
    moment = plan_moment(project, lies)
    staff(project, "Aalst", 40, "nacht")
    with django_assert_max_num_queries(16):
        assert inviting.invite_everyone(moment=moment, by=lies) == 40
    assert len({str(mail.context) for mail in sent(INVITED)}) == 1
    assert mails.queue_moved(project, [moment]) == 40
