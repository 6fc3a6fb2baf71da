"""«Afspraken op één blad»: what holds today for a function, on a page and on paper."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.pdf_reading import read
from fundament.agreement_sheet import sheet_of
from fundament.models import AgreementVersion, InForce
from fundament.tests.factories import make_agreement, make_framework, mark_tested, put_in_force
from organisatie.tests.factories import make_function, make_location
from trajecten import paper
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def gent(linde):
    return make_location(linde, "Gent")


@pytest.fixture
def nurses(linde):
    return make_function(linde, "Zorg")


def lines(sheet) -> list[tuple]:
    return [(part.name, line.version.sentence, line.where, line.making) for part in sheet.parts for line in part.lines]


def url(project, name="blad"):
    return reverse(f"fundament:{name}", args=[project.slug])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_only_what_holds_today_stands_on_it(project, gent):
    put_in_force(make_agreement("We noteren meteen.", project=project), gent)
    put_in_force(make_agreement("We laden op.", project=project), gent, since=timezone.localdate() + timedelta(days=7))
    make_agreement("We bellen terug.", project=project)
    mark_tested(make_agreement("We mailen.", project=project))
    assert lines(sheet_of(project)) == [("Eén dossier", "We noteren meteen.", "", "")]


def test_what_is_in_the_making_comes_along_on_request_and_says_so(project, gent):
    day = timezone.localdate() + timedelta(days=400)
    put_in_force(make_agreement("We noteren meteen.", project=project), gent)
    put_in_force(make_agreement("We laden op.", project=project), gent, since=day)
    make_agreement("We bellen terug.", project=project)
    mark_tested(make_agreement("We mailen.", project=project))
    found = [(sentence, making) for _name, sentence, _where, making in lines(sheet_of(project, also_making=True))]
    assert [sentence for sentence, _making in found] == [
        "We noteren meteen.",
        "We laden op.",
        "We bellen terug.",
        "We mailen.",
    ]
    assert [making.partition(" ")[0] for _sentence, making in found] == ["", "vanaf", "concept", "getoetst"]
    assert str(day.year) in found[1][1]


def test_function_reads_what_is_meant_for_it_and_for_everybody(project, linde, nurses):
    put_in_force(make_agreement("We noteren meteen.", project=project))
    put_in_force(make_agreement("We tekenen af.", project=project)).functions.add(nurses)
    put_in_force(make_agreement("We koken.", project=project)).functions.add(make_function(linde, "Keuken"))
    assert [line[1] for line in lines(sheet_of(project, nurses))] == ["We noteren meteen.", "We tekenen af."]


def test_two_versions_each_say_where_they_hold(project, linde, gent):
    aalst = make_location(linde, "Aalst")
    version = put_in_force(make_agreement("We noteren elke dag.", project=project), gent, aalst)
    second = version.agreement.versions.create(number=2, sentence="We noteren meteen.", **CHANGE)
    put_in_force(second, gent, since=timezone.localdate() + timedelta(days=1))
    InForce.objects.filter(version=version).update(since=timezone.localdate() - timedelta(days=9))
    InForce.objects.filter(version=second).update(since=timezone.localdate())
    assert lines(sheet_of(project)) == [
        ("Eén dossier", "We noteren meteen.", "in Gent", ""),
        ("Eén dossier", "We noteren elke dag.", "in Aalst", ""),
    ]


def test_agreement_that_ended_is_gone(project, gent):
    version = put_in_force(make_agreement(project=project), gent, since=timezone.localdate() - timedelta(days=9))
    InForce.objects.create(agreement=version.agreement, location=gent, since=timezone.localdate())
    AgreementVersion.objects.update(status="withdrawn", withdrawn_why="Zo.")
    assert lines(sheet_of(project, also_making=True)) == []


def test_framework_keeps_its_colour_whatever_is_shown(project, nurses):
    make_framework("Aanmelden", project=project)
    put_in_force(make_agreement(project=project, framework=make_framework("Toestellen", project=project)))
    assert [(part.name, part.tone) for part in sheet_of(project, nurses).parts] == [("Toestellen", 2)]


def test_page_says_what_holds_and_chooses_a_function(client, lies, project, nurses):
    put_in_force(make_agreement("We tekenen af.", project=project)).functions.add(nurses)
    client.force_login(lies)
    text = words_of(client.get(url(project), {"functie": nurses.pk}))
    assert "Onze afspraken: Zorg" in text
    assert "1 afspraak geldt nu." in text
    assert "Maak de PDF" in text


@pytest.mark.parametrize("value", ["999999", "x", "1" * 40])
def test_function_of_elsewhere_is_missing(client, lies, project, anker, value):
    client.force_login(lies)
    for asked in (value, make_function(anker, "Dek").pk):
        assert client.get(url(project), {"functie": asked}).status_code == 404


def test_empty_sheet_says_so_and_makes_no_paper(client, lies, project):
    client.force_login(lies)
    assert "Hier geldt nog geen afspraak." in words_of(client.get(url(project)))
    asked = client.get(url(project, "blad_pdf"))
    assert asked.status_code == 404
    assert "Er staat nog niets op dit blad, dus is er nog geen PDF van." in words_of(asked)


def test_pdf_is_tagged_and_says_what_holds(client, lies, project, gent, nurses):
    make_framework("Aanmelden", project=project)
    put_in_force(make_agreement("We tekenen af.", project=project, when="Bij elke ronde."), gent).functions.add(nurses)
    make_agreement("We bellen terug.", project=project)
    client.force_login(lies)
    answer = client.get(url(project, "blad_pdf"), {"functie": nurses.pk})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="afspraken-zorg.pdf"'
    sheet = read(answer.content)
    parts = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl-BE)", b"pdfuaid", b"/FontFile")
    assert [part for part in parts if part not in sheet.inside] == []
    wanted = ["Onze afspraken: Zorg", "Eén dossier", "We tekenen af.", "Bij elke ronde."]
    assert [words for words in wanted if not sheet.says(words)] == []
    assert not sheet.says("We bellen terug.")


def test_pdf_says_what_is_still_in_the_making(client, lies, project, monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda text: seen.append(text) or b"%PDF-")
    make_agreement("We bellen terug.", project=project)
    client.force_login(lies)
    client.get(url(project, "blad_pdf"), {"maak": "1"})
    assert "Nog in de maak: concept" in seen[0]


def test_pdf_waits_for_its_turn_with_a_sentence(client, lies, project, monkeypatch):
    def busy(html):
        raise paper.Busy

    monkeypatch.setattr(paper, "kept", busy)
    put_in_force(make_agreement(project=project))
    client.force_login(lies)
    assert "Probeer het over enkele tellen opnieuw." in words_of(client.get(url(project, "blad_pdf"), follow=True))
