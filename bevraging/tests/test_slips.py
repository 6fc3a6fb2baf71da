"""Slips on paper: what stands on them, for whom, and that a code cannot be guessed."""

import math
import re
import zlib

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from bevraging import actions, slips
from bevraging.links import code_of, link_of
from bevraging.models import Participant, Survey
from bevraging.tests import factories
from trajecten import paper, tokens
from trajecten.models import ProjectRole


def open_survey(linde, lies, **fields) -> Survey:
    """Open, with four people on paper: two in Gent, one in Aalst, one who works nowhere."""
    project = factories.make_project(linde)
    ProjectRole.objects.get_or_create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    survey = factories.make_draft(project, created_by=lies, **fields)
    for location, names in (("Gent", ["Zoë Maes", "Ali Demir"]), ("Aalst", ["Marie Peeters"])):
        for person, name in zip(factories.add_people(survey, location, "Zorg", len(names)), names, strict=True):
            Participant.objects.filter(pk=person.pk).update(name=name, email="")
    Participant.objects.create(survey=survey, name="Bo Claes", language="fr")
    actions.launch(survey=survey, by=lies)
    survey.refresh_from_db()
    return survey


@pytest.fixture
def survey(linde, lies):
    return open_survey(linde, lies)


@pytest.fixture
def html(monkeypatch):
    """What would be printed, as text: {number of the part: html}."""
    seen: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda text: seen.append(text) or b"%PDF-")
    return seen


