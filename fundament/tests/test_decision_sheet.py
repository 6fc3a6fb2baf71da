"""The decision sheet: everything of one decision, on screen and as a PDF, for who may see results."""

from datetime import date

import pytest
from django.urls import reverse

from bevraging.tests import factories as surveys
from bevraging.tests.pdf_reading import read
from fundament.actions.targeted import summarise
from fundament.models import DecisionParty
from fundament.tests.factories import (
    answer_targeted,
    follows,
    make_agreement,
    make_bundle,
    make_decision,
    make_taken,
    make_targeted,
)
from organisatie.tests.factories import make_user
from trajecten import paper
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = surveys.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_(client):
    def as__(user):
        client.force_login(user)
        return client

    return as__


def url(decision, name="keuze_blad"):
    return reverse(f"fundament:{name}", args=[decision.project.slug, decision.pk])


def whole(project, lies, noor, *, many=1):
    """A taken decision with `many` of everything on it."""
    decision = make_decision("Waarvan vertrekt de briefing?", project=project, context="Er gaat info verloren.")
    for number in range(many):
        decision.bundles.add(make_bundle(f"Bundel {number}", project=project))
        decision.parties.create(part=DecisionParty.Part.INFORMED, name=f"keuken {number}")
        decision.tasks.create(what=f"Scherm hangen {number}", who="de technische dienst", due_on=date(2030, 3, 2))
        one = answer_targeted(make_targeted(f"Hoe lang, {number}?", decision=decision, by=lies), "ja")
        summarise(targeted=one, summary=f"12 minuten {number}.", by=lies)
    for number in range(many):
        follows(make_agreement(f"We noteren meteen {number}.", project=project), decision)
    decision.decider, decision.chosen, decision.driver = noor, decision.options.last(), lies
    decision.status, decision.taken_at = "taken", "2030-01-05T10:00:00Z"
    decision.rationale, decision.review_on = "Zo vergeet niemand nog iets bij de overdracht.", date(2030, 7, 1)
    decision.consequences, decision.followed_how = "Er komt een scherm.", "We tellen de meldingen."
    decision.save()
    return decision


PARTS = (
    "Waarvan vertrekt de briefing?", "Er gaat info verloren.", "Bundel 0", "Optie 1", "Optie 2", "Toestellen nodig.", "gekozen",
    "Zo vergeet niemand nog iets bij de overdracht.", "Er komt een scherm.", "A01", "We noteren meteen 0.", "Hoe lang, 0?", "12 minuten 0.", "Scherm hangen 0",
    "de technische dienst", "We tellen de meldingen.", "Noor Jacobs", "Lies Maes", "zorgkundigen", "doet het werk zelf", "keuken 0",
)  # fmt: skip


def test_sheet_tells_everything_of_the_decision(as_, project, lies, noor):
    decision = whole(project, lies, noor)
    body = as_(noor).get(url(decision)).content.decode()
    assert [part for part in PARTS if part not in body] == []
    assert "Dit is een voorstel" not in body


def test_sheet_as_pdf_is_tagged_and_says_the_same(as_, project, lies, noor):
    decision = whole(project, lies, noor)
    answer = as_(noor).get(url(decision, "keuze_pdf"))
    sheet = read(answer.content)
    assert (answer.headers["Content-Type"], answer.headers["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="b01-waarvan-vertrekt-de-briefing.pdf"',
    )
    assert [part for part in PARTS if not sheet.says(part)] == []
    assert [part for part in (b"/StructTreeRoot", b"/Lang (nl-BE)", b"pdfuaid") if part not in sheet.inside] == []


def test_sheet_of_a_proposal_says_so_on_screen_and_on_paper(as_, project, lies, monkeypatch):
    drawn: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda text: drawn.append(text) or b"%PDF-")
    decision = make_decision(project=project)
    body = as_(lies).get(url(decision)).content.decode()
    as_(lies).get(url(decision, "keuze_pdf"))
    assert ("Dit is een voorstel" in body, "Dit is een voorstel" in drawn[0], "gekozen</b>" in body) == (
        True,
        True,
        False,
    )


def test_sheet_says_what_it_replaces_and_what_replaced_it(as_, project, lies, noor):
    first = make_taken(project=project, decider=noor)
    second = make_decision("En nu?", project=project, supersedes=first)
    assert "Voorstel om te vervangen" in as_(lies).get(url(first)).content.decode()
    assert f"{first.code}, {first.question}" in as_(lies).get(url(second)).content.decode()
    first.status = "superseded"
    first.save()
    assert "Vervangen door" in as_(lies).get(url(first)).content.decode()


@pytest.mark.parametrize("name", ["keuze_blad", "keuze_pdf"])
def test_sheet_is_for_who_may_see_results(as_, project, noor, vik, name, monkeypatch):
    monkeypatch.setattr(paper, "pdf", lambda text: b"%PDF-")
    decision, guest, decider = make_decision(project=project), make_user("g@elders.test"), make_user("d@elders.test")
    make_role(project, guest)
    make_role(project, decider, ProjectRole.Role.DECIDER)
    found = [as_(user).get(url(decision, name)).status_code for user in (noor, decider, guest, vik)]
    assert (found, as_(noor).post(url(decision, name)).status_code) == ([200, 200, 403, 404], 405)


def test_sheet_waits_kindly_for_its_turn(as_, project, lies, monkeypatch):
    def busy(html):
        raise paper.Busy

    monkeypatch.setattr(paper, "kept", busy)
    decision = make_decision(project=project)
    assert as_(lies).get(url(decision, "keuze_pdf")).url == url(decision)


@pytest.mark.parametrize("many", [1, 3])
def test_sheet_takes_the_same_queries_for_one_and_three_of_everything(
    as_, project, lies, noor, many, django_assert_num_queries
):
    decision = whole(project, lies, noor, many=many)
    browser = as_(lies)
    browser.get(url(decision))
    with django_assert_num_queries(6):
        assert browser.get(url(decision)).status_code == 200
