"""A message by mail: to each colleague once, what it says, what it reaches, and what stops it."""

from datetime import timedelta

import pytest
from django.core import mail as inbox
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.actions.sending import send_message, send_test
from communicatie.delivery import delivery_of
from communicatie.models import Message
from communicatie.reminders import keep_reached, to_keep
from communicatie.tests.factories import make_audience, make_employee, make_message, make_page, secret_of_page
from trajecten import outbox
from trajecten.gate import GateClosed
from trajecten.models import Mail, Mailing, Project
from trajecten.reminders import look, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    project = make_project(linde)
    make_employee("An Peeters", project=project)
    make_employee("Bo Claes", project=project, language="fr")
    make_employee("Cas Zonder", project=project, email="")
    return project


@pytest.fixture
def message(project):
    fields = {"channel": "mail", "status": "ready", "text": "Eerste zin.\n\nTweede zin."}
    return make_message(audience=make_audience("Iedereen", project=project), **fields)


def test_sent_to_everybody_with_an_address_once(message, lies):
    again = Message.objects.get(pk=message.pk)
    assert [send_message(message=one, by=lies) for one in (message, again)] == [True, False]
    outbox.deliver()
    assert sorted(one.to[0] for one in inbox.outbox) == [
        "An Peeters <an.peeters@de-linde.test>",
        "Bo Claes <bo.claes@de-linde.test>",
    ]
    assert message.project.events.filter(verb="message_sent").count() == 1


def test_sent_message_is_told_and_its_reach_is_known_when_all_left(message, lies):
    send_message(message=message, by=lies)
    message.refresh_from_db()
    assert (message.status, message.reached, message.reached_of) == ("sent", None, 3)
    assert (message.mailing.planned, keep_reached(timezone.now())) == (2, 0)
    outbox.deliver()
    assert [keep_reached(timezone.now()) for _turn in range(2)] == [1, 0]
    message.refresh_from_db()
    assert message.reached == 2


def test_sweep_writes_down_what_was_reached(message, lies):
    send_message(message=message, by=lies)
    sweep(), sweep()
    message.refresh_from_db()
    assert message.reached == 2
    assert ("communicatie.reached" in look(timezone.now()), to_keep(timezone.now()).exists()) == (False, False)


def test_mail_reads_as_it_was_written_with_a_frame_in_the_own_language(message, lies):
    Message.objects.filter(pk=message.pk).update(in_it_for_me="Minder overtypen.", feedback_to="bij Fatima")
    send_message(message=message, by=lies)
    outbox.deliver()
    dutch, french = sorted(inbox.outbox, key=lambda one: one.to[0])
    assert [one.subject for one in (dutch, french)] == [message.title] * 2
    for one, words in ((dutch, ["Dag An,", "Wat heb jij eraan? Minder overtypen."]), (french, ["Bonjour Bo,"])):
        text = one.body
        assert [word for word in (*words, "Eerste zin.\n\nTweede zin.", "bij Fatima") if word not in text] == []
    assert ">Eerste zin.</p>" in dutch.alternatives[0][0]
    assert "Lees er alles over" not in dutch.body


def test_page_for_everyone_is_in_the_mail_while_it_is_open_and_in_no_row(message, lies):
    page = make_page(message.project)
    send_message(message=message, by=lies)
    assert [secret_of_page(page) in str(row.context) for row in Mail.objects.all()] == [False, False]
    outbox.deliver()
    link = f"/v/traject/{secret_of_page(page)}/"
    assert [link in one.body and link in one.alternatives[0][0] for one in inbox.outbox] == [True, True]


def test_what_is_typed_in_a_message_is_never_markup(message, lies):
    Message.objects.filter(pk=message.pk).update(text="<b>Vet</b> & meer", title="<i>Kop</i>")
    send_message(message=message, by=lies)
    outbox.deliver()
    html = inbox.outbox[0].alternatives[0][0]
    assert ("<b>Vet</b>" in html, "&lt;b&gt;Vet&lt;/b&gt; &amp; meer" in html, "<i>Kop</i>" in html) == (
        False,
        True,
        False,
    )


def test_who_left_or_has_another_address_gets_nothing(message, lies):
    send_message(message=message, by=lies)
    people = message.project.organisation.employees
    people.filter(name="An Peeters").update(active_until=timezone.localdate() - timedelta(days=1))
    people.filter(name="Bo Claes").update(email="bo@elders.test")
    outbox.deliver()
    assert (len(inbox.outbox), Mail.objects.filter(status="withdrawn").count()) == (0, 2)


