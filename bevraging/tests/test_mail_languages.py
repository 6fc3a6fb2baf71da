"""Mails stand in the language of who reads them, the title and the introduction of the survey included."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail as django_mail
from django.utils import timezone, translation

from bevraging import actions, mails
from bevraging.actions.pulse import launch_pulse
from bevraging.tests import factories
from trajecten import outbox
from trajecten.models import Mail

pytestmark = pytest.mark.django_db
FRENCH = {"fr": {"title": "Comment travaillez-vous ?", "intro": "Dites-nous ce qui marche."}}


@pytest.fixture
def survey(linde, lies):
    """Twenty colleagues asked: the first reads French, the second English, the others Dutch; only French is written."""
    survey = factories.make_draft(factories.make_project(linde), created_by=lies)
    survey.versions.update(translations=FRENCH)
    for person, language in zip(survey.participants.order_by("pk"), ("fr", "en"), strict=False):
        survey.participants.filter(pk=person.pk).update(language=language)
    actions.launch(survey=survey, by=lies)
    return survey


def mailed(survey, language):
    """The newest mail to the first colleague who reads `language`."""
    outbox.deliver()
    address = survey.participants.filter(language=language).order_by("pk").first().email
    return next(one for one in reversed(django_mail.outbox) if parseaddr(one.to[0])[1] == address)


@pytest.mark.parametrize(
    ("language", "title", "intro"),
    [
        ("fr", "Comment travaillez-vous ?", "Dites-nous ce qui marche."),
        ("nl", "Hoe werk jij met werkbonnen?", "Vertel ons wat voor jou goed werkt en wat niet."),
        ("en", "Hoe werk jij met werkbonnen?", "Vertel ons wat voor jou goed werkt en wat niet."),
    ],
)
def test_invitation_has_title_and_intro_in_the_language_of_who_reads_it(survey, language, title, intro):
    mail = mailed(survey, language)
    html = mail.alternatives[0][0]
    assert (mail.subject.startswith(title), intro in mail.body, title in html, intro in html) == (True,) * 4


def test_invitation_to_a_corrected_address_has_the_title_in_the_language_of_who_reads_it(survey):
    person = survey.participants.get(language="fr")
    person.email, person.generation = "nouveau@linde.test", 2
    mails.queue_invitation_again(survey, person)
    assert Mail.objects.get(recipient="nouveau@linde.test").context["title"] == "Comment travaillez-vous ?"


def test_reminder_carries_the_words_in_the_language_of_who_reads_it(survey):
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        mails.queue_reminder(survey, 1)
    sent = Mail.objects.filter(kind=mails.REMINDERS[1]).exclude(language="en")
    assert {(one.language, one.context["title"]) for one in sent} == {
        ("fr", "Comment travaillez-vous ?"),
        ("nl", "Hoe werk jij met werkbonnen?"),
    }


def test_closing_notice_has_the_title_in_the_language_of_the_lead(survey, lies):
    lies.language = "fr"
    lies.save()
    survey.created_by = lies
    actions.close(survey=survey, by=lies)
    assert Mail.objects.get(kind=mails.CLOSED).context["title"] == "Comment travaillez-vous ?"


def test_pulse_sent_from_a_french_screen_is_dutch_french_and_english(linde, lies):
    project = factories.make_project(linde)
    factories.make_draft(project, people=(("Aalst", "Zorg", 12),)).delete()
    with translation.override("fr"):
        pulse = launch_pulse(project=project, by=lies)
    words = pulse.versions.get().translations
    assert (pulse.title, words["fr"]["title"], words["en"]["title"]) == (
        "Hoe sta jij er nu tegenover?",
        "Qu’en pensez-vous maintenant ?",
        "How do you feel about it now?",
    )


def test_start_survey_made_on_a_french_screen_is_dutch_french_and_english(linde, lies):
    with translation.override("fr"):
        survey = actions.create_start_survey(project=factories.make_project(linde), by=lies)
    words = survey.versions.get().translations
    assert (survey.title, words["fr"]["title"], words["en"]["title"]) == (
        "Hoe loopt het nu bij jou?",
        "Comment cela se passe-t-il chez vous ?",
        "How are things going for you now?",
    )
