"""The demo in step 1: built through the same actions as the screens. The whole story stands in the folder story."""

import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from bevraging import people_words
from bevraging.models import Conversation, FeedbackVersion, InventoryItem, Lens, Note, OpenAnswer, Survey
from opvolging.demo import content
from organisatie.models import Employee, Membership, Organisation, User
from trajecten import gate
from trajecten.models import Event, Mail, Project

EVERYBODY = [email for _key, _name, email, _role, _what in (*content.ACCOUNTS, content.STAFF)]


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """The demo in step 1 stands for the whole file, because 420 people take a while; what the terminal showed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield run("--to-step", "1")
        transaction.set_rollback(True)


@pytest.fixture
def said(story, db) -> str:
    return story


def run(*flags: str) -> str:
    out = StringIO()
    call_command("demo", *flags, stdout=out)
    return out.getvalue()


def booked() -> Project:
    return Project.objects.get(slug=content.BOOKED_SLUG)


def test_demo_prints_every_account_with_a_password_that_works(said):
    shown = [line.split()[:2] for line in said.splitlines() if "@" in line]
    assert [address for address, _password in shown] == EVERYBODY
    assert [authenticate(None, email=a, username=a, password=p).email for a, p in shown] == EVERYBODY


def test_demo_has_six_houses_and_420_colleagues(said):
    hazelaar = Organisation.objects.get(name=content.HAZELAAR)
    assert (hazelaar.locations.count(), Employee.objects.filter(organisation=hazelaar).count()) == (6, 420)


def test_demo_facilitator_belongs_to_two_organisations(said):
    pieter = User.objects.get(email=f"pieter.lambrecht@{content.DOMAIN}")
    roles = (
        Membership.objects.filter(user=pieter).order_by("organisation__name").values_list("organisation__name", "role")
    )
    assert list(roles) == [(content.KADE, "lead"), (content.HAZELAAR, "reader")]


def test_demo_has_one_project_that_can_ask_for_its_decision(said):
    project = booked()
    assert (project.step, gate.status_of(project).readiness) == (1, gate.Readiness.READY)
    assert Survey.objects.get(project=project).status == Survey.Status.PUBLISHED


def test_demo_has_seven_conversations_of_which_one_is_still_written(said):
    states = list(Conversation.objects.filter(project=booked()).order_by("held_on").values_list("status", flat=True))
    assert states == ["finished"] * 6 + ["open"]


def test_demo_has_four_items_of_each_kind_and_two_that_wait(said):
    items = InventoryItem.objects.filter(project=booked())
    assert {lens: items.filter(lens=lens).count() for lens in Lens.values} == dict.fromkeys(Lens.values, 4)
    assert items.confirmed().count() == 18


def test_demo_notes_name_nobody(said):
    names = people_words.names_of(booked().organisation)
    texts = [*Note.objects.values_list("text", flat=True), *InventoryItem.objects.values_list("text", flat=True)]
    assert [text for text in texts if people_words.find(text, names)] == []


def test_demo_has_one_project_that_is_listening(said):
    survey = Survey.objects.get(project__title=content.PLANNED)
    assert (survey.status, survey.participants.filter(answered=True).count() > 10) == (Survey.Status.OPEN, True)


def test_demo_history_is_spread_over_weeks_in_the_right_order(said):
    made, sent, more, closed = (
        Event.objects.filter(project=booked(), verb=verb).latest("at").at
        for verb in ("project.created", "survey_launched", "survey_extended", "survey_closed")
    )
    assert [(sent - made).days >= 2, (more - sent).days >= 10, (closed - more).days >= 7] == [True, True, True]
    assert (
        len({timezone.localdate(at) for at in Event.objects.filter(project=booked()).values_list("at", flat=True)}) > 8
    )


def test_demo_tells_nothing_that_is_still_to_come(said):
    assert not Event.objects.filter(at__gt=timezone.now()).exists()


def test_demo_dates_of_a_survey_agree_with_its_history(said):
    survey = Survey.objects.get(project=booked())
    closed = Event.objects.get(project=booked(), verb="survey_closed").at
    assert [
        (closed - survey.closed_at).total_seconds() < 60,
        timezone.localdate(survey.closed_at) > survey.closes_on,
    ] == [True] * 2


def test_demo_open_answers_are_enough_to_show_and_say_each_thing_once(said):
    survey = Survey.objects.get(project=booked())
    per_question: dict[str, list[str]] = {}
    for question, text in OpenAnswer.objects.filter(survey=survey).values_list("question", "text"):
        per_question.setdefault(question, []).append(text)
    assert {key: len(texts) >= survey.min_text for key, texts in per_question.items()} == dict.fromkeys(
        ("v10", "v11", "v16"), True
    )
    assert [texts for texts in per_question.values() if len(set(texts)) != len(texts)] == []


def test_demo_mails_go_to_example_addresses_only(said):
    assert Mail.objects.count() > 0
    assert {mail.recipient.rpartition("@")[2] for mail in Mail.objects.all()} == {content.DOMAIN}


def test_demo_gate_is_printed_by_its_command(said):
    out = StringIO()
    call_command("poort", "--demo", "--json", stdout=out)
    assert content.BOOKED in json.dumps(json.loads(out.getvalue()), ensure_ascii=False)


def test_demo_twice_is_refused(said):
    with pytest.raises(CommandError, match="--reset"):
        run()


def test_demo_if_empty_shows_the_accounts_again(said):
    assert [email for email in EVERYBODY if email not in run("--if-empty")] == []


def test_demo_came_back_with_what_was_said(said):
    version = FeedbackVersion.objects.get()
    assert (sorted(version.texts), version.texts["nl"]["said"].splitlines()[0], version.shared_at is not None) == (
        ["fr", "nl"],
        "255 van 420 collega's deden mee.",
        True,
    )