def test_broad_what_changes_leaves_only_after_gate_3(message, lies):
    Message.objects.filter(pk=message.pk).update(key="what_changes")
    message.refresh_from_db()
    with pytest.raises(GateClosed):
        send_message(message=message, by=lies)
    assert (Mail.objects.count(), Mailing.objects.count()) == (0, 0)
    Project.objects.filter(pk=message.project_id).update(step=4)
    assert send_message(message=message, by=lies)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "status": "planned"}, "Schrijf eerst de tekst"),
        ({"text": "Ga naar [naam]."}, "Vul eerst nog in"),
    ],
)
def test_message_without_its_words_does_not_leave(message, lies, fields, sentence):
    Message.objects.filter(pk=message.pk).update(**fields)
    message.refresh_from_db()
    for leave in (send_message, send_test):
        with pytest.raises(ValidationError, match=sentence):
            leave(message=message, by=lies)
    assert Mail.objects.count() == 0


def test_people_outside_get_no_mail_from_us(project, lies):
    families = make_audience("Families", project=project, kind="outside", outside_count=10)
    with pytest.raises(ValidationError, match="buiten de organisatie"):
        send_message(message=make_message(audience=families, text="Dag."), by=lies)


def test_nobody_with_an_address_is_no_sending(project, lies):
    project.organisation.employees.update(email="")
    message = make_message(audience=make_audience("Iedereen", project=project), text="Dag.")
    with pytest.raises(ValidationError, match="Niemand van deze doelgroep"):
        send_message(message=message, by=lies)
    message.refresh_from_db()
    assert (message.status, Mailing.objects.count()) == ("planned", 0)


def test_test_goes_to_who_writes_and_changes_nothing(message, lies):
    assert [send_test(message=message, by=lies) for _turn in range(2)] == [True, False]
    outbox.deliver()
    message.refresh_from_db()
    assert ([one.to for one in inbox.outbox], message.status) == ([[f"{lies.name} <{lies.email}>"]], "ready")
    assert inbox.outbox[0].subject == f"Test: {message.title}"
    assert "Alleen jij krijgt deze mail." in inbox.outbox[0].body


def test_message_that_left_by_mail_does_not_come_back(message, lies):
    from communicatie.actions.plan import take_back

    send_message(message=message, by=lies)
    message.refresh_from_db()
    assert not take_back(message=message, by=lies)


# --- How it went ---------------------------------------------------------------------------------


def test_report_counts_what_arrived_and_names_only_for_who_leads(message, lies):
    send_message(message=message, by=lies)
    outbox.deliver()
    Mail.objects.filter(recipient="bo.claes@de-linde.test").update(status="failed")
    Mailing.objects.update(sent=1, failed=1)
    message = Message.objects.select_related("mailing", "audience__project").get(pk=message.pk)
    lead, reader = delivery_of(message, names=True), delivery_of(message, names=False)
    assert (lead.progress.sent, lead.progress.failed, lead.without_address, lead.done) == (1, 1, 1, 1)
    assert (lead.failed, lead.unreached) == (["Bo Claes (bo.claes@de-linde.test)"], ["Cas Zonder, Aalst"])
    assert (reader.progress, reader.without_address, reader.failed, reader.unreached) == (lead.progress, 1, [], [])


def test_mail_that_nobody_knows_about_is_told_at_the_end_only(message, lies):
    send_message(message=message, by=lies)
    Mail.objects.filter(recipient="bo.claes@de-linde.test").update(status="uncertain", lease_until=timezone.now())
    message = Message.objects.select_related("mailing", "audience__project").get(pk=message.pk)
    assert delivery_of(message, names=True).note == ""
    Mailing.objects.update(sent=0, uncertain=1, withdrawn=1, finished_at=timezone.now())
    note = delivery_of(message, names=True).note
    assert note.startswith("Van 1 weten we niet zeker of hij aankwam. 1 vertrok niet:")


def test_what_did_not_leave_by_mail_has_no_report(message):
    assert delivery_of(message, names=True) is None


def test_sending_to_500_takes_no_query_for_each(project, lies, django_assert_max_num_queries):
    from organisatie.tests.factories import make_employees

    make_employees(project.organisation, 500)
    message = make_message(audience=make_audience("Iedereen", project=project), text="Dag.")
    with django_assert_max_num_queries(30):
        send_message(message=message, by=lies)
    assert Mail.objects.count() == 502
