"""Ready-made surveys: each can be asked in three languages; a new survey comes from one, from a copy, or from nothing."""

import pytest
from django.urls import reverse

from bevraging import actions, questions, templates_bank, translating
from bevraging.models import Survey
from bevraging.templates_bank import TEMPLATES
from bevraging.tests import factories
from organisatie.tests.factories import make_ines
from trajecten.models import ProjectRole


def test_there_are_six_purposes_and_more_templates():
    assert (len(TEMPLATES) >= 6, {one.purpose for one in TEMPLATES}) == (
        True,
        {"start", "pulse", "tryout", "targeted", "training", "agreement"},
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_template_can_be_asked_and_misses_nothing_in_french_and_english(template):
    asked = questions.parse(questions.dump(template.questions))
    gaps = translating.missing(["fr", "en"], asked, template.title["nl"], template.intro["nl"], template.translations())
    assert (tuple(asked), gaps) == (template.questions, {})


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_template_has_the_whole_pulse_or_nothing_of_it(template):
    assert [one.key for one in template.questions if one.pulse] in ([], list(questions.PULSE_KEYS))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_template_fits_its_fields_and_takes_five_minutes_at_most(template):
    longest = (max(map(len, template.title.values())), max(map(len, template.intro.values())))
    assert (longest[0] <= 120, longest[1] <= 300, len(template.questions) <= 12) == (True, True, True)


# --- Making one --------------------------------------------------------------------------------


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def new(project):
    return reverse("bevraging:nieuw", args=[project.slug])


@pytest.mark.django_db
@pytest.mark.parametrize("key", [one.key for one in TEMPLATES])
def test_choosing_a_template_makes_a_draft_of_it(as_lies, project, key):
    answer = as_lies.post(new(project), {"sjabloon": key})
    survey, template = project.surveys.get(), templates_bank.by_key(key)
    assert (survey.title, survey.purpose) == (template.title["nl"], template.purpose)
    assert answer["Location"] == reverse("bevraging:vragen", args=[project.slug, survey.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("choice", ["tryout", "leeg"])
def test_choosing_twice_is_one_draft(as_lies, project, choice):
    for _turn in range(2):
        as_lies.post(new(project), {"sjabloon": choice})
    assert project.surveys.count() == 1


@pytest.mark.django_db
def test_choosing_a_template_again_after_a_change_is_a_second_draft(project, lies):
    template = templates_bank.by_key("tryout")
    first = actions.create_from_template(project=project, template=template, by=lies)
    actions.remove_question(survey=first, key="beter", by=lies)
    assert actions.create_from_template(project=project, template=template, by=lies) != first


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [{"sjabloon": "bestaat-niet"}, {"sjabloon": "kopie"}, {"sjabloon": "kopie", "bevraging": "²"}]
)
def test_unknown_choice_says_so_and_makes_nothing(as_lies, project, data):
    answer = as_lies.post(new(project), data)
    assert (answer.status_code, project.surveys.count(), "Kies" in answer.content.decode()) == (200, 0, True)


@pytest.mark.django_db
def test_empty_survey_invites_to_the_first_question_and_can_not_be_sent(as_lies, project, lies):
    body = as_lies.post(new(project), {"sjabloon": "leeg"}, follow=True).content.decode()
    survey = project.surveys.get()
    factories.add_people(survey, "Aalst", "Zorg", 8)
    with pytest.raises(actions.NotReady, match="minstens één vraag"):
        actions.launch(survey=survey, by=lies)
    check = as_lies.get(reverse("bevraging:versturen", args=[project.slug, survey.pk])).content.decode()
    assert ("Voeg de eerste toe" in body, "Voeg een vraag toe" in check) == (True, True)


@pytest.mark.django_db
def test_copy_has_the_questions_and_nobody(as_lies, project, lies):
    source = factories.make_published(project, by=lies)
    as_lies.post(new(project), {"sjabloon": "kopie", "bevraging": source.pk})
    copy = project.surveys.exclude(pk=source.pk).get()
    assert actions.questions_of(copy) == actions.questions_of(source)
    assert (copy.status, copy.title, copy.participants.count(), copy.digest) == ("draft", source.title, 0, "")


@pytest.mark.django_db
def test_copy_of_a_survey_of_another_organisation_is_refused(as_lies, project, anker):
    strange = factories.make_draft(factories.make_project(anker, slug="elders"), people=())
    body = as_lies.post(new(project), {"sjabloon": "kopie", "bevraging": strange.pk}).content.decode()
    assert (project.surveys.count(), strange.title in body) == (0, False)


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "copies"), [("draft", 0), ("open", 0), ("published", 1)])
def test_questions_of_a_project_of_another_lead_can_be_copied_once_its_results_are_shown(
    as_lies, linde, project, sent, copies
):
    """Before that only who leads it can read them, so a copy would show what the page itself does not."""
    make = {"draft": factories.make_draft, "open": factories.make_open, "published": factories.make_published}[sent]
    theirs = make(factories.make_project(linde, slug="van-een-ander"))
    Survey.objects.filter(pk=theirs.pk).update(title="Wat zij vragen")
    listed = "Wat zij vragen" in as_lies.get(new(project)).content.decode()
    as_lies.post(new(project), {"sjabloon": "kopie", "bevraging": theirs.pk})
    assert (listed, project.surveys.count()) == (bool(copies), copies)


@pytest.mark.django_db
def test_admin_copies_a_draft_of_any_project_of_the_organisation(client, linde, project):
    draft = factories.make_draft(factories.make_project(linde, slug="van-een-ander"), people=())
    client.force_login(make_ines())
    client.post(new(project), {"sjabloon": "kopie", "bevraging": draft.pk})
    assert project.surveys.count() == 1


@pytest.mark.django_db
def test_new_page_for_reader_is_forbidden_and_for_stranger_missing(client, noor, vik, project):
    found = []
    for person in (noor, vik):
        client.force_login(person)
        found.append((client.get(new(project)).status_code, client.post(new(project)).status_code))
    assert (found, Survey.objects.count()) == ([(403, 403), (404, 404)], 0)


@pytest.mark.django_db
@pytest.mark.parametrize("surveys", [1, 3])
def test_new_page_takes_the_same_queries_for_any_number_of_surveys(
    as_lies, project, surveys, django_assert_num_queries
):
    for _turn in range(surveys):
        factories.make_draft(project, people=())
    with django_assert_num_queries(5):
        as_lies.get(new(project))
