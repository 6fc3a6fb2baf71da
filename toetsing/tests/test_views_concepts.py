"""The screens of concepts and their versions, and the files that may stand in one."""

import re

from django.urls import reverse

from fundament.tests.factories import make_agreement
from organisatie.importing.limits import MAX_FILE
from toetsing import uploads
from toetsing.models import Concept
from toetsing.tests import files
from toetsing.tests.factories import (
    add_version,
    open_now,
)
from toetsing.tests.files import upload
from toetsing.tests.round_pages import path, text_of


def test_empty_list_begins_with_one_concept(as_lies, project):
    page = text_of(as_lies.get(reverse("toetsing:concepten", args=[project.slug])))
    assert ("Wat willen jullie uitproberen?" in page, "Maak een concept" in page) == (True, True)


def test_new_concept_leads_to_its_first_version(as_lies, project):
    agreement = make_agreement(project=project).agreement
    address = reverse("toetsing:concept_nieuw", args=[project.slug])
    page = as_lies.get(f"{address}?afspraak={agreement.pk}").content.decode()
    assert re.search(rf'value="{agreement.pk}"[^>]*checked', page)
    data = {"name": "Noodmap", "tries": "oefening netwerk uit", "agreements": [agreement.pk]}
    answer = as_lies.post(address, data)
    made = Concept.objects.get()
    assert answer.url == reverse("toetsing:versie_nieuw", args=[project.slug, made.pk])
    assert list(made.agreements.all()) == [agreement]


def test_name_that_stands_there_keeps_what_was_typed(as_lies, project, concept):
    address = reverse("toetsing:concept_nieuw", args=[project.slug])
    page = as_lies.post(address, {"name": concept.name, "tries": "iets anders"})
    assert ("Dit concept staat er al." in text_of(page), "iets anders" in page.content.decode()) == (True, True)


def test_version_says_at_the_field_what_is_missing(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    page = text_of(as_lies.post(address, {"text": "Twee tikken.", "changed": "", "after": 1}))
    assert "Schrijf op wat er veranderde." in page
    page = text_of(as_lies.post(address, {"text": "", "changed": "Korter.", "after": 1}))
    assert "Schrijf iets, kies een bestand of geef een link." in page
    assert concept.versions.count() == 1


def test_version_with_a_wrong_file_says_what_to_choose(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    data = {"changed": "Op papier.", "after": 1, "file": upload("blad.pdf", b"<script>")}
    assert "Kies een pdf, een foto" in text_of(as_lies.post(address, data))


def test_version_takes_a_larger_file_than_a_sheet_and_no_larger_than_ten_megabytes(as_lies, project, concept):
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    found = []
    for size in (MAX_FILE + 1, uploads.LARGEST + 1, uploads.LARGEST + 2_000_000):
        data = {"changed": "Op papier.", "after": 1, "file": upload("blad.pdf", files.PDF.ljust(size, b"\0"))}
        answer = as_lies.post(address, data)
        found.append(answer.status_code == 302 or "groter dan 10 MB" in text_of(answer))
    assert (found, concept.versions.count()) == ([True, True, True], 2)


def test_labels_say_that_one_of_three_is_enough(as_lies, project, concept):
    page = text_of(as_lies.get(path("versie_nieuw", project)))
    assert (page.count("(één van de drie is genoeg)"), page.count("(mag leeg blijven)")) == (3, 0)


def test_version_that_was_tried_offers_a_new_one(as_lies, project, concept, planned, lies):
    open_now(planned, lies)
    address = reverse("toetsing:versie", args=[project.slug, concept.pk, 1])
    page = text_of(as_lies.get(address))
    assert ("blijft zoals ze is" in page, "Maak een nieuwe versie" in page) == (True, True)
    as_lies.post(address, {"text": "Anders."})
    assert concept.versions.get().text == "Tik, kies, bewaar."


def test_file_is_only_ever_kept_and_never_shown(as_lies, project, concept):
    answer = as_lies.get(reverse("toetsing:versie_bestand", args=[project.slug, concept.pk, 1]))
    headers = {name: answer.headers[name] for name in ("Content-Disposition", "X-Content-Type-Options", "Content-Type")}
    assert headers == {
        "Content-Disposition": 'attachment; filename="blad.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "application/pdf",
    }
    assert b"".join(answer.streaming_content) == files.PDF


def test_version_without_a_file_gives_none(as_lies, project, concept):
    add_version(concept)
    assert as_lies.get(reverse("toetsing:versie_bestand", args=[project.slug, concept.pk, 2])).status_code == 404


def test_concept_leaves_and_comes_back(as_lies, project, concept):
    as_lies.post(path("concept_niet", project), {"reason": "Te vroeg."})
    assert "Dit toetsen we niet: Te vroeg." in text_of(as_lies.get(path("concept", project)))
    as_lies.post(path("concept_terug", project))
    concept.refresh_from_db()
    assert concept.in_scope
