"""Signing in: password, emailed code, second factor, limits; mails through the outbox, secrets sealed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisatie.tests.factories import PASSWORD, make_user
from trajecten import outbox
from trajecten.accounts import PURPOSES
from trajecten.models import Mail
from trajecten.outbox.queueing import secret_of

pytestmark = pytest.mark.django_db
LOGIN = "/aanmelden/"
ASK = "/aanmelden/code/"
FILL_IN = "/aanmelden/code/invullen/"


def signed_in(client) -> str:
    return client.session.get("_auth_user_id", "")


def secret(kind):
    return secret_of(Mail.objects.get(kind=kind))


@pytest.mark.parametrize("typed", ["lies@linde.test", "LIES@Linde.Test"])
def test_password_signs_in_whatever_the_capitals(client, lies, typed):
    response = client.post(LOGIN, {"login": typed, "password": PASSWORD})
    assert (response.url, signed_in(client)) == ("/vandaag/", str(lies.pk))


def test_wrong_password_and_unknown_address_get_the_same_answer(client, lies):
    wrong = client.post(LOGIN, {"login": lies.email, "password": "x"}).context["form"].errors
    unknown = client.post(LOGIN, {"login": "niemand@linde.test", "password": "x"}).context["form"].errors
    assert wrong == unknown


def test_ninth_wrong_try_within_a_quarter_is_blocked_even_with_the_right_password(client, lies):
    for _turn in range(8):
        client.post(LOGIN, {"login": lies.email, "password": "x"})
    client.post(LOGIN, {"login": lies.email, "password": PASSWORD})
    assert signed_in(client) == ""


def test_blocked_account_still_gets_in_with_a_code(client, lies):
    for _turn in range(9):
        client.post(LOGIN, {"login": lies.email, "password": "x"})
    client.post(ASK, {"email": lies.email})
    client.post(FILL_IN, {"code": secret("account.aanmeldcode")["code"]})
    assert signed_in(client) == str(lies.pk)


def test_session_key_changes_at_sign_in(client, lies):
    client.get(LOGIN)
    session = client.session
    session["x"] = 1
    session.save()
    before = client.session.session_key
    client.post(LOGIN, {"login": lies.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_code_is_sealed_in_the_outbox_and_expires(client, lies):
    client.post(ASK, {"email": lies.email})
    mail = Mail.objects.get()
    code = secret_of(mail)["code"]
    assert code.encode() not in bytes(mail.sealed)
    assert code not in str(mail.context)
    assert mail.expires_at is not None


def test_code_signs_in(client, lies):
    client.post(ASK, {"email": "LIES@linde.test"})
    client.post(FILL_IN, {"code": secret("account.aanmeldcode")["code"]})
    assert signed_in(client) == str(lies.pk)


def test_link_with_the_code_only_shows_and_its_button_signs_in(client, lies):
    client.post(ASK, {"email": lies.email})
    link = secret("account.aanmeldcode")["link"].removeprefix("http://localhost:8000")
    page = client.get(link)
    assert signed_in(client) == ""
    code = re.search(r'name="code" value="([^"]+)"', page.content.decode())[1]
    client.post(FILL_IN, {"code": code})
    assert signed_in(client) == str(lies.pk)


def test_link_in_another_browser_shows_the_code_to_type_over(client, lies):
    client.post(ASK, {"email": lies.email})
    secrets = secret("account.aanmeldcode")
    client.cookies.clear()
    page = client.get(secrets["link"].removeprefix("http://localhost:8000"))
    assert secrets["code"] in page.content.decode()
    assert b'name="code"' not in page.content


def test_three_wrong_codes_end_the_try(client, lies):
    client.post(ASK, {"email": lies.email})
    for _turn in range(3):
        client.post(FILL_IN, {"code": "FOUTFO"})
    client.post(FILL_IN, {"code": secret("account.aanmeldcode")["code"]})
    assert signed_in(client) == ""


def test_code_for_an_unknown_address_answers_the_same_and_mails_the_other_text(client, db):
    response = client.post(ASK, {"email": "niemand@linde.test"})
    assert response.url == FILL_IN
    assert Mail.objects.get().kind == "account.geen-account"


def test_nobody_signs_up_alone(client, db):
    client.post("/aanmelden/nieuw/", {"email": "nieuw@linde.test", "password1": PASSWORD})
    assert signed_in(client) == ""
    assert client.get("/aanmelden/nieuw/").templates[0].name == "account/signup_closed.html"


@pytest.mark.parametrize("host", ["kwaad.example", "localhost:8000@kwaad.example"])
def test_link_for_a_new_password_never_follows_the_host_header(client, lies, host):
    client.post("/wachtwoord/vergeten/", {"email": lies.email}, headers={"x-forwarded-host": host})
    link = secret("account.wachtwoord-vergeten")["link"]
    assert link.startswith("http://localhost:8000/wachtwoord/nieuw/")


def test_forgotten_password_is_replaced_and_other_sessions_end(client, lies, django_user_model):
    from django.test import Client

    other = Client()
    other.force_login(lies)
    client.post("/wachtwoord/vergeten/", {"email": lies.email})
    link = secret("account.wachtwoord-vergeten")["link"].removeprefix("http://localhost:8000")
    form_url = client.get(link).url
    client.post(form_url, {"password1": "nog-een-lang-wachtwoord", "password2": "nog-een-lang-wachtwoord"})
    lies.refresh_from_db()
    assert lies.check_password("nog-een-lang-wachtwoord")
    assert other.get("/mijn/").status_code == 302
    assert Mail.objects.filter(kind="account.wachtwoord-gewijzigd").count() == 1


def test_second_factor_is_asked_after_the_password(client, lies):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(lies, generate_totp_secret())
    response = client.post(LOGIN, {"login": lies.email, "password": PASSWORD})
    assert (response.url, signed_in(client)) == (reverse("mfa_authenticate"), "")


def by_code(client, user) -> str:
    client.post(ASK, {"email": user.email})
    client.post(FILL_IN, {"code": secret("account.aanmeldcode")["code"]})
    return PASSWORD


def by_reset(client, user) -> str:
    client.post("/wachtwoord/vergeten/", {"email": user.email})
    form_url = client.get(secret("account.wachtwoord-vergeten")["link"].removeprefix("http://localhost:8000")).url
    fresh = "nog-een-lang-wachtwoord"
    client.post(form_url, {"password1": fresh, "password2": fresh})
    client.post(LOGIN, {"login": user.email, "password": fresh})
    return fresh


@pytest.mark.parametrize("way", [by_code, by_reset])
@pytest.mark.parametrize("known", [None, False, True])
@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_second_factor_is_within_reach_whatever_the_way_in(client, lies, way, known, name):
    if known is not None:
        EmailAddress.objects.create(user=lies, email=lies.email, verified=known, primary=True)
    again = {"password": way(client, lies), "next": reverse(name)}
    page = client.post(reverse("account_reauthenticate"), again, follow=True)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, reverse(name))


def test_taste_comes_along_at_sign_in(client, lies):
    type(lies).objects.filter(pk=lies.pk).update(theme="dark", language="fr")
    response = client.post(LOGIN, {"login": lies.email, "password": PASSWORD})
    assert (response.cookies["thema"].value, response.cookies["taal"].value) == ("donker", "fr")


@pytest.mark.parametrize(
    "target", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_sign_in_never_leads_out_of_the_house(client, lies, target):
    assert client.post(LOGIN, {"login": lies.email, "password": PASSWORD, "next": target}).url == "/vandaag/"


def test_signing_out_by_looking_does_nothing(client, lies):
    client.force_login(lies)
    client.get("/afmelden/")
    assert signed_in(client) == str(lies.pk)


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
        "account_change_password",
        "socialaccount_connections",
        "mfa_generate_recovery_codes",
    ],
)
def test_security_page_works_for_who_just_signed_in(client, lies, name):
    client.post(LOGIN, {"login": lies.email, "password": PASSWORD})
    assert client.get(reverse(name), follow=True).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "usersessions_list", "account_change_password"])
def test_security_page_of_a_stranger_leads_to_the_sign_in(client, db, name):
    assert client.get(reverse(name)).url.startswith(LOGIN)


@pytest.mark.parametrize("kind", sorted({f"account.{name}" for name in PURPOSES.values()} | {"account.invitation"}))
def test_mail_of_an_account_leaves_with_its_code_or_link(linde, kind, mailoutbox):
    words = {"by": "Ines", "role": "lezer", "what": "Er is een toegangssleutel bij."}
    secret = {"code": "ABC-DEF", "link": "http://localhost:8000/x/"}
    outbox.queue(kind=kind, key="1", to="lies@linde.test", organisation=linde, context=words, secret=secret)
    outbox.deliver()
    mail = mailoutbox[0]
    html = mail.alternatives[0][0]
    everything = mail.subject + mail.body + html
    assert [mark for mark in ("{{", "{%", "qzx", "None") if mark in everything] == []
    assert "http://localhost:8000/" in html or kind in ("account.geen-account", "account.account-bestaat")


# --- The administration ----------------------------------------------------------------------------


@pytest.fixture
def petra(db):
    return make_user("petra@trajecten.test", "Petra", is_staff=True, is_superuser=True)


MODELS = ["user", "organisation", "location", "jobfunction", "employee", "membership", "invitation", "importrun"]


@pytest.mark.parametrize("model", MODELS)
def test_administration_lists_and_searches(client, petra, lies, model):
    client.force_login(petra)
    assert client.get(reverse(f"admin:organisatie_{model}_changelist"), {"q": "lies"}).status_code == 200


@pytest.mark.parametrize("model", MODELS[:6])
def test_administration_has_a_page_to_add(client, petra, model):
    client.force_login(petra)
    assert client.get(reverse(f"admin:organisatie_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", ["invitation", "importrun"])
def test_administration_only_shows_what_the_site_must_do(client, petra, model):
    client.force_login(petra)
    assert client.get(reverse(f"admin:organisatie_{model}_add")).status_code == 403


def test_administration_signs_in_through_the_house(client, db):
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0].startswith(LOGIN)


def test_administration_refuses_who_is_no_staff(client, lies):
    client.force_login(lies)
    assert client.get("/beheer/", follow=True).status_code == 403


def test_administration_over_https_asks_a_second_factor(client, petra, settings):
    settings.HTTPS = True
    client.force_login(petra)
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0] == reverse("mfa_index")


@pytest.mark.parametrize("text", ["abc", "Bel-0900-123456", "ABCD-EFGH", "BCDF-GHJKL", "bcdf-ghjk"])
def test_sign_in_link_with_anything_else_than_a_code_does_not_repeat_it(client, text):
    page = client.get(f"/aanmelden/link/{text}/").content.decode()
    assert "Deze link werkt niet meer" in page
    assert "Vraag hieronder een nieuwe. Dat duurt 1 minuut." in page
    assert text not in page


def test_sign_in_link_in_another_window_shows_the_code_to_copy(client):
    assert "BCDF-GHJK" in client.get("/aanmelden/link/BCDF-GHJK/").content.decode()


@pytest.mark.parametrize("path", ["/aanmelden/", "/aanmelden/code/", "/wachtwoord/vergeten/"])
def test_sign_in_page_repeats_no_label_inside_its_field(client, path):
    assert "placeholder=" not in client.get(path).content.decode()


@pytest.mark.parametrize(("cookie", "told"), [(True, False), (False, True)])
def test_old_page_speaks_of_cookies_only_when_there_is_none(lies, cookie, told):
    client = Client(enforce_csrf_checks=True)
    if cookie:
        client.get("/aanmelden/")
    page = client.post("/aanmelden/", {"login": lies.email})
    assert page.status_code == 403
    assert ("cookies" in page.content.decode()) is told


def test_sign_in_code_stands_in_the_mail_and_not_on_the_lock_screen(client, lies):
    client.post("/aanmelden/code/", {"email": lies.email})
    outbox.deliver()
    message = mail.outbox[0]
    assert message.subject == "Je code om aan te melden"
    assert re.search(r"^[B-Z]{4}-[B-Z]{4}$", message.body, re.M)
