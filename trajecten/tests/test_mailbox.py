"""The mailbox of a machine without a mail server."""

import pytest

from trajecten import mailbox, outbox
from trajecten.outbox import kinds
from trajecten.outbox.kinds import MailKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(settings, tmp_path, monkeypatch):
    """letter(html, text): one mail that was sent to the mailbox."""
    settings.EMAIL_BACKEND = "trajecten.mailbox.MailboxBackend"
    settings.MAILBOX_ON, settings.MAILBOX_DIR = True, tmp_path / "postvak"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    monkeypatch.setattr(kinds, "_kinds", {})
    folder = tmp_path / "mail"
    folder.mkdir()
    outbox.register_kind(MailKind("brief", "brief", resend_when_uncertain=False))

    def letter_(html="<p>Dag</p>", text="Dag"):
        (folder / "brief.subject.txt").write_text("Hoe werk jij?")
        (folder / "brief.txt").write_text(text)
        (folder / "brief.html").write_text(html)
        outbox.queue(kind="brief", key="a", to="bram@linde.example", name="Bram Jacobs")
        outbox.deliver()
        return mailbox.newest()[0]

    return letter_


def test_mailbox_empty_says_so(client, settings, tmp_path):
    settings.MAILBOX_ON, settings.MAILBOX_DIR = True, tmp_path
    assert "Nog geen mails" in client.get("/postvak/").content.decode()


def test_mailbox_lists_what_was_sent(client, letter):
    letter()
    page = client.get("/postvak/").content.decode()
    assert "Hoe werk jij?" in page
    assert "Bram Jacobs &lt;bram@linde.example&gt;" in page


def test_mailbox_mail_shows_text_with_links_that_work(client, letter):
    sent = letter(text="Kijk op http://localhost:8000/v/abc/")
    page = client.get(f"/postvak/{sent.name}/").content.decode()
    assert '<a href="http://localhost:8000/v/abc/"' in page


def test_mailbox_mail_keeps_what_is_safe_of_the_html(client, letter):
    html = (
        '<style>p{color:red}</style><p style="color:red" onclick="x()">Dag <b>Bram</b></p><script>alert(1)</script>'
        '<img src="https://elders.example/pixel"><a href="javascript:alert(1)">x</a><a href="http://localhost/v/abc/">Ga</a>'
    )
    sent = letter(html=html)
    assert sent.html == (
        '<p>Dag <b>Bram</b></p><a rel="noopener noreferrer">x</a><a href="http://localhost/v/abc/" rel="noopener noreferrer">Ga</a>'
    )
    assert sent.html in client.get(f"/postvak/{sent.name}/").content.decode()


@pytest.mark.parametrize("name", ["20260101-120000-abcdef12", "settings", "x" * 300])
def test_mailbox_mail_that_is_not_there_is_404(client, letter, name):
    letter()
    assert client.get(f"/postvak/{name}/").status_code == 404


def test_mailbox_elsewhere_does_not_exist(client, letter, settings):
    sent = letter()
    settings.MAILBOX_ON = False
    assert [client.get(path).status_code for path in ("/postvak/", f"/postvak/{sent.name}/")] == [404, 404]


def test_mailbox_post_is_not_allowed(client, letter):
    assert client.post("/postvak/").status_code == 405
