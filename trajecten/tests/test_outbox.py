"""The outbox seen from the caller: what is queued, what leaves, and what it looks like."""

import re
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from trajecten import outbox
from trajecten.models import Mail, Mailing
from trajecten.outbox import kinds
from trajecten.outbox.kinds import MailKind
from trajecten.outbox.text import CONTROL, one_line

pytestmark = pytest.mark.django_db
Status = Mail.Status


@pytest.fixture
def kind(monkeypatch, tmp_path, settings):
    """kind(...): a kind of mail with small templates of its own, known for one test."""
    monkeypatch.setattr(kinds, "_kinds", {})
    folder = tmp_path / "mail" / "proef"
    folder.mkdir(parents=True)
    templates = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [templates]

    def kind_(
        subject="Dag {{ first_name }}",
        text="Dag {{ first_name }}, zie {{ link }}",
        html="<html><head></head><body><p>Dag {{ first_name }}</p></body></html>",
        code="proef",
        resend_when_uncertain=True,
        **hooks,
    ):
        (folder / "brief.subject.txt").write_text(subject)
        (folder / "brief.txt").write_text(text)
        (folder / "brief.html").write_text(html)
        return outbox.register_kind(
            MailKind(code=code, template="proef/brief", resend_when_uncertain=resend_when_uncertain, **hooks)
        )

    return kind_


def queue(key="a", to="bram@linde.example", **more):
    return outbox.queue(kind="proef", key=key, to=to, **more)


def specs(count, **more):
    return [outbox.MailSpec(kind="proef", key=f"k{n}", to=f"p{n}@linde.example", **more) for n in range(count)]


def names(**values):
    return lambda mails: {mail.pk: values for mail in mails}


def test_queue_the_same_key_twice_is_one_row(kind):
    kind()
    assert (queue(), queue(), Mail.objects.count()) == (True, False, 1)


def test_queue_rolled_back_with_its_cause_leaves_no_row(kind):
    kind()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert Mail.objects.count() == 0


def test_queue_unknown_kind_is_refused(kind):
    with pytest.raises(ImproperlyConfigured):
        queue()


def test_register_kind_taken_code_is_refused(kind):
    kind()
    with pytest.raises(ImproperlyConfigured):
        outbox.register_kind(MailKind(code="proef", template="ander/brief", resend_when_uncertain=False))


def test_queue_many_counts_only_new_rows(kind, linde):
    kind()
    queue(key="k1")
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=5)
    assert outbox.queue_many(specs(5), mailing=mailing) == 4