def opened(stream: bytes) -> bytes:
    """What stands in a stream of a PDF; nothing for one that is not packed."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def test_slips_stand_by_place_then_by_name(survey):
    found = [(place, person.name) for person, place in slips.in_order(survey, names=True)]
    assert found[:3] == [("Aalst", "Marie Peeters"), ("Gent", "Ali Demir"), ("Gent", "Zoë Maes")]


def test_slip_holds_first_name_code_and_link_and_never_the_whole_name(survey, html):
    slips.pdf(survey, names=True)
    person = survey.participants.get(name="Zoë Maes")
    code = code_of(person.pk, person.generation)
    assert ("Voor Zoë" in html[0], "Maes" in html[0], code in html[0], link_of(person.pk, 1) in html[0]) == (
        True,
        False,
        True,
        False,
    )


def test_slip_without_names_holds_no_name(survey, html):
    slips.pdf(survey, names=False)
    assert ([name for name in ("Zoë", "Ali", "Marie", "Bo ") if name in html[0]], "Gent" in html[0]) == ([], True)


def test_slip_speaks_the_language_of_the_person(survey, html):
    slips.pdf(survey, names=True)
    assert len(re.findall('<section class="briefje" lang="fr">', html[0])) == 1


def test_slip_of_a_survey_by_name_says_so(linde, lies, html):
    slips.pdf(open_survey(linde, lies, mode=Survey.Mode.NAMED), names=True)
    assert ("Dit is op naam" in html[0], "Niemand in je organisatie" in html[0]) == (True, False)


def test_who_answered_still_has_a_slip_in_an_anonymous_survey(survey):
    """A slip less would tell who answered."""
    before = len(slips.in_order(survey, names=True))
    factories.answer(survey, 4, first=20)
    assert len(slips.in_order(survey, names=True)) == before == 4


def test_pdf_is_tagged_and_has_our_own_letters(client, lies, survey):
    client.force_login(lies)
    answer = client.get(url("briefjes_pdf", survey))
    assert (answer.status_code, answer.headers["Cache-Control"], answer.content[:5]) == (200, "no-store", b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", answer.content, re.S)
    inside = answer.content + b"".join(opened(stream) for stream in streams)
    assert [word in inside for word in (b"StructTreeRoot", b"Figtree", b"pdfuaid")] == [True] * 3


def test_many_slips_are_several_pdfs_and_each_code_stands_in_one(client, lies, survey, monkeypatch, html):
    monkeypatch.setattr(slips, "A_PART", 3)
    client.force_login(lies)
    page = client.get(url("briefjes", survey)).content.decode()
    for part in (1, 2):
        client.get(url("briefjes_pdf", survey), {"deel": part})
    codes = [code_of(p.pk, p.generation) for p in survey.participants.filter(email="")]
    assert ([sum(code in one for code in codes) for one in html], "briefjes 4 tot 4" in page) == ([3, 1], True)


@pytest.mark.parametrize("part", ["0", "2", "x", "-1", "٣", "9" * 30])
def test_part_that_is_not_there_is_not_found(client, lies, survey, part):
    client.force_login(lies)
    assert client.get(url("briefjes_pdf", survey), {"deel": part}).status_code == 404


def test_reader_makes_no_slips(client, noor, survey):
    client.force_login(noor)
    assert client.get(url("briefjes_pdf", survey)).status_code == 403


def test_pages_of_slips_take_few_queries(client, lies, survey, html, django_assert_max_num_queries):
    client.force_login(lies)
    for name in ("briefjes", "briefjes_pdf"):
        with django_assert_max_num_queries(10):
            client.get(url(name, survey))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.woff2", "file:///etc/passwd", "lettertype:../../manage.py", "data:font/woff2,x", "x.woff2"],
)
def test_paper_fetches_nothing_but_our_own_letters(address):
    with pytest.raises(paper.Refused):
        paper.font_file(address)


def test_paper_stays_whole_when_a_page_asks_for_something_else():
    made = paper.pdf('<html lang="nl"><title>x</title><img alt="" src="file:///etc/passwd"><p>Dag</p></html>')
    assert (made[:5], b"root:" in made) == (b"%PDF-", False)


def test_qr_code_of_a_slip_leads_to_the_link(survey):
    import segno

    person = survey.participants.get(name="Zoë Maes")
    same = segno.make(link_of(person.pk, 1), error="m", mask=slips.MASK, micro=False)
    assert same.svg_inline(scale=3, border=0, omitsize=True) == slips.slip_of(person, "Gent", names=True)["qr"]


def test_template_of_a_slip_has_no_style_of_another_site(survey):
    text = render_to_string("pdf/bevraging/briefjes.html", {"sheets": [], "survey": survey, "lettertype": paper.FONT})
    assert "http" not in text


# --- Codes -------------------------------------------------------------------------------------


def test_code_is_worth_at_least_49_bits():
    assert tokens.CODE_SYLLABLES * math.log2(len(tokens.CONSONANTS) * len(tokens.VOWELS)) >= 49


def test_code_holds_no_letter_that_is_mistaken_for_another():
    """Where two look alike, only one can stand at that place of a syllable; digits never do."""
    codes = "".join(tokens.make_code("proef", n) for n in range(500)).replace("-", "")
    assert (set(codes) <= set("bdfghklmnprstvwzaeiou"), set(codes) & set("0123456789cqjxy")) == (True, set())
    assert not set(tokens.CONSONANTS) & set(tokens.AS_CONSONANT)
    assert not set(tokens.VOWELS) & set(tokens.AS_VOWEL)


def test_codes_use_the_whole_alphabet_evenly():
    codes = [tokens.make_code("proef", n).replace("-", "") for n in range(2000)]
    counts = [sum(code[place] == letter for code in codes) for place in (0, 14) for letter in tokens.CONSONANTS]
    assert (len(set(codes)), min(counts) > 80, max(counts) < 180) == (2000, True, True)


def test_thirty_wrong_codes_a_minute_are_enough_and_a_right_one_still_works(client, survey):
    """One more from the same neighbourhood is told to wait, whatever the last number of its address."""
    told = [
        client.post("/v/", {"code": "baba-baba-baba-baba"}, REMOTE_ADDR=f"10.0.0.{n % 20}").status_code
        for n in range(31)
    ]
    elsewhere = client.post("/v/", {"code": "baba-baba-baba-baba"}, REMOTE_ADDR="10.9.9.9").status_code
    person = survey.participants.get(name="Zoë Maes")
    right = client.post("/v/", {"code": code_of(person.pk, 1).upper().replace("-", " ")}, REMOTE_ADDR="10.0.0.1")
    assert (set(told[:30]), told[30], elsewhere, right.status_code) == ({404}, 429, 404, 303)
