"""The manual: whole, with pictures that are there, and «Hulp» leads to the chapter about the page one is on."""

import re

import pytest
from django.urls import get_resolver, reverse

from trajecten import manual
from trajecten.tests.factories import make_project

CHAPTERS = manual.chapters()
ROOMS = {"trajecten", "organisatie", "bevraging", "fundament", "toetsing", "communicatie", "uitrol", "opvolging"}


def names(patterns=None, room: str = ""):
    for entry in patterns or get_resolver().url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from names(entry.url_patterns, entry.namespace or room)
        elif room in ROOMS and entry.name:
            yield f"{room}:{entry.name}"


def anchors(chapter: manual.Chapter) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', chapter.html))


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=list(CHAPTERS))
def test_every_picture_and_link_of_a_chapter_leads_somewhere(chapter):
    pictures = re.findall(r'src="/hulp/beelden/([^"]+)\.png"', chapter.html)
    assert [name for name in pictures if manual.picture(name) is None] == []
    links = re.findall(r'href="/hulp/([^"#/]*)/?(?:#([^"]+))?"', chapter.html)
    assert [
        one for one in links if one[0] not in CHAPTERS or (one[1] and one[1] not in anchors(CHAPTERS[one[0]]))
    ] == []
    assert re.findall(r'src="(?!/hulp/beelden/)|href="(?!/|#|https://)', chapter.html) == []


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=list(CHAPTERS))
def test_every_picture_says_what_stands_on_it(chapter):
    assert re.findall(r'<img[^>]*alt=""', chapter.html) == []


def test_picture_that_no_chapter_shows_is_not_kept():
    shown = {name for chapter in CHAPTERS.values() for name in re.findall(r"/hulp/beelden/([^\"]+)\.png", chapter.html)}
    assert sorted(path.stem for path in manual.PICTURES.glob("*.png")) == sorted(shown)


def test_help_of_every_page_leads_to_a_part_that_is_there():
    found = {name: manual.help_for(name) for name in names()}
    lost = []
    for name, address in found.items():
        chapter, _hash, part = address.removeprefix("/hulp/").partition("#")
        there = CHAPTERS.get(chapter.strip("/"))
        if there is None or (part and part not in anchors(there)):
            lost.append((name, address))
    assert lost == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("trajecten:poort", "/hulp/poorten/"),
        ("trajecten:vandaag", "/hulp/beginnen/#vandaag"),
        ("trajecten:mijn_herinneringen", "/hulp/beginnen/#herinneringen"),
        ("trajecten:bestuur", "/hulp/traject/#rapporten"),
        ("organisatie:profiel", "/hulp/beginnen/#aanmelden"),
        ("organisatie:medewerker_uit", "/hulp/beheer/#uit-dienst"),
        ("bevraging:vraag_nieuw", "/hulp/bevraging/#een-bevraging-maken"),
        ("bevraging:wie", "/hulp/bevraging/#wie-wil-je-horen"),
        ("bevraging:deelname", "/hulp/bevraging/#versturen"),
        ("bevraging:terug_tekst", "/hulp/bevraging/#zeg-wat-je-ermee-deed"),
        ("bevraging:v_start", "/hulp/meedoen/"),
        ("fundament:optie_nieuw", "/hulp/fundament/#besluiten"),
        ("fundament:kader", "/hulp/fundament/#afspraken"),
        ("bevraging:resultaten_groep", "/hulp/bevraging/#resultaten"),
        ("fundament:knelpunten", "/hulp/fundament/#knelpunten"),
        ("fundament:bundels", "/hulp/fundament/#knelpunten"),
        ("fundament:keuzes", "/hulp/fundament/#besluiten"),
        ("toetsing:concepten", "/hulp/toetsing/#concepten"),
        ("toetsing:ronde_nieuw", "/hulp/toetsing/#rondes"),
        ("toetsing:bevinding", "/hulp/toetsing/#bevindingen"),
        ("toetsing:drempels", "/hulp/toetsing/#bevindingen"),
        ("communicatie:plan", "/hulp/communicatie/#het-plan"),
        ("communicatie:doelgroepen", "/hulp/communicatie/#het-plan"),
        ("communicatie:boodschappen", "/hulp/communicatie/#versturen-of-noteren"),
        ("communicatie:aanspreekpunten", "/hulp/communicatie/#rollen"),
        ("communicatie:bladzijde", "/hulp/communicatie/#de-bladzijde-voor-iedereen"),
        ("uitrol:golven", "/hulp/uitrol/#golven"),
        ("uitrol:moment", "/hulp/uitrol/#momenten"),
        ("uitrol:mijn_momenten", "/hulp/ambassadeurs/#jouw-momenten"),
        ("uitrol:taken", "/hulp/uitrol/#taken-en-training"),
        ("uitrol:ondersteuning_lijst", "/hulp/uitrol/#ondersteuning"),
        ("pages:privacy", "/hulp/"),
        ("", "/hulp/"),
    ],
)
def test_help_is_about_the_page(name, address):
    assert manual.help_for(name) == address


def test_hulp_in_the_head_leads_to_the_chapter_of_this_page(client, linde, lies):
    project = make_project(linde, lies)
    client.force_login(lies, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("trajecten:poort", args=[project.slug, 1])).content.decode()
    assert '<a href="/hulp/poorten/">Hulp</a>' in page


@pytest.mark.django_db
def test_chapter_opens_for_everybody_with_its_parts_beside_it(client):
    page = client.get("/hulp/beginnen/").content.decode()
    assert ('<h1 lang="nl">Beginnen</h1>' in page, 'href="#vandaag"' in page) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/hulp/onbekend/", "/hulp/beelden/onbekend.png", "/hulp/beelden/..%2Fx.png"])
def test_what_is_not_in_the_manual_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_picture_is_served_as_one(client):
    answer = client.get("/hulp/beelden/vandaag.png")
    assert (answer["Content-Type"], b"".join(answer.streaming_content)[:4]) == ("image/png", b"\x89PNG")
    answer.close()
