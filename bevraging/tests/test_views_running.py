"""The page «Deelname» while a survey runs: who took part, addresses that came back, reminders, closing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bevraging.links import code_of
from bevraging.models import Participant
from bevraging.tests import factories
from trajecten import history
from trajecten.models import Event, ProjectRole


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def draft(project, lies):
    return factories.make_draft(project, created_by=lies)


@pytest.fixture
def opened(project, lies):
    return factories.make_open(project, by=lies)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def test_participation_never_names_a_person(as_lies, opened):
    factories.answer(opened, 7)
    body = as_lies.get(url("deelname", opened)).content.decode()
    names = list(opened.participants.values_list("name", flat=True))
    assert ([name for name in names if name in body], "minstens 5 van 20" in body.lower()) == ([], True)


def test_failed_address_is_corrected_and_invited_again(as_lies, opened):
    from trajecten.models import Mail

    mail = Mail.objects.order_by("key").first()
    Mail.objects.filter(pk=mail.pk).update(status=Mail.Status.FAILED)
    person = opened.participants.get(pk=int(mail.key.split(":")[2]))
    assert mail.recipient in as_lies.get(url("deelname", opened)).content.decode()
    as_lies.post(url("adres", opened, person.pk), {f"a{person.pk}-email": "goed@linde.example"})
    again = Mail.objects.get(key=f"invitation:{opened.pk}:{person.pk}:2")
    assert (again.recipient, "adressen-kop" in as_lies.get(url("deelname", opened)).content.decode()) == (
        "goed@linde.example",
        False,
    )


def test_extend_moves_the_last_day(as_lies, opened):
    until = opened.closes_on + timedelta(days=5)
    as_lies.post(url("verleng", opened), {"until": until.isoformat()})
    opened.refresh_from_db()
    assert opened.closes_on == until


def test_extend_to_an_earlier_day_says_why(as_lies, opened):
    answer = as_lies.post(url("verleng", opened), {"until": (timezone.localdate() + timedelta(days=1)).isoformat()})
    assert "Kies een dag na de huidige einddatum" in answer.content.decode()
    assert "<title>Fout: " in answer.content.decode()


def test_close_asks_first(as_lies, opened):
    as_lies.get(url("sluit", opened))
    opened.refresh_from_db()
    assert opened.status == "open"


def test_reminder_right_after_launch_is_refused_with_a_day(as_lies, opened):
    answer = as_lies.post(url("herinner", opened), follow=True)
    assert "Er zitten minstens 3 dagen tussen twee mails." in answer.content.decode()


def test_slips_show_a_code_and_no_name(as_lies, project, lies):
    survey = factories.make_draft(project)
    Participant.objects.create(survey=survey, name="Zonder Mail")
    as_lies.post(url("bevestig", survey))
    body = as_lies.get(url("briefjes", survey)).content.decode()
    person = survey.participants.get(name="Zonder Mail")
    assert (code_of(person.pk, person.generation) in body, "Zonder Mail" in body) == (True, False)


def test_sheet_that_is_too_large_is_said_and_nobody_is_added(as_lies, draft):
    file = SimpleUploadedFile("lijst.csv", b"Naam;Mail\n" + b"x" * (5 * 1024 * 1024))
    before = draft.participants.count()
    page = as_lies.post(url("wie", draft), {"pick": "iedereen", "file": file}).content.decode()
    assert ("Dit bestand is groter dan 5 MB." in page, draft.participants.count()) == (True, before)


def test_slips_of_many_people_are_spread_over_pages(as_lies, project, monkeypatch):
    monkeypatch.setattr("bevraging.views.lead_slips.LARGE", 2)
    survey = factories.make_draft(project)
    Participant.objects.bulk_create([Participant(survey=survey, name=f"Zonder Mail {n}") for n in range(3)])
    as_lies.post(url("bevestig", survey))
    pages = [as_lies.get(url("briefjes", survey), {"blad": blad}).content.decode() for blad in (1, 2)]
    codes = [code_of(p.pk, p.generation) for p in survey.participants.filter(email="")]
    assert [sum(code in page for code in codes) for page in pages] == [2, 1]


def test_question_of_a_sent_survey_is_not_said_to_be_gone(as_lies, opened):
    page = as_lies.post(url("vraag_wis", opened, "vinden"), follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said == ["De bevraging is al verstuurd. De vragen en de lijst liggen nu vast."]


def test_every_verb_leaves_a_sentence_in_the_history(as_lies, draft, lies):
    as_lies.post(url("vraag", draft, "vinden"), {"text": "Anders."})
    as_lies.post(url("wie", draft), {"pick": "niemand", "pasted": "Bo <bo@x.example>"})
    as_lies.post(url("bevestig", draft))
    told = [history.sentence(event) for event in Event.objects.order_by("pk")]
    assert [("deed iets" in sentence, "–" in sentence) for sentence in told] == [(False, False)] * 3