def test_queue_rings_once_however_many_mails(kind, django_capture_on_commit_callbacks, monkeypatch):
    kind()
    rung = []
    monkeypatch.setattr("trajecten.tasks.deliver.apply_async", lambda **_: rung.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        queue(key="a")
        queue(key="b")
    assert rung == [1]


def test_queue_for_later_does_not_ring(kind, django_capture_on_commit_callbacks):
    kind()
    with django_capture_on_commit_callbacks() as callbacks:
        queue(not_before=timezone.now() + timedelta(hours=1))
    assert callbacks == []


def test_ring_with_the_broker_away_is_swallowed(kind, django_capture_on_commit_callbacks, monkeypatch):
    from kombu.exceptions import OperationalError

    def away(**_):
        raise OperationalError

    kind()
    monkeypatch.setattr("trajecten.outbox.doorbell._quiet_until", 0.0)
    monkeypatch.setattr("trajecten.tasks.deliver.apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    assert outbox.deliver() == {"sent": 1}


def test_deliver_fills_in_the_personal_values(kind):
    kind(personal=names(first_name="Bram", link="http://localhost/v/abc/"))
    queue(name="Bram Jacobs")
    outbox.deliver()
    [mail] = django_mail.outbox
    html = mail.alternatives[0][0]
    assert (mail.subject, mail.body.strip(), mail.to) == (
        "Dag Bram",
        "Dag Bram, zie http://localhost/v/abc/",
        ["Bram Jacobs <bram@linde.example>"],
    )
    assert "<p>Dag Bram</p>" in html


def test_deliver_escapes_personal_values_in_html_only(kind):
    kind(personal=names(first_name="<b>'Bram'</b>", link="x"))
    queue()
    outbox.deliver()
    [mail] = django_mail.outbox
    assert mail.subject == "Dag <b>'Bram'</b>"
    assert "<p>Dag &lt;b&gt;&#x27;Bram&#x27;&lt;/b&gt;</p>" in mail.alternatives[0][0]


def test_deliver_an_empty_personal_value_is_false_in_the_template(kind):
    kind(text="Dag{% if first_name %} {{ first_name }}{% endif %},", personal=names(first_name=""))
    queue()
    outbox.deliver()
    assert django_mail.outbox[0].body == "Dag,\n"


def test_deliver_fills_in_sealed_secrets(kind):
    kind(text="Je code is {{ code }}.")
    queue(secret={"code": "884213"})
    assert b"884213" not in bytes(Mail.objects.get().sealed)
    outbox.deliver()
    assert django_mail.outbox[0].body == "Je code is 884213.\n"


def test_deliver_empties_what_the_row_held(kind):
    kind()
    queue(context={"title": "Werkbonnen"}, secret={"code": "1"})
    outbox.deliver()
    mail = Mail.objects.get()
    assert (mail.status, mail.context, mail.sealed, mail.lease_by) == (Status.SENT, {}, None, None)


def test_deliver_inlines_the_css(kind):
    kind(html="<html><head><style>p{color:#123456}</style></head><body><p>x</p></body></html>")
    queue()
    outbox.deliver()
    assert '<p style="color: #123456;">' in django_mail.outbox[0].alternatives[0][0]


def test_deliver_renders_once_for_a_whole_mailing(kind, linde, monkeypatch):
    from trajecten.outbox import composing

    kind(personal=lambda mails: {mail.pk: {"first_name": mail.recipient} for mail in mails})
    rendered, real = [], composing.render
    monkeypatch.setattr(composing, "render", lambda *args: rendered.append(1) or real(*args))
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=30)
    outbox.queue_many(specs(30), mailing=mailing)
    assert outbox.deliver() == {"sent": 30}
    assert rendered == [1]


def test_deliver_header_injection_becomes_a_space(kind):
    kind(subject="Over {{ title }}", personal=names(title="x\r\nBcc: vik@anker.example"))
    queue(name="Bram\r\nBcc: vik@anker.example")
    outbox.deliver()
    [mail] = django_mail.outbox
    assert mail.subject == "Over x Bcc: vik@anker.example"
    assert mail.recipients() == ['"Bram Bcc: vik@anker.example" <bram@linde.example>']


def test_deliver_sets_the_headers_of_an_automatic_mail(kind):
    kind(personal=names(unsubscribe_url="http://localhost/u/abc/"))
    queue()
    row = Mail.objects.get()
    outbox.deliver()
    headers = django_mail.outbox[0].extra_headers
    assert headers["Message-ID"] == f"<{row.pk}@localhost>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe"] == "<http://localhost/u/abc/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_deliver_rechecks_what_is_no_longer_wanted(kind):
    kind(recheck=lambda mails: {mail.pk: "gesloten" for mail in mails if mail.key == "a"})
    queue(key="a")
    queue(key="b")
    assert outbox.deliver() == {"withdrawn": 1, "sent": 1}
    assert Mail.objects.get(key="a").error == "gesloten"


def test_deliver_expired_is_withdrawn(kind):
    kind()
    queue(expires_at=timezone.now() - timedelta(seconds=1))
    assert outbox.deliver() == {"withdrawn": 1}


def test_deliver_not_yet_due_waits(kind):
    kind()
    queue(not_before=timezone.now() + timedelta(minutes=1))
    assert (outbox.deliver(), Mail.objects.get().status) == ({}, Status.WAITING)


