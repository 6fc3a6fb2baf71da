"""Concepts, their versions, and the files that may stand in one."""

import pytest
from django.core.exceptions import ValidationError

from bevraging.tests import factories as survey_factories
from fundament.tests.factories import make_agreement
from toetsing import uploads
from toetsing.actions import concepts
from toetsing.models import Concept
from toetsing.tests import files
from toetsing.tests.factories import (
    add_version,
    make_concept,
    make_finding,
    make_ready_project,
    make_round,
    make_testers,
    open_now,
)
from toetsing.tests.files import upload
from trajecten.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_ready_project()


@pytest.fixture
def concept(project):
    return make_concept(project=project)


def opened_with(concept, by):
    testers = make_testers(concept.project, ("Aalst", "Zorg", 5))
    return open_now(make_round(concepts=[concept], people=testers), by)


# --- Concepts ------------------------------------------------------------------------------------


def test_concepts_are_numbered_per_project(project, lies):
    made = [
        concepts.make_concept(project=one, by=lies, name=name, tries="noteren")
        for one, name in ((project, "A"), (project, "B"), (survey_factories.make_project(slug="ander"), "A"))
    ]
    assert [one.code for one in made] == ["C1", "C2", "C1"]


def test_concept_of_one_form_is_made_once(project, lies):
    key = "5b1ad3b4-7a1c-4c5e-9f57-0d9c7f0f3c11"
    make = {"project": project, "by": lies, "name": "Noodmap", "tries": "oefening", "form_key": key}
    assert concepts.make_concept(**make) == concepts.make_concept(**make)


def test_name_that_stands_there_is_refused_in_a_sentence(project, concept, lies):
    with pytest.raises(ValidationError, match="Dit concept staat er al"):
        concepts.make_concept(project=project, by=lies, name=concept.name.upper(), tries="noteren")


def test_agreement_of_another_project_is_refused(project, concept, lies):
    strange = make_agreement(project=survey_factories.make_project(slug="ander")).agreement
    with pytest.raises(ValidationError, match="hoort niet bij dit traject"):
        concepts.change_concept(concept=concept, by=lies, name="A", tries="B", agreements=[strange])


def test_left_out_concept_goes_out_of_rounds_in_preparation(concept, lies):
    planned = make_round(concepts=[concept])
    done = [concepts.leave_out(concept=concept, by=lies, reason="Te vroeg.") for _turn in range(2)]
    assert (done, planned.concepts.count(), list(Concept.objects.in_scope())) == ([True, False], 0, [])


def test_concept_is_not_left_out_without_a_reason_or_while_it_is_tried(concept, lies):
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        concepts.leave_out(concept=concept, by=lies, reason="  ")
    opened_with(concept, lies)
    with pytest.raises(ValidationError, match="ronde die loopt"):
        concepts.leave_out(concept=concept, by=lies, reason="Te vroeg.")


def test_left_out_concept_comes_back_once(project, lies):
    out = make_concept(project=project, left_out="Te vroeg.")
    assert [concepts.take_back(concept=out, by=lies) for _turn in range(2)] == [True, False]


# --- Versions ------------------------------------------------------------------------------------


def test_second_version_says_what_changed(concept, lies):
    with pytest.raises(ValidationError, match="Schrijf op wat er veranderde"):
        concepts.add_version(concept=concept, by=lies, text="Twee tikken.")
    added = concepts.add_version(concept=concept, by=lies, text="Twee tikken.", changed="Eén tik minder.")
    assert (added.label, added.made_by) == ("0.2", lies)


def test_version_of_nothing_is_refused(concept, lies):
    with pytest.raises(ValidationError, match="Schrijf iets, kies een bestand of geef een link"):
        concepts.add_version(concept=concept, by=lies, changed="Alles.")


def test_version_pressed_twice_is_one(concept, lies):
    said = {"concept": concept, "by": lies, "text": "Twee tikken.", "changed": "Eén tik minder.", "after": 1}
    assert concepts.add_version(**said) == concepts.add_version(**said)


def test_version_written_beside_somebody_else_is_refused(concept, lies, bram):
    concepts.add_version(concept=concept, by=bram, text="Eén tik.", changed="Korter.", after=1)
    with pytest.raises(ValidationError, match="intussen al een nieuwere versie"):
        concepts.add_version(concept=concept, by=lies, text="Twee tikken.", changed="Eén tik minder.", after=1)


