"""«Wat deden we met jullie antwoorden»: what stands ready, writing, sharing, and the mail that goes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bevraging import actions, feedback_mails, mail_stops, retention
from bevraging.actions import NotReady, themes
from bevraging.feedback import HEADINGS, find_shared, lines_of, secret_of
from bevraging.feedback_ready import most_heard, suggestion
from bevraging.models import Feedback, FeedbackVersion, Survey
from bevraging.tests import factories
from bevraging.tests.factories import write_feedback
from bevraging.tests.talk_factories import make_conversation, make_note, make_theme
from trajecten import history, outbox
from trajecten.models import Event, Mail, Mailing

Status = Survey.Status


@pytest.fixture
def published(linde, lies):
    return factories.make_published(factories.make_project(linde), by=lies)


@pytest.fixture
def shared(published, lies):
    write_feedback(published)
    actions.share_feedback(survey=published, by=lies)
    return published


def mails() -> list[Mail]:
    return list(Mail.objects.filter(kind=feedback_mails.FEEDBACK).order_by("recipient"))


def told(project) -> list[str]:
    return [event.verb for event in Event.objects.filter(project=project, verb__startswith="feedback").order_by("pk")]


# --- What stands ready -------------------------------------------------------------------------


def test_what_stands_ready_is_what_the_results_say(published):
    said = lines_of(suggestion(published)["said"])
    assert said[0] == "12 van 20 collega's deden mee."
    assert said[1] == "Op alle stellingen zegt even vaak iemand ja: ≥ 75%."


def test_contact_stands_ready_when_the_survey_names_one(published):
    assert suggestion(published)["contact"] == "Vragen? Spreek Fatima aan."


def test_nearly_everybody_is_told_without_a_number_of_who_did(linde, lies):
    survey = factories.make_published(factories.make_project(linde), by=lies, answers=18)
    assert lines_of(suggestion(survey)["said"])[0] == "Bijna alle 20 collega's deden mee."


def test_too_few_answers_give_no_figure(linde, lies):
    survey = factories.make_published(factories.make_project(linde), by=lies, answers=4)
    assert (survey.status, suggestion(survey)["said"]) == (
        Status.CLOSED,
        "Er kwamen te weinig antwoorden om iets te tonen. Zo blijft iedereen onherkenbaar.",
    )


def test_everybody_the_same_stands_ready_as_a_band(published):
    said = suggestion(published)["said"]
    assert ("100%" in said, "≥ 75%" in said) == (False, True)


def test_what_stands_ready_comes_in_the_language_that_is_written(published):
    assert "À toutes les affirmations" in suggestion(published, "fr")["said"]


@pytest.mark.parametrize(("notes", "names"), [(4, []), (5, ["Overdracht"])])
def test_theme_that_few_brought_up_is_not_named(published, lies, notes, names):
    theme = make_theme(published.project, "Overdracht", by=lies)
    talk = make_conversation(published.project, by=lies)
    for n in range(notes):
        themes.tag_note(note=make_note(talk, f"Regel {n}"), theme=theme)
    assert most_heard(published) == names


# --- Writing and sharing -----------------------------------------------------------------------


def test_written_words_are_nobodys_until_they_are_shared(published):
    write_feedback(published)
    assert find_shared(secret_of(published.pk)) is None


def test_saving_twice_keeps_one_version(published):
    write_feedback(published, "Eerst.")
    write_feedback(published, "Dan.")
    assert [(one.number, one.texts["nl"]["said"]) for one in FeedbackVersion.objects.all()] == [(1, "Dan.")]


def test_open_survey_has_nothing_to_come_back_with(linde, lies):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    with pytest.raises(NotReady, match="afgesloten"):
        write_feedback(survey)


@pytest.mark.parametrize("part", [name for name in HEADINGS if name != "not_doing"])
def test_part_that_is_empty_is_refused(published, part):
    with pytest.raises(NotReady, match="Vul elk deel in"):
        write_feedback(published, **{part: " "})


def test_what_we_do_not_do_may_stay_empty(published):
    write_feedback(published, not_doing="")
    assert FeedbackVersion.objects.count() == 1


def test_part_that_is_too_long_is_refused(published):
    with pytest.raises(NotReady, match=r"1500 tekens"):
        write_feedback(published, said="x" * 1501)


def test_translation_that_is_emptied_goes_away(published):
    write_feedback(published)
    write_feedback(published, "Moins de papier.", "fr")
    actions.save_feedback(survey=published, language="fr", texts={})
    assert list(FeedbackVersion.objects.get().texts) == ["nl"]


def test_page_without_dutch_cannot_be_shared(published, lies):
    write_feedback(published, "Moins de papier.", "fr")
    with pytest.raises(NotReady, match="Nederlands"):
        actions.share_feedback(survey=published, by=lies)


def test_nothing_written_cannot_be_shared(published, lies):
    with pytest.raises(NotReady, match="Schrijf eerst"):
        actions.share_feedback(survey=published, by=lies)


def test_sharing_twice_shares_once(shared, lies):
    assert actions.share_feedback(survey=shared, by=lies) is None
    assert told(shared.project) == ["feedback_shared"]


def test_new_version_keeps_the_earlier_one(shared, lies):
    first = FeedbackVersion.objects.get()
    write_feedback(shared, "Nu ook lampen.")
    assert find_shared(secret_of(shared.pk)) == first
    second = actions.share_feedback(survey=shared, by=lies)
    first.refresh_from_db()
    assert (find_shared(secret_of(shared.pk)), first.texts["nl"]["said"]) == (second, "Minder papier, meer tablets.")
    assert told(shared.project) == ["feedback_shared", "feedback_renewed"]


def test_new_version_leaves_the_first_day_as_it_is(shared, lies):
    before = Feedback.objects.get().shared_at
    write_feedback(shared, "Nu ook lampen.")
    actions.share_feedback(survey=shared, by=lies)
    assert Feedback.objects.get().shared_at == before


def test_same_words_begin_no_new_version(shared):
    write_feedback(shared)
    assert FeedbackVersion.objects.count() == 1


def test_history_says_it_in_a_sentence(shared):
    sentence = history.sentence(Event.objects.get(verb="feedback_shared"))
    assert sentence.endswith("deelde wat we met de antwoorden op «Hoe werk jij met werkbonnen?» doen.")


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_save_at_once_make_one_version(published):
    def save(text):
        try:
            write_feedback(published, text)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, ["Eén.", "Twee."]))
    assert [one.number for one in FeedbackVersion.objects.all()] == [1]


# --- The mail ----------------------------------------------------------------------------------


def test_mail_goes_to_everybody_who_was_asked(shared, lies):
    assert actions.mail_feedback(survey=shared, by=lies) == 20
    assert len({mail.recipient for mail in mails()}) == 20


def test_mail_pressed_twice_goes_once(shared, lies):
    counts = [actions.mail_feedback(survey=shared, by=lies) for _turn in range(2)]
    assert (counts, len(mails()), Mailing.objects.filter(kind=feedback_mails.FEEDBACK).count()) == ([20, 0], 20, 1)


def test_mail_goes_once_also_when_its_rows_were_forgotten(shared, lies):
    actions.mail_feedback(survey=shared, by=lies)
    outbox.forget(f"survey:{shared.pk}")
    assert (actions.mail_feedback(survey=shared, by=lies), mails()) == (0, [])


def test_new_version_sends_no_second_mail(shared, lies):
    actions.mail_feedback(survey=shared, by=lies)
    write_feedback(shared, "Nu ook lampen.")
    actions.share_feedback(survey=shared, by=lies)
    assert (actions.mail_feedback(survey=shared, by=lies), len(mails())) == (0, 20)


@pytest.mark.django_db(transaction=True)
def test_mail_pressed_at_once_by_two_leads_goes_once(shared, lies):
    def press(_turn):
        try:
            return actions.mail_feedback(survey=shared, by=lies)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [0, 20]
    assert len(mails()) == 20


def test_mail_before_sharing_is_refused(published, lies):
    write_feedback(published)
    with pytest.raises(NotReady, match="Deel eerst"):
        actions.mail_feedback(survey=published, by=lies)


def test_who_wants_no_surveys_by_mail_gets_none(shared, lies):
    person = shared.participants.order_by("pk").first()
    mail_stops.stop(shared.project.organisation_id, person.email)
    actions.mail_feedback(survey=shared, by=lies)
    assert (len(mails()), person.email in {mail.recipient for mail in mails()}) == (19, False)


def test_who_asked_for_no_mails_about_this_survey_gets_none(shared, lies):
    shared.participants.filter(pk=shared.participants.first().pk).update(muted=True)
    assert actions.mail_feedback(survey=shared, by=lies) == 19


def test_who_says_no_while_the_mail_waits_gets_none(shared, lies, mailoutbox):
    actions.mail_feedback(survey=shared, by=lies)
    person = shared.participants.order_by("pk").first()
    mail_stops.stop(shared.project.organisation_id, person.email)
    outbox.deliver()
    to = [address for mail in mailoutbox for address in mail.to]
    assert (len([one for one in to if "collega" in one]), any(person.email in one for one in to)) == (19, False)


def test_mail_does_not_depend_on_who_answered(shared):
    answered = set(shared.participants.filter(answered=True).values_list("pk", flat=True))
    asked = {row[0] for row in feedback_mails.audience_of(shared).people}
    assert (len(answered), len(asked), answered < asked) == (12, 20, True)


def test_survey_of_yesterday_does_not_hold_the_mail_back(shared, lies):
    """At most one survey in fourteen days is about being asked; this mail asks nothing."""
    assert shared.launched_at > timezone.now() - timedelta(days=14)
    assert actions.mail_feedback(survey=shared, by=lies) == 20


def test_mail_speaks_the_language_of_each_person(shared, lies, mailoutbox):
    write_feedback(shared, "Moins de papier.", "fr")
    actions.share_feedback(survey=shared, by=lies)
    person = shared.participants.order_by("pk").first()
    shared.participants.filter(pk=person.pk).update(language="fr")
    actions.mail_feedback(survey=shared, by=lies)
    outbox.deliver()
    french = next(mail for mail in mailoutbox if person.email in mail.to[0])
    assert ("Moins de papier." in french.body, "?taal=fr" in french.body, "Bonjour" in french.body) == (
        True,
        True,
        True,
    )


def test_mail_without_translation_says_the_dutch_words(shared, lies, mailoutbox):
    shared.participants.update(language="en")
    actions.mail_feedback(survey=shared, by=lies)
    outbox.deliver()
    html = next(mail for mail in mailoutbox if "collega" in mail.to[0]).alternatives[0][0]
    assert ("Minder papier, meer tablets." in html, '<p lang="nl"' in html) == (True, True)


def test_row_of_the_mail_holds_no_link(shared, lies):
    actions.mail_feedback(survey=shared, by=lies)
    assert secret_of(shared.pk) not in str([mail.context for mail in mails()])


def test_forgotten_addresses_can_not_be_mailed(shared, lies):
    Survey.objects.filter(pk=shared.pk).update(closed_at=timezone.now() - timedelta(days=31))
    retention.forget_what_is_due()
    shared.refresh_from_db()
    with pytest.raises(NotReady, match="geen adres meer"):
        actions.mail_feedback(survey=shared, by=lies)
    assert Feedback.objects.get().mailed_at is None


def test_forgetting_people_keeps_how_many_were_mailed(shared, lies):
    actions.mail_feedback(survey=shared, by=lies)
    outbox.deliver()
    Survey.objects.filter(pk=shared.pk).update(closed_at=timezone.now() - timedelta(days=31))
    retention.forget_what_is_due()
    assert (Feedback.objects.get().mailed, mails()) == (20, [])
    assert outbox.progress(feedback_mails.mailing_of(shared)).sent == 20


def test_test_mail_goes_to_the_lead_alone(published, lies, mailoutbox):
    write_feedback(published)
    feedback_mails.queue_test(published, FeedbackVersion.objects.get().texts, lies)
    outbox.deliver()
    mine = [mail for mail in mailoutbox if mail.subject.startswith("Test:")]
    assert ([lies.email in mail.to[0] for mail in mine], "Alleen jij" in mine[0].body) == ([True], True)
    assert Feedback.objects.get().mailed_at is None


# --- Told in another way -----------------------------------------------------------------------


def test_told_otherwise_is_kept_once(shared, lies):
    assert actions.tell_otherwise(survey=shared, by=lies, how="Op de briefing") is True
    assert actions.tell_otherwise(survey=shared, by=lies, how="Op de briefing") is False
    assert told(shared.project) == ["feedback_shared", "feedback_told"]


def test_told_before_sharing_is_refused(published, lies):
    with pytest.raises(NotReady, match="Deel eerst"):
        actions.tell_otherwise(survey=published, by=lies, how="Op de briefing")
