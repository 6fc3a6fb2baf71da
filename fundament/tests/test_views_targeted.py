"""The pages of a targeted question: who may, what is refused in a sentence, and what each reader sees."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from bevraging.models import Survey
from bevraging.tests import factories as surveys
from fundament.models import TargetedQuestion
from fundament.tests.factories import answer_targeted, make_decision, make_taken, make_targeted
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_employees, make_function, make_location, make_user
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = surveys.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def decision(project):
    return make_decision("Waarvan vertrekt de briefing?", project=project)


@pytest.fixture
def as_(client):
    def as__(user):
        client.force_login(user)
        return client

    return as__


def new_url(decision):
    return reverse("fundament:vraag_nieuw", args=[decision.project.slug, decision.pk])


def url(targeted):
    return reverse("fundament:vraag", args=[targeted.decision.project.slug, targeted.decision_id, targeted.pk])


def filled(people, **changes):
    return {
        "question": "Hoe lang mag een briefing duren?",
        "kind": "choice",
        "options": "12 minuten\n20 minuten",
        "low": "Zeker niet",
        "high": "Zeker wel",
        "intro": "We kiezen samen hoe de briefing loopt.",
        "mode": "named",
        "until": timezone.localdate() + timedelta(days=7),
        "people": [one.pk for one in people],
        **changes,
    }


# --- Who may ---------------------------------------------------------------------------------------


def test_new_question_is_for_who_edits(as_, decision, lies, noor, vik):
    path = new_url(decision)
    assert [as_(user).get(path).status_code for user in (lies, noor, vik)] == [200, 403, 404]
    assert [as_(user).post(path, filled([])).status_code for user in (noor, vik)] == [403, 404]


def test_new_question_of_a_decision_elsewhere_is_not_found(as_, project, decision, lies, anker):
    other = make_decision(project=surveys.make_project(anker, slug="elders"))
    assert as_(lies).get(reverse("fundament:vraag_nieuw", args=[project.slug, other.pk])).status_code == 404


def test_question_is_read_by_members_and_not_by_an_ambassador_of_elsewhere(as_, decision, project, lies, noor, vik):
    one = make_targeted(decision=decision)
    guest = make_user("gast@elders.test", "Gast")
    make_role(project, guest)
    assert [as_(user).get(url(one)).status_code for user in (lies, noor, guest, vik)] == [200, 200, 403, 404]
    assert [as_(user).post(url(one), {"summary": "Ja."}).status_code for user in (noor, vik)] == [403, 404]


def test_pages_take_no_other_method(as_, decision, lies):
    one = make_targeted(decision=decision)
    assert [as_(lies).put(path).status_code for path in (new_url(decision), url(one))] == [405, 405]


def test_question_of_another_decision_is_not_found(as_, decision, project, lies):
    one, other = make_targeted(decision=decision), make_decision("Anders?", project=project)
    assert as_(lies).get(reverse("fundament:vraag", args=[project.slug, other.pk, one.pk])).status_code == 404


# --- Writing and sending ---------------------------------------------------------------------------


def test_question_is_looked_over_first_and_then_sent(as_, decision, lies, linde):
    people = make_employees(linde, 3)
    browser = as_(lies)
    look = browser.post(new_url(decision), filled(people, doe="nakijken"))
    body = look.content.decode()
    assert (look.status_code, Survey.objects.count()) == (200, 0)
    assert [words for words in ("20 minuten", "Iets anders", "Weet ik niet", people[0].name) if words not in body] == []
    assert "Deze bevraging is op naam: de projectleider ziet wie wat antwoordde." in body
    assert "Stel de vraag aan 3 collega&#x27;s" in body
    sent = browser.post(new_url(decision), filled(people, doe="verstuur"))
    one = TargetedQuestion.objects.get()
    assert (sent.status_code, sent.url) == (302, url(one))
    assert [str(message) for message in get_messages(sent.wsgi_request)] == ["De vraag vertrekt naar 3 collega's."]
    assert one.survey.versions.get().content[0]["options"][1] == {"code": "a2", "text": {"nl": "20 minuten"}}


def test_question_sent_twice_is_one(as_, decision, lies, linde):
    people, browser = make_employees(linde, 3), as_(lies)
    answers = [browser.post(new_url(decision), filled(people, doe="verstuur")).url for _turn in range(2)]
    assert (answers[0] == answers[1], TargetedQuestion.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": " "}, "Vul nog iets in bij ‘Je vraag’"),
        ({"kind": "raad"}, "Selecteer een geldige keuze"),
        ({"options": "12 minuten"}, "Schrijf 2 tot 6 antwoorden, elk op een eigen regel"),
        ({"options": "Ja\nja"}, "Twee antwoorden zijn hetzelfde"),
        ({"options": "Aanpak 1\nHet scherm"}, "Schrijf jullie eigen woorden in plaats van «Aanpak 1» en «Aanpak 2»"),
        ({"until": "2020-01-01"}, "Kies een einddatum na vandaag"),
        ({"people": []}, "Kies minstens één collega"),
        ({"people": ["999999"]}, "Een van de collega&#x27;s werkt hier niet meer."),
        ({"people": ["x"]}, "Een van de collega&#x27;s werkt hier niet meer."),
        ({"mode": "anonymous"}, "Anoniem vragen kan vanaf 5 collega&#x27;s."),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_what_was_typed_stays(as_, decision, lies, linde, changes, sentence):
    answer = as_(lies).post(new_url(decision), filled(make_employees(linde, 3), doe="verstuur") | changes)
    body = answer.content.decode()
    assert (answer.status_code, sentence in body, Survey.objects.count()) == (200, True, 0)
    assert "We kiezen samen hoe de briefing loopt." in body


def test_anonymous_own_words_ask_for_ten_people(as_, decision, lies, linde):
    people = make_employees(linde, 9)
    body = as_(lies).post(new_url(decision), filled(people, kind="open", mode="anonymous")).content.decode()
    assert "tonen we vanaf 10 antwoorden" in body


def test_colleague_of_elsewhere_can_not_be_asked(as_, decision, lies, anker):
    stranger = make_employee(anker, "Iemand", email="iemand@anker.test")
    body = as_(lies).post(new_url(decision), filled([stranger], doe="zoek", q="Iemand")).content.decode()
    assert (Survey.objects.count(), "iemand" in body.lower().replace("iemand anders", "")) == (0, True)
    assert "Niemand anders gevonden." in body
    refused = as_(lies).post(new_url(decision), filled([stranger], doe="verstuur"))
    assert "werkt hier niet meer" in refused.content.decode()


def test_looking_up_finds_by_name_function_and_place_and_keeps_what_was_chosen(as_, decision, lies, linde):
    night, house = make_function(linde, "Nachtdienst"), make_location(linde, "Wilgenhof")
    chosen = make_employee(linde, "An Peeters", email="an@linde.test")
    found = make_employee(linde, "Bea Claes", email="bea@linde.test", function=night, location=house)
    make_employee(linde, "Cis Wouters", email="cis@linde.test", function=night)
    typed = filled([chosen], doe="zoek", function=night.pk, location=house.pk)
    page = as_(lies).post(new_url(decision), typed)
    assert ([one.name for one in page.context["chosen"]], page.context["matches"]) == (["An Peeters"], [found])
    assert ("12 minuten" in page.content.decode(), page.context["form"].errors) == (True, {})


def test_all_that_were_found_are_chosen_at_once_up_to_thirty(as_, decision, lies, linde):
    work = make_function(linde, "Zorg")
    make_employees(linde, 40, function=work)
    chosen = [make_employee(linde, "An Peeters")]
    page = as_(lies).post(new_url(decision), filled(chosen, doe="erbij", function=work.pk))
    assert len(page.context["chosen"]) == 30


def test_who_left_is_not_found(as_, decision, lies, linde):
    make_employee(linde, "Weg Gegaan", active_until=timezone.localdate() - timedelta(days=1))
    assert as_(lies).post(new_url(decision), {"doe": "zoek", "q": "Weg"}).context["matches"] == []


def test_who_was_asked_lately_is_a_choice_with_a_reason(as_, decision, lies, linde):
    people = make_employees(linde, 3)
    browser = as_(lies)
    browser.post(new_url(decision), filled(people[:2], doe="verstuur"))
    again = filled(people, question="En als het druk is?")
    assert (
        "2 collega’s kregen de voorbije 14 dagen al een bevraging"
        in browser.post(new_url(decision), again | {"doe": "nakijken"}).content.decode()
    )
    answers = [
        browser.post(new_url(decision), again | {"doe": "verstuur", **choice}).content.decode()
        for choice in ({}, {"rust": "toch"})
    ]
    assert ("Kies eerst wat je doet." in answers[0], "Schrijf kort waarom." in answers[1]) == (True, True)
    sent = browser.post(new_url(decision), again | {"doe": "verstuur", "rust": "toch", "reden": "Het beslist vrijdag."})
    assert (sent.status_code, TargetedQuestion.objects.latest("pk").survey.invited) == (302, 3)


def test_taken_decision_leads_to_its_sheet(as_, project, lies, noor):
    taken = make_taken(project=project, decider=noor)
    answer = as_(lies).get(new_url(taken))
    assert answer.url == reverse("fundament:keuze_blad", args=[project.slug, taken.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_form_takes_the_same_queries_for_one_and_three_people(
    as_, decision, lies, linde, count, django_assert_num_queries
):
    people = make_employees(linde, count + 2)
    typed = filled(people[:count], doe="zoek", q="collega")
    browser = as_(lies)
    browser.get(new_url(decision))
    with django_assert_num_queries(8):
        assert browser.post(new_url(decision), typed).status_code == 200


# --- Reading and summing up ------------------------------------------------------------------------


def test_lead_reads_who_said_what_and_a_reader_the_counts(as_, decision, lies, noor):
    one = answer_targeted(make_targeted(decision=decision), *["ja"] * 5, "nee")
    mine, hers = (as_(user).get(url(one)).content.decode() for user in (lies, noor))
    assert ("Collega 00001" in mine, "Wie antwoordde wat" in mine) == (True, True)
    assert ("Collega 0" in hers, "Wie antwoordde wat" in hers, "Vat het samen" in hers) == (False, False, False)
    assert "6 antwoorden." in hers


def test_reader_of_few_answers_by_name_sees_the_summary_alone(as_, decision, lies, noor):
    one = answer_targeted(make_targeted(decision=decision), "ja", "nee")
    as_(lies).post(url(one), {"summary": "12 minuten volstaat."})
    body = as_(noor).get(url(one)).content.decode()
    assert ("12 minuten volstaat." in body, "Collega 0" in body) == (True, False)
    assert "Vanaf 5 antwoorden staan hier cijfers." in body


def test_summary_stands_with_the_decision(as_, decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    answer = as_(lies).post(url(one), {"summary": "12 minuten volstaat."})
    one.refresh_from_db()
    assert (answer.url, one.summary) == (url(one), "12 minuten volstaat.")


@pytest.mark.parametrize("answers", [0, 2])
def test_closing_leads_back_to_the_decision_where_the_summary_is_asked(as_, decision, lies, answers):
    one = answer_targeted(make_targeted(decision=decision), *["ja"] * answers, close=False)
    close = reverse("bevraging:sluit", args=[decision.project.slug, one.survey_id])
    assert [as_(lies).post(close).url for _turn in range(2)] == [url(one), url(one)]
    body = as_(lies).get(url(one)).content.decode()
    assert (f"Naar besluit {decision.code}" in body, "Vat het samen" in body) == (True, True)


def test_closing_a_survey_without_a_decision_leads_to_its_results(as_, decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja", close=False)
    TargetedQuestion.objects.all().delete()
    close = reverse("bevraging:sluit", args=[decision.project.slug, one.survey_id])
    assert as_(lies).post(close).url == reverse("bevraging:resultaten", args=[decision.project.slug, one.survey_id])


def test_summary_without_words_stays_on_the_page(as_, decision, lies):
    one = answer_targeted(make_targeted(decision=decision), "ja")
    answer = as_(lies).post(url(one), {"summary": ""})
    assert (answer.status_code, "Schrijf in één of twee zinnen" in answer.content.decode()) == (200, True)


def test_summary_that_names_somebody_asks_first(as_, decision, lies, linde):
    Employee.objects.create(organisation=linde, name="Fatima Akin", email="fatima@linde.test")
    one = answer_targeted(make_targeted(decision=decision), "ja")
    browser = as_(lies)
    assert "Staat hier een naam in?" in browser.post(url(one), {"summary": "Fatima Akin wil 12 min."}).content.decode()
    browser.post(url(one), {"summary": "Fatima Akin wil 12 min.", "namen": "weg"})
    one.refresh_from_db()
    assert ("12 min" in one.summary, "Fatima" in one.summary) == (True, False)


def test_open_question_can_not_be_summed_up(as_, decision, lies):
    one = make_targeted(decision=decision)
    body = as_(lies).post(url(one), {"summary": "Ja."}, follow=True).content.decode()
    one.refresh_from_db()
    assert ("Deze vraag loopt nog" in body, one.summary) == (True, "")


@pytest.mark.parametrize("mode", ["named", "anonymous"])
@pytest.mark.parametrize("count", [6, 12])
def test_question_takes_the_same_queries_for_six_and_twelve_answers(
    as_, decision, lies, mode, count, django_assert_num_queries
):
    one = answer_targeted(make_targeted(decision=decision, mode=mode, kind="open", people=12), *["Om 7 uur."] * count)
    browser = as_(lies)
    browser.get(new_url(decision))
    with django_assert_num_queries(6 if mode == "named" else 7):
        assert browser.get(url(one)).status_code == 200


def test_question_by_name_takes_seven_queries_for_a_reader(as_, decision, noor, django_assert_num_queries):
    one = answer_targeted(make_targeted(decision=decision), *["ja"] * 6)
    browser = as_(noor)
    browser.get(url(one))
    with django_assert_num_queries(7):
        assert browser.get(url(one)).status_code == 200


# --- On the page of the decision ---------------------------------------------------------------


def decision_url(decision):
    return reverse("fundament:keuze", args=[decision.project.slug, decision.pk])


def test_lead_reads_on_the_decision_page_who_answered_what(as_, decision, lies, noor):
    answer_targeted(make_targeted(decision=decision, by=lies), "ja", "ja", "nee")
    words = as_(lies).get(decision_url(decision)).content.decode()
    assert "(ja: 2, nee: 1)" in words.replace("Ja", "ja").replace("Nee", "nee")
    assert "Iedereen wist vooraf dat de projectleider dit ziet." in words
    assert words.count("Wie antwoordde wat") == 1
    reader = as_(noor).get(decision_url(decision)).content.decode()
    assert ("Wie antwoordde wat" in reader, "Bekijk de antwoorden" in reader) == (False, True)


def test_anonymous_answers_stay_behind_their_own_rules(as_, decision, lies):
    answer_targeted(make_targeted(decision=decision, by=lies, people=12, mode="anonymous"), *["ja"] * 12)
    words = as_(lies).get(decision_url(decision)).content.decode()
    assert ("Wie antwoordde wat" in words, "Bekijk de antwoorden" in words) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_decision_page_takes_the_same_queries_for_one_and_three_questions(
    as_, decision, lies, count, django_assert_num_queries
):
    for number in range(count):
        answer_targeted(make_targeted(f"Hoe lang, {number}?", decision=decision, by=lies), "ja", "nee")
    browser = as_(lies)
    browser.get(decision_url(decision))
    with django_assert_num_queries(9):
        assert browser.get(decision_url(decision)).status_code == 200