def test_version_in_preparation_can_still_change(concept, lies):
    version = concept.versions.get()
    concepts.change_version(version=version, by=lies, text="Tik, kies, klaar.")
    assert concept.versions.get().text == "Tik, kies, klaar."


@pytest.mark.parametrize("how", ["open", "found"])
def test_version_that_was_tried_never_changes(concept, lies, how):
    if how == "open":
        opened_with(concept, lies)
    else:
        make_finding(concept=concept)
    with pytest.raises(ValidationError, match="blijft zoals ze is"):
        concepts.change_version(version=concept.versions.get(), by=lies, text="Anders.")
    assert concept.versions.get().text == "Tik, kies, bewaar."


def test_round_that_is_open_keeps_its_version(concept, lies):
    opened = opened_with(concept, lies)
    add_version(concept)
    concepts.add_version(concept=concept, by=lies, text="Drie.", changed="Meer.")
    assert opened.concepts.get().version.number == 1


def test_history_tells_which_version_and_never_its_words(concept, lies):
    concepts.add_version(concept=concept, by=lies, text="Vraag het aan Fatima.", changed="Fatima helpt.")
    event = Event.objects.get(verb="concept_version_added")
    assert event.data == {"concept": "C1", "name": "Observatie in drie tikken", "version": "0.2"}


# --- Files ---------------------------------------------------------------------------------------


GOOD = {
    "blad.pdf": files.PDF,
    "scherm.png": files.PNG,
    "foto.jpg": files.JPG,
    "foto.JPEG": files.JPG,
    "brief.docx": files.office("word"),
    "lijst.xlsx": files.office("xl"),
    "dia.pptx": files.office("ppt"),
    "tekst.odt": files.packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
}
BAD = {
    "a page in disguise": ("blad.pdf", b"<html><script>alert(1)</script>"),
    "another ending": ("blad.exe", files.PDF),
    "no ending": ("blad", files.PDF),
    "a picture that says pdf": ("blad.pdf", files.PNG),
    "macros": ("brief.docx", files.office("word", "word/vbaProject.bin")),
    "any zip": ("brief.docx", files.packed("virus.js")),
    "a broken zip": ("brief.docx", b"PK\x03\x04" + b"\0" * 40),
    "a drawing that runs": ("plaat.svg", b"<svg/>"),
    "empty": ("leeg.pdf", b""),
}


@pytest.mark.parametrize("name", GOOD)
def test_file_is_kept_under_a_name_that_says_nothing(concept, lies, name):
    version = concepts.add_version(concept=concept, by=lies, file=upload(name, GOOD[name]), changed="Op papier.")
    stored = version.file.name.rpartition("/")[2]
    assert (version.file_name, len(stored.partition(".")[0]), name.partition(".")[0] in stored) == (name, 32, False)
    with version.file.open("rb") as kept:
        assert kept.read() == GOOD[name]


@pytest.mark.parametrize("what", BAD)
def test_file_that_is_not_what_it_says_is_refused(concept, lies, what):
    with pytest.raises(ValidationError) as told:
        concepts.add_version(concept=concept, by=lies, file=upload(*BAD[what]), changed="Op papier.")
    assert list(told.value.message_dict) == ["file"]
    assert concept.versions.count() == 1


def test_file_of_more_than_ten_megabytes_is_refused(concept, lies):
    large = upload("blad.pdf", files.PDF + b"\0" * uploads.LARGEST)
    with pytest.raises(ValidationError, match="groter dan 10 MB"):
        concepts.add_version(concept=concept, by=lies, file=large, changed="Op papier.")


def test_long_name_keeps_its_ending():
    shown = uploads.shown_name("a" * 300 + ".pdf")
    assert (len(shown), shown[-4:]) == (120, ".pdf")


def test_file_can_be_taken_out_of_a_version_in_preparation(project, lies):
    concept = make_concept(project=project, versions=0)
    version = concepts.add_version(concept=concept, by=lies, file=upload("blad.pdf", files.PDF))
    concepts.change_version(version=version, by=lies, text="Toch tekst.", without_file=True)
    version.refresh_from_db()
    assert (bool(version.file), version.file_name) == (False, "")
