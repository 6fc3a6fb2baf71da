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
        return mailbox.read(mailbox.names()[0])

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


def test_mailbox_list_opens_only_the_mails_of_its_page(client, letter, settings):
    first = (settings.MAILBOX_DIR / f"{letter().name}.eml").read_bytes()
    for n in range(60):
        (settings.MAILBOX_DIR / f"20300101-0000{n:02}-abcdef12.eml").write_bytes(
            first.replace(b"Hoe werk jij?", b"Mail %d" % n)
        )
    older = settings.MAILBOX_DIR / "20200101-000000-abcdef12.eml"
    older.write_bytes(b"")  # opening it would fail: there is no date in it
    page = client.get("/postvak/")
    assert [one.subject for one in page.context["letters"]] == [f"Mail {n}" for n in range(59, 9, -1)]
    assert 'href="?blad=2"' in page.content.decode()


def test_mailbox_mail_is_shown_in_a_frame_where_nothing_can_run(client, letter):
    sent = letter(
        html="<html><head><style>p{color:red}</style></head><body><p>Dag</p><script>x()</script></body></html>"
    )
    page = client.get(f"/postvak/{sent.name}/")
    frame = f'<iframe class="brief" src="/postvak/{sent.name}/opmaak/" sandbox="allow-popups allow-top-navigation-by-user-activation"'
    assert frame in page.content.decode()
    assert "<script>x()</script>" not in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_mailbox_styled_mail_has_a_policy_of_its_own(client, letter):
    sent = letter(html="<html><head><style>p{color:red}</style></head><body><p>Dag</p></body></html>")
    page = client.get(f"/postvak/{sent.name}/opmaak/")
    policy = {part.split()[0]: part.split()[1:] for part in page["Content-Security-Policy"].split("; ")}
    assert policy == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
    }
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert (
        page.content.decode()
        == '<html><head><base target="_top"></head><body><p style="color: red;">Dag</p></body></html>'
    )


def test_mailbox_style_is_allowed_nowhere_else(client, letter):
    sent = letter()
    for path in ("/postvak/", f"/postvak/{sent.name}/"):
        assert "unsafe-inline" not in client.get(path)["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["20260101-120000-abcdef12", "settings", "x" * 300])
def test_mailbox_mail_that_is_not_there_is_404(client, letter, name):
    letter()
    assert client.get(f"/postvak/{name}/").status_code == 404
    assert client.get(f"/postvak/{name}/opmaak/").status_code == 404


def test_mailbox_elsewhere_does_not_exist(client, letter, settings):
    sent = letter()
    settings.MAILBOX_ON = False
    paths = ("/postvak/", f"/postvak/{sent.name}/", f"/postvak/{sent.name}/opmaak/")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_mailbox_post_is_not_allowed(client, letter):
    assert client.post("/postvak/").status_code == 405