def test_deliver_single_mails_go_before_a_mailing(kind, linde):
    kind()
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=3)
    outbox.queue_many(specs(3), mailing=mailing)
    queue(key="code", to="lies@linde.example")
    outbox.deliver(limit=1)
    assert django_mail.outbox[0].to == ["lies@linde.example"]


def test_deliver_a_template_that_breaks_fails_that_mail_only(kind, caplog):
    kind(text="{% if boom %}{{ boom.x.y }}{% endif %}{% include boom %}", personal=names(first_name="x"))
    queue(key="a", context={"boom": "bestaat-niet.html"})
    queue(key="b", context={"boom": "mail/proef/brief.subject.txt"})
    assert outbox.deliver() == {"failed": 1, "sent": 1}


def test_deliver_a_hook_that_breaks_leaves_the_mail_waiting(kind):
    def broken(mails):
        raise ValueError

    kind(recheck=broken)
    queue()
    assert outbox.deliver() == {"deferred": 1}
    assert Mail.objects.get().status == Status.WAITING


def test_deliver_mail_withdrawn_after_the_claim_is_not_sent(kind):
    def withdraw_meanwhile(mails):
        outbox.withdraw("survey:1")
        return {}

    kind(recheck=withdraw_meanwhile)
    queue(subject_key="survey:1")
    outbox.deliver()
    assert (django_mail.outbox, Mail.objects.get().status) == ([], Status.WITHDRAWN)


def test_progress_while_running_and_when_finished(kind, linde):
    kind()
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=3)
    outbox.queue_many(specs(3), mailing=mailing)
    outbox.deliver(limit=2)
    assert outbox.progress(mailing) == outbox.Progress(3, 2, 1, 0, 0, 0, False)
    outbox.deliver()
    assert outbox.progress(mailing) == outbox.Progress(3, 3, 0, 0, 0, 0, True)


def test_progress_of_a_mailing_without_new_mails_is_finished(kind, linde):
    kind()
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=0)
    outbox.queue_many([], mailing=mailing)
    assert outbox.progress(mailing).finished is True


def test_forget_keeps_the_totals_and_no_row(kind, linde):
    kind()
    mailing = outbox.start_mailing(organisation=linde, kind="proef", subject_key="survey:1", planned=3)
    outbox.queue_many(specs(3), mailing=mailing)
    outbox.deliver(limit=2)
    assert outbox.forget("survey:1") == 3
    assert outbox.progress(mailing) == outbox.Progress(3, 2, 0, 0, 0, 1, True)
    assert Mail.objects.count() == 0


def test_forget_leaves_other_subjects(kind):
    kind()
    queue(key="a", subject_key="survey:1")
    queue(key="b", subject_key="survey:2")
    outbox.forget("survey:1")
    assert list(Mail.objects.values_list("key", flat=True)) == ["b"]


def test_figures_count_per_state(kind):
    kind()
    queue(key="a")
    queue(key="b", not_before=timezone.now() - timedelta(minutes=5))
    outbox.deliver(limit=1)
    figures = outbox.figures()
    assert (figures["sent"], figures["waiting"], figures["maybe_twice"]) == (1, 1, 0)
    assert figures["oldest_due_seconds"] < 60
    assert Mailing.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_deliver_over_a_new_session_with_the_database(kind, mailoutbox):
    kind()
    for key in "ab":  # what was prepared in the first session is not known in the second
        Mail.objects.create(kind="proef", key=key, recipient="bram@linde.example")
        assert outbox.deliver() == {"sent": 1}
        connection.close()
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    "text", ["Bram Peeters", " Bram  Peeters ", "Bram\r\nBcc: x", "Bram\u2028P", "Bram\xa0P", "b" * 300, "", "Zoë  "]
)
def test_one_line_is_the_same_by_the_short_way(text):
    slow = re.sub(r"\s+", " ", CONTROL.sub(" ", text)).strip()[:200]
    assert one_line(text) == slow
