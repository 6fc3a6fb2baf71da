"""A spotlight begun from something that went well elsewhere: one click, filled in, without who noted it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.results_open import shown_answers
from bevraging.tests.factories import make_project as make_plain
from bevraging.tests.talk_factories import confirmed_item, make_open_answers, make_theme
from fundament.tests.factories import make_agreement, put_in_force
from opvolging.models import AgreementCheck, CheckRhythm, Spotlight
from organisatie.tests.factories import make_location
from toetsing.tests.factories import make_concept, make_finding
from trajecten.tests.factories import make_project
from uitrol.tests.factories import make_log, make_task


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def place(project):
    return make_location(project.organisation, "Aalst")


@pytest.fixture
def agreement(project):
    return put_in_force(make_agreement("We noteren meteen.", project=project)).agreement


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def link_to(project, word: str, key) -> str:
    return f"{reverse('opvolging:kijker_nieuw', args=[project.slug])}?van={word}&nr={key}"


def begun(client, address: str) -> dict:
    """What the form begins with: the words, the place and the agreement that are chosen."""
    form = client.get(address).context["form"]
    return {name: form.initial.get(name) for name in ("what", "location", "agreement")}


def offers(client, address: str, link: str) -> bool:
    return link.replace("&", "&amp;") in client.get(address).content.decode()


def test_a_compliment_of_a_test_round(as_lies, project, agreement):
    concept = make_concept(project=project)
    concept.agreements.add(agreement)
    said = make_finding("Noteren mét bewoner geeft mooie gesprekken", concept=concept, kind="compliment", severity="")
    link = link_to(project, "bevinding", said.pk)
    assert offers(as_lies, reverse("toetsing:bevinding", args=[project.slug, said.pk]), link)
    assert begun(as_lies, link) == {"what": said.text, "location": None, "agreement": agreement.pk}


def test_a_barrier_of_a_test_round_is_no_beginning(as_lies, project):
    said = make_finding("Te veel velden", concept=make_concept(project=project))
    link = link_to(project, "bevinding", said.pk)
    assert not offers(as_lies, reverse("toetsing:bevinding", args=[project.slug, said.pk]), link)
    assert as_lies.get(link).context["source"] is None


def test_a_success_of_the_floor_without_who_noted_it(as_lies, project, place, agreement, bram):
    task = make_task(project=project, agreement=agreement)
    log = make_log(
        "success", project=project, author=bram, location=place, task=task, text="De briefing duurt 9 minuten"
    )
    link = link_to(project, "succes", log.pk)
    assert offers(as_lies, reverse("uitrol:ondersteuning_lijst", args=[project.slug]), link)
    page = as_lies.get(link).content.decode()
    assert (bram.name in page, bram.email in page) == (False, False)
    assert begun(as_lies, link) == {"what": log.text, "location": place.pk, "agreement": agreement.pk}


def test_a_success_without_words_begins_with_its_task(as_lies, project, place):
    log = make_log("success", project=project, location=place, task=make_task(project=project))
    assert begun(as_lies, link_to(project, "succes", log.pk))["what"] == "Een observatie noteren"


def test_a_question_of_the_floor_is_no_beginning(as_lies, project, place):
    log = make_log("question", project=project, location=place)
    link = link_to(project, "succes", log.pk)
    assert (
        offers(as_lies, reverse("uitrol:ondersteuning_lijst", args=[project.slug]), link),
        as_lies.get(link).context["source"],
    ) == (False, None)


def test_a_good_example_of_the_inventory(as_lies, project, place):
    item = confirmed_item(project, "Eén leest, één vult aan", lens="good", location=place)
    link = link_to(project, "inventaris", item.pk)
    for name, args in (("item", [item.pk]), ("inventaris", [])):
        assert offers(as_lies, reverse(f"bevraging:{name}", args=[project.slug, *args]), link)
    assert begun(as_lies, link) == {"what": item.text, "location": place.pk, "agreement": None}


def test_a_good_example_at_a_check(as_lies, project, place, agreement):
    today = timezone.localdate()
    rhythm = CheckRhythm.objects.create(
        agreement=agreement, location=place, method="sample", unit="briefings", first_on=today
    )
    check = AgreementCheck.objects.create(
        rhythm=rhythm, version=agreement.versions.get(), noted_on=today, seen=5, followed=5, good_example_seen=True,
        remark="De kar staat altijd rechts", expires_on=today + timedelta(days=60),
    )  # fmt: skip
    assert begun(as_lies, link_to(project, "check", check.pk)) == {
        "what": "De kar staat altijd rechts",
        "location": place.pk,
        "agreement": agreement.pk,
    }


def test_an_open_answer_takes_no_place(as_lies, project, place, lies):
    make_open_answers(project, by=lies)
    answer = shown_answers(project).first()
    theme = make_theme(project, "Wat loopt goed", by=lies)
    theme.answer_links.create(answer=answer)
    link = link_to(project, "antwoord", answer.pk)
    assert offers(as_lies, reverse("bevraging:thema", args=[project.slug, theme.pk]), link)
    page = as_lies.get(link)
    assert ({"location", "team"} & set(page.context["form"].fields), answer.text in page.content.decode()) == (
        set(),
        True,
    )
    body = {"what": "Briefing in 9 minuten", "how": "Eén leest.", "location": place.pk, "team": "nacht", "doe": "toon"}
    as_lies.post(link, body)
    made = Spotlight.objects.get()
    assert (made.of_answer, made.location, made.team, made.is_shown) == (True, None, "", True)
    change = as_lies.get(reverse("opvolging:kijker_wijzig", args=[project.slug, made.pk]))
    assert {"location", "team"} & set(change.context["form"].fields) == set()


def test_an_item_made_of_an_open_answer_takes_no_place_either(as_lies, project):
    item = confirmed_item(project, "De briefing is kort", lens="good", source="open_answer")
    form = as_lies.get(link_to(project, "inventaris", item.pk)).context["form"]
    assert {"location", "team"} & set(form.fields) == set()


def test_a_row_of_another_project_begins_nothing(as_lies, project, vik):
    theirs = make_plain(vik.memberships.get().organisation, slug="hun-traject")
    rows = {
        "succes": make_log("success", project=theirs, text="Geheim van Vik").pk,
        "inventaris": confirmed_item(theirs, "Geheim van Vik", lens="good").pk,
        "bevinding": make_finding(
            "Geheim van Vik", concept=make_concept(project=theirs), kind="compliment", severity=""
        ).pk,
    }
    pages = [as_lies.get(link_to(project, word, key)) for word, key in rows.items()]
    assert [(page.context["source"], "Geheim" in page.content.decode()) for page in pages] == [(None, False)] * 3


@pytest.mark.parametrize(
    "query", ["van=succes&nr=", "van=succes&nr=x", "van=antwoord&nr=12", "van=iets&nr=1", "locatie=x", "locatie=999"]
)
def test_an_odd_address_is_an_empty_form(as_lies, project, query):
    page = as_lies.get(f"{reverse('opvolging:kijker_nieuw', args=[project.slug])}?{query}")
    assert (page.status_code, page.context["source"]) == (200, None)


def test_long_words_are_cut_for_the_title_and_shown_whole(as_lies, project):
    item = confirmed_item(project, "Wij overleggen kort en staan recht. " * 6, lens="good")
    page = as_lies.get(link_to(project, "inventaris", item.pk))
    assert (len(page.context["form"].initial["what"]) <= 120, item.text.strip() in page.content.decode()) == (
        True,
        True,
    )
