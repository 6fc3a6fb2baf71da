"""The screens of decisions: who may see them, what they do, how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.talk_factories import confirmed_item, make_theme
from fundament.models import Decision
from fundament.tests.factories import (
    RATIONALE,
    make_bundle,
    make_decision,
    make_taken,
)
from organisatie.tests.factories import make_user
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_role

IN_A_MONTH = (timezone.localdate() + timedelta(days=30)).isoformat()


def url(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def parts(decision):
    return {"optie": decision.options.first(), "partij": decision.parties.first(), "actie": decision.tasks.first()}


READ = ["keuzes", "keuzes_csv", "keuzes_xlsx"]
WRITE = ["keuze_nieuw"]
READ_ONE = ["keuze"]
WRITE_ONE = [
    "keuze_wijzig", "keuze_aanleiding", "optie_nieuw", "partij_nieuw", "actie_nieuw", "keuze_voorleggen", "keuze_herzien",
    "keuze_intrekken", "keuze_zonder_afspraak",
]  # fmt: skip
PRESSED = ["keuze_terugnemen"]
OF_PART = ["optie", "optie_wis", "partij", "partij_wis", "actie", "actie_wis"]


def pages(project, decision, names):
    found = []
    for name in names:
        part = parts(decision).get(name.split("_")[0])
        args = [] if name in (*READ, *WRITE) else [decision.pk]
        if name in (*OF_PART, "actie_klaar", "actie_open"):
            args.append(part.pk)
        found.append(url(name, project, *args))
    return found


EVERY = [*READ, *WRITE, *READ_ONE, *WRITE_ONE, *OF_PART, "beslis"]
BUTTONS = [*PRESSED, "actie_klaar", "actie_open"]


# --- Who may see what --------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_page_of_another_organisation_is_missing(as_, vik, project, proposal, name):
    assert as_(vik).get(*pages(project, proposal, [name])).status_code == 404


@pytest.mark.parametrize("name", BUTTONS)
def test_button_of_another_organisation_is_missing(as_, vik, project, proposal, name):
    assert as_(vik).post(*pages(project, proposal, [name])).status_code == 404


@pytest.mark.parametrize("name", [*READ, *READ_ONE])
def test_reader_looks(as_, noor, project, proposal, name):
    assert as_(noor).get(*pages(project, proposal, [name])).status_code == 200


@pytest.mark.parametrize("name", [*WRITE, *WRITE_ONE, *OF_PART])
def test_reader_changes_nothing(as_, noor, project, proposal, name):
    page = pages(project, proposal, [name])[0]
    assert (as_(noor).get(page).status_code, as_(noor).post(page).status_code) == (403, 403)


@pytest.mark.parametrize("name", BUTTONS)
def test_reader_presses_nothing(as_, noor, project, proposal, name):
    assert as_(noor).post(*pages(project, proposal, [name])).status_code == 403


@pytest.mark.parametrize("name", BUTTONS)
def test_button_is_only_pressed(as_, lies, project, proposal, name):
    assert as_(lies).get(*pages(project, proposal, [name])).status_code == 405


@pytest.mark.parametrize("name", [*READ, *READ_ONE])
def test_page_that_only_looks_is_not_posted(as_, lies, project, proposal, name):
    assert as_(lies).post(*pages(project, proposal, [name])).status_code == 405


def test_ambassador_of_elsewhere_sees_no_decision(as_, project, proposal):
    guest = make_user("gast@elders.test", "Gast Wouters")
    make_role(project, guest, ProjectRole.Role.AMBASSADOR)
    assert [as_(guest).get(page).status_code for page in pages(project, proposal, ["keuzes", "keuze"])] == [403, 403]


def test_decision_of_another_project_has_no_page_here(as_, lies, linde, project, dirk):
    other = Project.objects.create(organisation=linde, slug="ander", title="Ander", goal="Iets anders")
    stray = make_decision("Van elders?", project=other)
    assert as_(lies).get(url("keuze", project, stray.pk)).status_code == 404


def test_option_of_another_decision_has_no_page_here(as_, lies, project, proposal):
    stray = make_decision("Iets anders?", project=project).options.first()
    assert as_(lies).get(url("optie", project, proposal.pk, stray.pk)).status_code == 404


# --- The register ------------------------------------------------------------------------------


def test_register_begins_with_an_invitation(as_, lies, noor, project):
    assert "Welke keuzes moeten we maken?" in text_of(as_(lies).get(url("keuzes", project)))
    page = text_of(as_(noor).get(url("keuzes", project)))
    assert ("Er is nog niets beslist." in page, "Stel een keuze voor" in page) == (True, False)


def test_register_says_how_decisions_stand(as_, lies, project, dirk, proposal, asked):
    make_taken("Wie belt?", project=project, decider=dirk)
    state = as_(lies).get(url("keuzes", project)).context["state"]
    assert state == "1 besluit geldt, 1 ligt bij een beslisser, 1 is nog een voorstel."


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"status": "proposal"}, ["B01"]), ({"status": "asked"}, ["B02"]), ({"status": "taken"}, ["B03"]),
        ({"kind": "work"}, ["B03"]), ({"q": "BELT"}, ["B03"]), ({"theme": "mine"}, ["B03"]), ({"status": "onzin"}, ["B03", "B02", "B01"]),
    ],
)  # fmt: skip
def test_register_filters(as_, lies, project, dirk, proposal, asked, query, codes):
    taken = make_taken("Wie belt?", project=project, decider=dirk, kind="work")
    taken.themes.add(theme := make_theme(project, "Bellen"))
    query = {name: theme.pk if value == "mine" else value for name, value in query.items()}
    page = as_(lies).get(url("keuzes", project), query)
    assert [decision.code for decision in page.context["page"].object_list] == codes


@pytest.mark.parametrize("count", [1, 3])
def test_register_takes_the_same_queries_for_one_and_three(as_, lies, project, dirk, count, django_assert_num_queries):
    for number in range(count):
        make_taken(f"Vraag {number}?", project=project, decider=dirk, driver=lies).themes.add(make_theme(project))
    browser, page = as_(lies), url("keuzes", project)
    with django_assert_num_queries(7):
        assert browser.get(page).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_file_takes_the_same_queries_for_one_and_three(as_, lies, project, dirk, count, django_assert_num_queries):
    for number in range(count):
        make_taken(f"Vraag {number}?", project=project, decider=dirk, driver=lies).themes.add(make_theme(project))
    browser, page = as_(lies), url("keuzes_csv", project)
    with django_assert_num_queries(6):
        assert browser.get(page).status_code == 200


def test_register_is_paged(as_, lies, project):
    for number in range(51):
        make_decision(f"Vraag {number}?", project=project, options=0)
    page = as_(lies).get(url("keuzes", project), {"blad": 2})
    assert [decision.code for decision in page.context["page"].object_list] == ["B01"]


def test_file_holds_what_was_chosen_and_never_a_formula(as_, lies, project, dirk):
    taken = make_taken("=1+1", project=project, decider=dirk)
    taken.bundles.add(make_bundle(project=project))
    rows = as_(lies).get(url("keuzes_csv", project)).content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("B01;'=1+1;fundament;Genomen;Dubbel noteren;")
    assert f";Optie 1;{RATIONALE};Dirk Van Hove;zorgkundigen;" in rows[1]


# --- Making a proposal -------------------------------------------------------------------------


def form_of(page) -> dict:
    """The hidden fields of the form, as a browser sends them."""
    found = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page.content.decode()):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(value[1] if value else "")
    return found


def test_proposal_is_made_from_a_bundle_a_theme_and_an_item(as_, lies, project):
    bundle, theme, item = make_bundle(project=project), make_theme(project), confirmed_item(project)
    path = url("keuze_nieuw", project) + f"?bundel={bundle.pk}&thema={theme.pk}&item={item.pk}"
    page = as_(lies).get(path)
    assert [name in text_of(page) for name in ("Dubbel noteren", theme.name, item.text)] == [True] * 3
    sent = form_of(page) | {"question": "Waar noteren we?", "kind": "foundation"}
    answers = [as_(lies).post(path, sent) for _turn in range(2)]  # pressed twice
    made = Decision.objects.get()
    assert [answer.url for answer in answers] == [url("keuze", project, made.pk)] * 2
    assert [[*made.bundles.all()], [*made.themes.all()], [*made.items.all()]] == [[bundle], [theme], [item]]


def test_cause_of_another_project_does_not_come_along(as_, lies, linde, project):
    other = Project.objects.create(organisation=linde, slug="ander", title="Ander", goal="Iets anders")
    stray = make_bundle("Van elders", project=other)
    path = url("keuze_nieuw", project) + f"?bundel={stray.pk}&thema=onzin"
    page = as_(lies).get(path)
    answer = as_(lies).post(path, form_of(page) | {"question": "Waar?", "kind": "work"})
    assert ("Van elders" in text_of(page), Decision.objects.count(), answer.status_code) == (False, 0, 200)


def test_question_is_needed_and_the_rest_stays(as_, lies, project):
    path = url("keuze_nieuw", project)
    sent = form_of(as_(lies).get(path)) | {"question": " ", "kind": "work", "context": "Het is druk."}
    page = as_(lies).post(path, sent)
    assert ("Schrijf de vraag in één zin." in text_of(page), "Het is druk.</textarea>" in page.content.decode()) == (
        True,
        True,
    )


def test_successor_starts_from_what_it_replaces(as_, lies, project, dirk):
    taken = make_taken(project=project, decider=dirk, kind="work")
    taken.bundles.add(make_bundle(project=project))
    path = url("keuze_nieuw", project) + f"?vervangt={taken.pk}"
    page = as_(lies).get(path)
    as_(lies).post(path, form_of(page) | {"question": "En nu?", "kind": "work"})
    made = Decision.objects.get(supersedes=taken)
    assert ("Dit voorstel vervangt B01" in text_of(page), list(made.bundles.all())) == (True, list(taken.bundles.all()))
    again = as_(lies).post(path, form_of(as_(lies).get(path)) | {"question": "Nog iets?", "kind": "work"})
    assert "Er is al een voorstel dat dit besluit vervangt." in text_of(again)


@pytest.mark.parametrize("asked_for", ["999", "onzin"])
def test_successor_of_nothing_is_missing(as_, lies, project, asked_for):
    assert as_(lies).get(url("keuze_nieuw", project) + f"?vervangt={asked_for}").status_code == 404
