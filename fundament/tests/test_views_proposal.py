"""One proposal or decision on screen: what misses, working it out, putting it before its decider, and what follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bevraging.tests.talk_factories import confirmed_item, make_theme
from fundament.actions import proposing
from fundament.models import Decision
from fundament.tests.factories import RATIONALE, follows, make_agreement, make_decision, make_proposal, make_taken
from fundament.tests.test_views_decisions import IN_A_MONTH, form_of, parts, text_of, url
from organisatie.tests.factories import make_ines
from trajecten.models import Event, Mail, Project

# --- One proposal ------------------------------------------------------------------------------


def test_page_says_what_misses_and_its_button_helps_with_the_first(as_, lies, project):
    decision = make_decision(project=project, driver=lies, options=1)
    page = as_(lies).get(url("keuze", project, decision.pk))
    assert [one.code for one in page.context["missing"]] == ["causes", "options", "decider", "review"]
    assert page.context["primary"] == ("Kies een aanleiding", url("keuze_aanleiding", project, decision.pk))
    assert page.content.decode().count('class="knop"') == 1


def test_page_of_a_whole_proposal_leads_to_the_decider(as_, lies, project, proposal):
    page = as_(lies).get(url("keuze", project, proposal.pk))
    assert (page.context["missing"], page.context["primary"][0]) == ([], "Leg voor aan Dirk")
    assert "Alles staat klaar. Leg het nu voor aan Dirk Van Hove." in text_of(page)


def test_page_of_what_came_back_says_so_before_anything_else(as_, lies, project, proposal):
    Decision.objects.update(sent_back="Wat kost dit?")
    page = as_(lies).get(url("keuze", project, proposal.pk))
    assert "Dirk Van Hove vroeg nog iets. Aangevuld? Leg het dan opnieuw voor." in text_of(page)
    assert ("Alles staat klaar" in text_of(page), page.context["primary"][0]) == (False, "Leg voor aan Dirk")


def test_reader_sees_a_proposal_without_buttons(as_, noor, project, proposal):
    page = as_(noor).get(url("keuze", project, proposal.pk)).content.decode()
    assert ("Er is nog niets beslist." in page, "<button" in page.split("<main")[1], "wijzig/" in page) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_one_decision_takes_at_most_eight_queries(as_, lies, project, dirk, count, django_assert_num_queries):
    decision = make_proposal(project, driver=lies, decider=dirk, kind="work")
    for number in range(count):
        decision.tasks.create(what=f"Taak {number}", who="ICT", due_on=timezone.localdate())
        decision.parties.create(name=f"Groep {number}")
        decision.themes.add(make_theme(project, f"Thema {number}"))
        make_agreement(f"Afspraak {number}", project=project).agreement.decisions.add(decision)
    browser, page = as_(lies), url("keuze", project, decision.pk)
    with django_assert_num_queries(7):
        assert browser.get(page).status_code == 200


def test_closed_gate_is_said_to_who_prepares(as_, lies, project, proposal):
    Project.objects.update(step=1)
    assert "De poort is nog dicht." in text_of(as_(lies).get(url("keuze", project, proposal.pk)))


def whole_form(decision, **changed):
    values = {
        "version": decision.version, "question": decision.question, "kind": decision.kind, "context": decision.context,
        "driver": decision.driver_id, "decider": decision.decider_id, "rationale": decision.rationale,
        "review_on": IN_A_MONTH,
    }  # fmt: skip
    return values | changed


def test_proposal_is_worked_out(as_, lies, project, proposal):
    option = proposal.options.last()
    sent = whole_form(proposal, advised=option.pk, rationale="Zo staat alles op één plaats.", context="Vier plaatsen.")
    answer = as_(lies).post(url("keuze_wijzig", project, proposal.pk), sent)
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.advised, proposal.context) == (302, option, "Vier plaatsen.")


def test_change_of_somebody_else_is_shown_and_the_next_try_is_saved(as_, lies, project, proposal):
    sent = whole_form(proposal, question="Van mij?")
    proposing.change(decision=proposal, by=make_ines(), version=1, question="Van Ines?")
    path = url("keuze_wijzig", project, proposal.pk)
    page = as_(lies).post(path, sent)
    words = text_of(page)
    assert "Ines paste dit net aan. Kijk na wat er veranderde en bewaar opnieuw." in words
    assert "De vraag in één zin: «Van Ines?»" in words
    assert 'value="Van mij?"' in page.content.decode()
    as_(lies).post(path, sent | {"version": form_of(page)["version"][0]})
    proposal.refresh_from_db()
    assert proposal.question == "Van mij?"


@pytest.mark.parametrize(
    ("field", "who", "sentence"),
    [("decider", "lies", "Wie trekt, beslist niet zelf"), ("decider", "vik", "Selecteer een geldige keuze")],
)
def test_decider_that_cannot_be_is_refused_at_the_field(as_, lies, vik, project, proposal, field, who, sentence):
    person = {"lies": lies, "vik": vik}[who]
    page = as_(lies).post(url("keuze_wijzig", project, proposal.pk), whole_form(proposal, **{field: person.pk}))
    assert sentence in str(page.context["form"].errors[field])


def test_causes_are_chosen_from_this_project_only(as_, lies, linde, project, proposal):
    other = Project.objects.create(organisation=linde, slug="ander", title="Ander", goal="Iets anders")
    mine, stray = confirmed_item(project), make_theme(other, "Van elders")
    path = url("keuze_aanleiding", project, proposal.pk)
    assert "Van elders" not in text_of(as_(lies).get(path))
    assert as_(lies).post(path, {"themes": [stray.pk]}).status_code == 200
    as_(lies).post(path, {"items": [mine.pk]})
    assert ([*proposal.items.all()], [*proposal.bundles.all()], [*proposal.themes.all()]) == ([mine], [], [])


def test_page_of_causes_without_any_leads_to_the_inventory(as_, lies, project):
    decision = make_decision(project=project)
    assert "Nog niets om uit te kiezen." in text_of(as_(lies).get(url("keuze_aanleiding", project, decision.pk)))


NEW_PARTS = {
    "optie": {"title": "Per huis kiezen", "plus": "Lokaal draagvlak", "minus": "Spreidstand"},
    "partij": {"name": "Nachtdienst", "part": "consulted", "does_the_work": "on", "said": "Graag."},
    "actie": {"what": "Toestellen bestellen", "who": "ICT", "due_on": IN_A_MONTH},
}


@pytest.mark.parametrize("kind", NEW_PARTS)
def test_part_is_added_once_also_when_pressed_twice(as_, lies, project, proposal, kind):
    path = url(f"{kind}_nieuw", project, proposal.pk)
    answers = [as_(lies).post(path, NEW_PARTS[kind]) for _turn in range(2)]
    rows = {"optie": proposal.options, "partij": proposal.parties, "actie": proposal.tasks}[kind]
    first = next(iter(NEW_PARTS[kind]))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert rows.filter(**{first: NEW_PARTS[kind][first]}).count() == 1


@pytest.mark.parametrize("kind", NEW_PARTS)
def test_empty_part_says_what_to_fill_in(as_, lies, project, proposal, kind):
    page = as_(lies).post(url(f"{kind}_nieuw", project, proposal.pk), {next(iter(NEW_PARTS[kind])): ""})
    assert "Vul nog iets in bij" in text_of(page)


UNTIL = "(mag leeg blijven tot je het voorlegt)"


@pytest.mark.parametrize(
    ("page", "later", "free"), [("optie_nieuw", 2, 0), ("keuze_wijzig", 3, 5), ("partij_nieuw", 0, 2)]
)
def test_label_says_what_is_needed_before_it_is_put_before_the_decider(as_, lies, project, proposal, page, later, free):
    words = text_of(as_(lies).get(url(page, project, proposal.pk)))
    assert (words.count(UNTIL), words.count("(mag leeg blijven)")) == (later, free)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("plus", "weighed"),
        ("minus", "weighed"),
        ("driver", "driver"),
        ("decider", "decider"),
        ("review_on", "review"),
    ],
)
def test_what_stays_empty_until_then_is_what_misses(as_, lies, project, proposal, field, code):
    if code == "weighed":
        proposal.options.update(**{field: ""})
    else:
        Decision.objects.update(**{field: None})
    page = as_(lies).get(url("keuze", project, proposal.pk))
    assert [one.code for one in page.context["missing"]] == [code]


@pytest.mark.parametrize("kind", NEW_PARTS)
def test_part_is_changed_on_the_version_that_was_read(as_, lies, project, proposal, kind):
    part = parts(proposal)[kind]
    path, first = url(kind, project, proposal.pk, part.pk), next(iter(NEW_PARTS[kind]))
    sent = NEW_PARTS[kind] | {"version": 1}
    assert as_(lies).post(path, sent).status_code == 302
    again = as_(lies).post(path, sent | {first: "Nog anders"})
    part.refresh_from_db()
    assert (getattr(part, first), "Lies paste dit net aan" in text_of(again)) == (NEW_PARTS[kind][first], True)


FORMS = ["keuze_wijzig", *(f"{kind}_nieuw" for kind in NEW_PARTS)]


@pytest.mark.parametrize("name", FORMS)
def test_form_of_what_is_settled_is_not_given(as_, lies, project, dirk, asked, name):
    taken = make_taken(project=project, decider=dirk, driver=lies)
    for decision, why in ((taken, "is geen voorstel meer"), (asked, "ligt nu bij de beslisser")):
        answer = as_(lies).get(url(name, project, decision.pk), follow=True)
        assert answer.redirect_chain == [(url("keuze", project, decision.pk), 302)]
        assert why in text_of(answer)


@pytest.mark.parametrize("kind", NEW_PARTS)
def test_part_of_what_is_settled_has_no_form_and_no_question(as_, lies, project, asked, kind):
    asked.tasks.create(what="Toestellen kopen", who="ICT", due_on=timezone.localdate())
    part = parts(asked)[kind]
    for name in (kind, f"{kind}_wis"):
        answer = as_(lies).get(url(name, project, asked.pk, part.pk))
        assert (answer.status_code, answer.url) == (302, url("keuze", project, asked.pk))


def test_decision_that_does_not_hold_is_not_replaced(as_, lies, project, dirk):
    gone = make_taken(project=project, decider=dirk, driver=lies)
    Decision.objects.filter(pk=gone.pk).update(status="withdrawn", closed_why="Niet meer nodig.")
    answer = as_(lies).get(url("keuze_nieuw", project) + f"?vervangt={gone.pk}")
    assert answer.url == url("keuze", project, gone.pk)


@pytest.mark.parametrize("kind", NEW_PARTS)
def test_part_is_taken_away_after_a_question(as_, lies, project, proposal, kind):
    part = parts(proposal)[kind]
    path = url(f"{kind}_wis", project, proposal.pk, part.pk)
    assert "Haal je dit weg?" in text_of(as_(lies).get(path))
    assert type(part).objects.filter(pk=part.pk).exists()
    as_(lies).post(path)
    assert not type(part).objects.filter(pk=part.pk).exists()


# --- To the decider, and after -----------------------------------------------------------------


def test_proposal_is_put_before_the_decider(as_, lies, project, proposal):
    path = url("keuze_voorleggen", project, proposal.pk)
    assert as_(lies).get(path).status_code == 200
    sent = {"decide_by": (timezone.localdate() + timedelta(days=5)).isoformat()}
    for _turn in range(2):
        as_(lies).post(path, sent)
    proposal.refresh_from_db()
    assert (proposal.is_asked, Mail.objects.count()) == (True, 1)


@pytest.mark.parametrize(("day", "sentence"), [("", "Beslissing tegen"), ("2020-01-01", "Kies een datum na vandaag")])
def test_day_to_decide_is_asked_for(as_, lies, project, proposal, day, sentence):
    page = as_(lies).post(url("keuze_voorleggen", project, proposal.pk), {"decide_by": day})
    assert sentence in str(page.context["form"].errors["decide_by"])


def test_proposal_that_misses_something_is_not_put_before_anybody(as_, lies, project):
    decision = make_decision(project=project, driver=lies)
    answer = as_(lies).post(url("keuze_voorleggen", project, decision.pk), {"decide_by": IN_A_MONTH})
    assert (answer.url, Mail.objects.count()) == (url("keuze", project, decision.pk), 0)


def test_taken_back_it_may_change_again(as_, lies, project, asked):
    page = text_of(as_(lies).get(url("keuze", project, asked.pk)))
    assert ("Dit ligt bij Dirk Van Hove" in page, "Neem het terug" in page, "Voeg een optie toe" in page) == (
        True,
        True,
        False,
    )
    as_(lies).post(url("keuze_terugnemen", project, asked.pk))
    assert "Voeg een optie toe" in text_of(as_(lies).get(url("keuze", project, asked.pk)))


def test_taken_decision_shows_the_choice_the_reason_and_what_follows(as_, noor, project, dirk, lies):
    taken = make_taken(project=project, decider=dirk, driver=lies, consequences="Toestellen op elke gang.")
    make_agreement(project=project).agreement.decisions.add(taken)
    page = text_of(as_(noor).get(url("keuze", project, taken.pk)))
    shown = ("Optie 1", RATIONALE, "Toestellen op elke gang.", "A01", "We noteren elke observatie in het dossier.")
    assert [words in page for words in shown] == [True] * len(shown)
    assert "Voeg een optie toe" not in page


def test_line_of_what_replaced_what_links_each_code(as_, lies, project, dirk):
    first = make_taken(project=project, decider=dirk)
    second = make_taken("En nu?", project=project, decider=dirk, supersedes=first)
    Decision.objects.filter(pk=first.pk).update(status="superseded")
    third = make_decision("Nog anders?", project=project, supersedes=second)
    line = as_(lies).get(url("keuze", project, second.pk)).context["line"]
    assert [(link.code, link.word, link.current) for link in line] == [
        ("B01", "Vervangen", False), ("B02", "Genomen", True), ("B03", "Voorstel", False),
    ]  # fmt: skip
    assert url("keuze", project, third.pk) in as_(lies).get(url("keuze", project, first.pk)).content.decode()


def test_task_is_ticked_off_and_opened_again(as_, lies, project, dirk):
    decision = make_decision(project=project)
    task = decision.tasks.create(what="Toestellen kopen", who="ICT", due_on=timezone.localdate())
    option = decision.options.first()
    Decision.objects.filter(pk=decision.pk).update(
        status="taken", chosen=option, decider=dirk, rationale=RATIONALE, taken_at=timezone.now(), review_on=IN_A_MONTH
    )
    done = []
    for name in ("actie_klaar", "actie_klaar", "actie_open"):
        as_(lies).post(url(name, project, decision.pk, task.pk))
        task.refresh_from_db()
        done.append(task.done_on)
    assert done == [timezone.localdate(), timezone.localdate(), None]


@pytest.mark.parametrize("who", ["lies", "dirk"])
def test_who_leads_and_who_took_it_confirm_it_again(as_, lies, dirk, project, who):
    taken = make_taken(project=project, decider=dirk, driver=lies)
    person = {"lies": lies, "dirk": dirk}[who]
    as_(person).post(url("keuze_herzien", project, taken.pk), {"next_review_on": IN_A_MONTH, "note": "Het werkt."})
    taken.refresh_from_db()
    assert (taken.status, taken.review_on.isoformat()) == ("reviewed", IN_A_MONTH)


def test_note_of_a_review_is_asked_about_when_it_names_somebody(as_, lies, dirk, project):
    taken = make_taken(project=project, decider=dirk)
    sent = {"next_review_on": IN_A_MONTH, "note": "Bel 0470 12 34 56"}
    page = text_of(as_(lies).post(url("keuze_herzien", project, taken.pk), sent))
    assert ("We zien: 0470 12 34 56" in page, Event.objects.filter(verb="decision_reviewed").count()) == (True, 0)


@pytest.mark.parametrize("who", ["lies", "dirk"])
def test_decision_is_withdrawn_with_a_reason(as_, lies, dirk, project, who):
    taken = make_taken(project=project, decider=dirk, driver=lies)
    path, person = url("keuze_intrekken", project, taken.pk), {"lies": lies, "dirk": dirk}[who]
    assert "Schrijf kort op waarom." in text_of(as_(person).post(path, {"why": ""}))
    as_(person).post(path, {"why": "De dienst stopt."})
    page = text_of(as_(person).get(url("keuze", project, taken.pk)))
    assert ("Het is intussen ingetrokken." in page, "De dienst stopt." in page) == (True, True)


def test_decider_does_not_withdraw_what_is_only_proposed(as_, dirk, project, asked):
    assert as_(dirk).post(url("keuze_intrekken", project, asked.pk), {"why": "Nee."}).status_code == 403


def test_decision_whose_agreement_was_withdrawn_asks_for_another_or_a_reason(as_, lies, dirk, project):
    taken = make_taken(project=project, decider=dirk)
    follows(make_agreement(project=project), taken).agreement.versions.update(
        status="withdrawn", withdrawn_why="Het werkt niet."
    )
    page = as_(lies).get(url("keuze", project, taken.pk))
    assert page.context["primary"][0] == "Schrijf de afspraak"
    as_(lies).post(url("keuze_zonder_afspraak", project, taken.pk), {"reason": "Dit is eenmalig."})
    page = as_(lies).get(url("keuze", project, taken.pk))
    assert (page.context["primary"], "Wijzig waarom" in text_of(page)) == (None, True)
    assert "Hier volgt geen afspraak uit: Dit is eenmalig." in text_of(page)


def test_reason_without_agreement_stands_on_the_page(as_, lies, dirk, project):
    taken = make_taken(project=project, decider=dirk)
    as_(lies).post(url("keuze_zonder_afspraak", project, taken.pk), {"reason": "Dit is eenmalig."})
    page = text_of(as_(lies).get(url("keuze", project, taken.pk)))
    assert "Hier volgt geen afspraak uit: Dit is eenmalig." in page
