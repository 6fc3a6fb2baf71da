"""The outbox against a real mail server: what its answers, its silence and its absence do to a row."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from promises.harness import free_port
from trajecten import outbox
from trajecten.models import Heartbeat, Mail
from trajecten.outbox import claiming, delivery, kinds, policy, stopping
from trajecten.outbox.kinds import MailKind
from trajecten.tests.mail_server import MailServer

pytestmark = pytest.mark.django_db
Status = Mail.Status


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = "127.0.0.1", False, ""
    settings.DEFAULT_FROM_EMAIL = "Trajecten – De Linde <trajecten@linde.example>"
    server = MailServer()
    server.controller.start()
    settings.EMAIL_PORT = server.port
    yield server
    server.controller.stop()


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch, tmp_path, settings):
    """`uitnodiging` is sent again when uncertain, `herinnering` never."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/brief.subject.txt").write_text("Hoe wérk jij? {{ recipient_name }}")
    (tmp_path / "mail/brief.txt").write_text("Dag {{ recipient_name }},\n.\nÉén punt op een regel.\n" + "lang " * 40)
    (tmp_path / "mail/brief.html").write_text("<p>Dag {{ recipient_name }}</p>")
    monkeypatch.setattr(kinds, "_kinds", {})
    outbox.register_kind(MailKind("uitnodiging", "brief", resend_when_uncertain=True))
    outbox.register_kind(MailKind("herinnering", "brief", resend_when_uncertain=False))


def queue(key="a", kind="uitnodiging", name="Bram Jacobs", to=None, **more):
    outbox.queue(kind=kind, key=key, to=to or f"{key}@linde.example", name=name, **more)
    return Mail.objects.get(key=key)


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


def test_mail_arrives_as_it_was_written(server):
    row = queue(name="Zoë Ångström-De Smet")
    outbox.deliver()
    [(recipient, message)] = server.accepted
    assert recipient == "a@linde.example"
    assert message["To"] == "Zoë Ångström-De Smet <a@linde.example>"
    assert message["From"] == "Trajecten – De Linde <trajecten@linde.example>"
    assert message["Subject"] == "Hoe wérk jij? Zoë Ångström-De Smet"
    assert message["Message-ID"] == f"<{row.pk}@linde.example>"
    text, html = message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()
    assert text.splitlines()[:3] == ["Dag Zoë Ångström-De Smet,", ".", "Één punt op een regel."]
    assert "<p>Dag Zoë Ångström-De Smet</p>" in html
    assert max(len(line) for line in server.raw[0].splitlines()) <= 78


def test_many_mails_share_one_connection(server):
    for number in range(30):
        queue(f"k{number}")
    assert outbox.deliver() == {"sent": 30}
    assert server.connections == 1


def test_international_domain_goes_out_in_ascii(server):
    queue(to="bram@kaasbär.example")
    outbox.deliver()
    assert server.accepted[0][0] == "bram@xn--kaasbr-fua.example"


def test_address_that_no_mail_can_reach_fails(server):
    queue("a", to="bräm@linde.example")
    queue("b")
    assert outbox.deliver() == {"failed": 1, "sent": 1}


@pytest.mark.parametrize("word", ["RCPT", "DATA"])
def test_not_now_waits_and_tries_again(server, word):
    row = queue()
    server.answers[word] = ["451 try again later"]
    assert outbox.deliver() == {"deferred": 1}
    row.refresh_from_db()
    assert (row.status, row.attempts, row.error) == (Status.WAITING, 1, "451 try again later")
    assert outbox.deliver() == {}
    with later(minutes=1, seconds=1):
        assert outbox.deliver() == {"sent": 1}


@pytest.mark.parametrize("word", ["RCPT", "DATA"])
def test_no_for_good_fails_and_is_kept_visible(server, word):
    row = queue()
    server.answers[word] = ["550 no such person"]
    assert outbox.deliver() == {"failed": 1}
    row.refresh_from_db()
    assert (row.status, row.error) == (Status.FAILED, "550 no such person")


def test_full_mailbox_is_tried_again(server):
    queue()
    server.answers["RCPT"] = ["552 mailbox full"]
    assert outbox.deliver() == {"deferred": 1}


def test_refused_mail_leaves_the_next_one_alone(server):
    queue("a")
    queue("b")
    server.answers["DATA"] = ["550 spam"]
    assert outbox.deliver() == {"failed": 1, "sent": 1}
    assert server.connections == 1


@pytest.mark.parametrize("answer", ["421 closing", "hang up"])
def test_connection_closed_before_the_text_is_opened_again(server, answer):
    queue("a")
    queue("b")
    server.answers["RCPT"] = [answer]
    assert outbox.deliver() == {"sent": 2}
    assert server.connections == 2


def test_closing_after_the_text_is_a_known_no(server):
    queue()
    server.answers["DATA"] = ["421 too busy"]
    assert outbox.deliver() == {"deferred": 1}
    assert server.accepted == []


def test_silence_after_the_text_stays_uncertain(server):
    row = queue()
    server.answers["DATA"] = ["accept, hang up"]
    assert outbox.deliver() == {"uncertain": 1}
    row.refresh_from_db()
    assert row.status == Status.UNCERTAIN


