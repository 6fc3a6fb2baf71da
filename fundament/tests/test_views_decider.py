"""The page of who decides: from the mail in two clicks, nothing chosen beforehand, and the task on Vandaag."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fundament.actions import deciding
from fundament.models import Decision
from fundament.tests.factories import RATIONALE, make_asked, make_decision
from fundament.tests.test_views_decisions import form_of, text_of, url
from organisatie.tests.factories import make_user
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_role

OTHER_REASON = "Dit kan morgen al, met de toestellen die er zijn."


@pytest.fixture
def asked(project, lies, dirk):
    made = make_asked(project, driver=lies, decider=dirk, rationale=RATIONALE, context="Nu op vier plaatsen.")
    Decision.objects.update(advised=made.options.first())
    return made


@pytest.fixture
def path(project, asked):
    return url("beslis", project, asked.pk)


def sent(asked, n=0, **values):
    return {"version": asked.version, "choice": asked.options.all()[n].pk, "rationale": RATIONALE} | values


def stored(asked):
    return Decision.objects.get(pk=asked.pk)


def test_page_has_everything_and_nothing_chosen(as_, dirk, asked, path):
    page = as_(dirk).get(path)
    words = text_of(page)
    shown = (
        "Nu op vier plaatsen.",
        "Lies stelt voor: Optie 1",
        "Eén plaats.",
        "Toestellen nodig.",
        "zorgkundigen",
        "Nog niet",
    )
    assert [one in words for one in shown] == [True] * len(shown)
    assert re.findall(r'type="radio"[^>]*checked', page.content.decode()) == []
    assert f"{RATIONALE}</textarea>" in page.content.decode()


def test_help_says_that_it_may_be_changed_only_where_something_is_proposed(as_, dirk, asked, path):
    help_text = "Dit lezen je collega’s. Minstens 30 tekens."
    assert f"{help_text} <span data-voorgesteld>Pas het gerust aan.</span>" in text_of(as_(dirk).get(path))
    Decision.objects.update(rationale="")
    words = text_of(as_(dirk).get(path))
    assert (help_text in words, "gerust" in words) == (True, False)


def test_help_is_silent_about_words_that_were_wiped(as_, dirk, asked, path):
    assert "gerust" not in text_of(as_(dirk).post(path, sent(asked, rationale="")))


def test_proposed_option_takes_one_form(as_, dirk, project, asked, path):
    answer = as_(dirk).post(path, sent(asked))
    assert answer.url == url("keuze", project, asked.pk)
    assert (stored(asked).status, stored(asked).rationale) == ("taken", RATIONALE)


def test_sent_twice_it_is_taken_once_and_the_second_time_shows_the_decision(as_, dirk, project, asked, path):
    answers = [as_(dirk).post(path, sent(asked)) for _turn in range(2)]
    assert [answer.url for answer in answers] == [url("keuze", project, asked.pk)] * 2


def test_not_yet_needs_a_sentence_and_goes_back(as_, dirk, asked, path):
    page = as_(dirk).post(path, sent(asked, choice="nog_niet"))
    assert "Schrijf kort op wat je nog nodig hebt" in text_of(page)
    as_(dirk).post(path, sent(asked, choice="nog_niet", reason="Wat kost dit?"))
    assert (stored(asked).sent_back, stored(asked).is_asked) == ("Wat kost dit?", False)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"choice": ""}, "choice", "Kies eerst wat je beslist"),
        ({"choice": "999999"}, "choice", "Kies eerst wat je beslist"),
        ({"rationale": "Daarom."}, "rationale", "minstens 30 tekens"),
        ({"n": 1}, "rationale", "Je kiest iets anders dan voorgesteld. Schrijf waarom."),
    ],
)
def test_answer_that_lacks_something_says_what_and_keeps_what_was_typed(
    as_, dirk, asked, path, values, field, sentence
):
    page = as_(dirk).post(path, sent(asked, **values))
    assert sentence in str(page.context["form"].errors[field])
    assert (f"{values.get('rationale', RATIONALE)}</textarea>" in page.content.decode(), stored(asked).is_asked) == (
        True,
        True,
    )


def test_other_option_with_an_own_reason_is_taken(as_, dirk, asked, path):
    as_(dirk).post(path, sent(asked, 1, rationale=OTHER_REASON))
    assert (stored(asked).chosen.number, stored(asked).rationale) == (2, OTHER_REASON)


def test_closed_gate_is_said_and_nothing_is_taken(as_, dirk, asked, path):
    Project.objects.update(step=1)
    assert "zodra de poort naar Fundament open is" in text_of(as_(dirk).get(path))
    page = as_(dirk).post(path, sent(asked))
    assert ("zodra de poort naar Fundament open is" in text_of(page), stored(asked).status) == (True, "proposal")


def test_page_that_is_older_than_the_proposal_takes_nothing(as_, lies, dirk, asked, path):
    old = sent(asked)
    deciding.take_back(decision=asked, by=lies)
    deciding.ask(decision=asked, by=lies, decide_by=timezone.localdate() + timedelta(days=3))
    page = as_(dirk).post(path, old)
    assert "Lies paste dit net aan. Kijk na wat er veranderde" in text_of(page)
    assert stored(asked).status == "proposal"
    as_(dirk).post(path, old | {"version": form_of(page)["version"][0]})
    assert stored(asked).status == "taken"


def test_taken_back_meanwhile_the_link_of_the_mail_leads_to_the_proposal(as_, lies, dirk, project, asked, path):
    deciding.take_back(decision=asked, by=lies)
    answers = [as_(dirk).get(path), as_(dirk).post(path, sent(asked))]
    assert [answer.url for answer in answers] == [url("keuze", project, asked.pk)] * 2


@pytest.mark.parametrize("who", ["lies", "noor"])
def test_somebody_else_looks_at_the_proposal_and_decides_nothing(as_, lies, noor, project, asked, path, who):
    browser = as_({"lies": lies, "noor": noor}[who])
    assert browser.get(path).url == url("keuze", project, asked.pk)
    assert browser.post(path, sent(asked)).status_code == 403


def test_page_is_for_looking_and_answering_only(as_, dirk, path):
    assert as_(dirk).put(path).status_code == 405


def test_link_of_the_mail_asks_to_sign_in_first(client, path):
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"


def test_guest_who_decides_at_the_gates_opens_the_page(as_, project, lies):
    guest = make_user("karel@elders.test", "Karel Bogaert")
    ProjectRole.objects.filter(role="decider").delete()
    make_role(project, guest, ProjectRole.Role.DECIDER)
    asked = make_asked(project, driver=lies, decider=guest)
    assert as_(guest).get(url("beslis", project, asked.pk)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_one_and_three(as_, dirk, asked, path, count, django_assert_num_queries):
    for number in range(count):
        asked.tasks.create(what=f"Taak {number}", who="ICT", due_on=timezone.localdate())
        asked.parties.create(name=f"Groep {number}")
    browser = as_(dirk)
    with django_assert_num_queries(8):
        assert browser.get(path).status_code == 200


# --- Vandaag -----------------------------------------------------------------------------------


def tasks_of(browser):
    return [(task.title, task.label) for task in browser.get("/vandaag/").context["tasks"] if "?" in task.title]


def test_vandaag_of_the_decider_holds_the_decision_until_it_is_taken(as_, dirk, asked, path):
    assert tasks_of(as_(dirk)) == [("Beslis: Waar noteren we observaties?", "Bekijk en beslis")]
    as_(dirk).post(path, sent(asked))
    assert tasks_of(as_(dirk)) == []


def test_vandaag_of_the_driver_holds_what_was_sent_back(as_, lies, dirk, asked):
    assert tasks_of(as_(lies)) == []
    deciding.send_back(decision=asked, by=dirk, version=asked.version, reason="Wat kost dit?")
    assert tasks_of(as_(lies)) == [("Pas het voorstel aan: Waar noteren we observaties?", "Bekijk wat nodig is")]


def test_vandaag_past_the_day_still_invites(as_, dirk, asked):
    Decision.objects.update(decide_by=timezone.localdate() - timedelta(days=1))
    assert "Het kan nog altijd." in text_of(as_(dirk).get("/vandaag/"))


@pytest.mark.parametrize("count", [1, 3])
def test_vandaag_asks_no_query_more_for_decisions(as_, dirk, lies, project, count, django_assert_num_queries):
    for number in range(count):
        make_asked(project, driver=lies, decider=dirk, question=f"Vraag {number}?")
    make_decision("Nog niets?", project=project, driver=dirk, sent_back="Wat kost dit?")
    browser = as_(dirk)
    with django_assert_num_queries(7):
        assert browser.get("/vandaag/").status_code == 200