def test_uncertain_invitation_goes_once_more_with_the_same_bytes(server):
    row = queue()
    server.answers["DATA"] = ["accept, hang up"]
    outbox.deliver()
    with later(minutes=6):
        assert outbox.deliver() == {"resent": 1, "sent": 1}
    row.refresh_from_db()
    assert (row.status, row.maybe_twice) == (Status.SENT, True)
    assert server.raw[0] == server.raw[1]


def test_uncertain_invitation_goes_once_more_and_not_twice(server):
    row = queue()
    server.answers["DATA"] = ["accept, hang up", "accept, hang up"]
    outbox.deliver()
    with later(minutes=6):
        outbox.deliver()
    with later(minutes=12):
        assert outbox.deliver() == {"unknown": 1}
    row.refresh_from_db()
    assert (row.status, len(server.accepted)) == (Status.UNKNOWN, 2)


def test_uncertain_reminder_is_never_sent_again(server):
    row = queue(kind="herinnering", context={"title": "x"})
    server.answers["DATA"] = ["accept, hang up"]
    outbox.deliver()
    with later(minutes=6):
        assert outbox.deliver() == {"unknown": 1}
    row.refresh_from_db()
    assert (row.status, row.context, len(server.accepted)) == (Status.UNKNOWN, {}, 1)


def test_sender_that_died_after_the_claim_loses_its_lease(server):
    queue()
    claiming.claim(10)
    assert outbox.deliver() == {}
    with later(minutes=6):
        assert outbox.deliver() == {"sent": 1}


def test_sender_that_lost_its_lease_does_not_send(server, monkeypatch):
    row = queue()
    real = delivery.Round._offer

    def slow(self, composed):
        # Somebody else took the mail while this sender was waiting for the server.
        Mail.objects.filter(pk=row.pk).update(lease_by="00000000-0000-0000-0000-000000000000")
        real(self, composed)

    monkeypatch.setattr(delivery.Round, "_offer", slow)
    outbox.deliver()
    assert server.accepted == []


def test_two_senders_take_different_mails():
    for number in range(6):
        queue(f"k{number}")
    first, second = claiming.claim(4), claiming.claim(4)
    assert (len(first), len(second)) == (4, 2)
    assert {mail.pk for mail in first}.isdisjoint({mail.pk for mail in second})


def test_round_that_is_asked_to_stop_gives_the_rest_back(server, monkeypatch):
    for number in range(5):
        queue(f"k{number}")
    real = delivery.Round._one

    def one_and_stop(self, *args):
        real(self, *args)
        stopping.ask()

    monkeypatch.setattr(delivery.Round, "_one", one_and_stop)
    try:
        assert outbox.deliver() == {"sent": 1}
    finally:
        stopping.clear()
    assert Mail.objects.filter(status=Status.WAITING, lease_by=None).count() == 4


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = "127.0.0.1", False, ""
    settings.EMAIL_PORT = free_port()


def test_server_away_leaves_the_mail_waiting(no_server):
    row = queue()
    assert outbox.deliver() == {}
    row.refresh_from_db()
    assert (row.status, row.attempts) == (Status.WAITING, 0)
    assert row.first_attempt_at is not None


def test_server_away_longer_than_the_patience_fails(no_server):
    queue()
    outbox.deliver()
    with later(hours=71, minutes=59):
        assert outbox.deliver() == {}
    with later(hours=72, minutes=1):
        assert outbox.deliver() == {"failed": 1}


def test_server_away_ten_times_is_tried_once_a_minute(no_server, monkeypatch):
    tries, real = [], delivery.connect
    monkeypatch.setattr(delivery, "connect", lambda: tries.append(1) or real())
    queue()
    for _turn in range(15):
        outbox.deliver()
    assert len(tries) == policy.BREAKER_AFTER
    with later(seconds=61):
        outbox.deliver()
        outbox.deliver()
    assert len(tries) == policy.BREAKER_AFTER + 1


def test_server_that_is_back_closes_the_breaker(server):
    queue()
    Heartbeat.objects.create(name="smtp", at=timezone.now() - timedelta(minutes=2), note="40")
    assert outbox.deliver() == {"sent": 1}
    assert Heartbeat.objects.get(name="smtp").note == "0"


def test_patience_ends_after_72_hours_and_not_before(server):
    row = queue()
    server.answers["RCPT"] = ["451 later"] * 200
    start, waits = timezone.now(), []
    while Mail.objects.get().status == Status.WAITING:
        row.refresh_from_db()
        with time_machine.travel(row.not_before + timedelta(seconds=1), tick=False):
            outbox.deliver()
            waits.append((timezone.now() - start).total_seconds() / 60)
    assert [round(waits[turn + 1] - waits[turn]) for turn in range(8)] == [1, 2, 5, 15, 30, 60, 60, 60]
    assert 71 * 60 < waits[-1] <= 72 * 60
    assert Mail.objects.get().error == "451 later"


def test_throttle_spreads_mails_over_the_minute(server, settings, monkeypatch):
    settings.EMAIL_PER_MINUTE = 600
    for number in range(6):
        queue(f"k{number}")
    naps = []
    monkeypatch.setattr("trajecten.outbox.throttle.time.sleep", naps.append)
    clock = iter(range(10**6))
    monkeypatch.setattr("trajecten.outbox.throttle.time.monotonic", lambda: sum(naps) + next(clock) * 1e-6)
    outbox.deliver()
    assert 0.45 < sum(naps) < 0.6
