"""The screens of sending: look, test, send, follow; poster, sheet and screen."""

import pytest
from django.core import mail as inbox

from bevraging.tests.factories import make_project
from bevraging.tests.pdf_reading import read
from communicatie.models import Message
from communicatie.plan_papers import tips_for
from communicatie.tests.factories import make_audience, make_employee, make_message, make_page, secret_of_page
from communicatie.tests.plan_pages import statuses, text_of, url, words_of
from trajecten import outbox
from trajecten.models import Mail, Mailing, Project, ProjectRole

pytestmark = pytest.mark.django_db
ON_PAPER = ["boodschap_affiche", "boodschap_blad"]


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    make_employee("An Peeters", project=project)
    make_employee("Bo Claes", project=project)
    make_employee("Cas Zonder", project=project, email="")
    return project


@pytest.fixture
def message(project):
    fields = {"channel": "mail", "status": "ready", "text": "Eerste zin.\n\nTweede zin."}
    return make_message(audience=make_audience("Iedereen", project=project), **fields)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


# --- Who may ------------------------------------------------------------------------------------


def test_preview_is_for_who_leads_and_only_looks(client, lies, noor, vik, project, message):
    path = url("boodschap_versturen", project, message.number)
    assert statuses(client, [lies, noor, vik], path) == [200, 403, 404]
    assert statuses(client, [lies, noor, vik], path, "post") == [405, 405, 405]


def test_sending_is_for_who_leads(client, lies, noor, vik, project, message):
    path = url("boodschap_verstuur", project, message.number)
    assert statuses(client, [lies, noor, vik], path) == [200, 403, 404]
    assert statuses(client, [noor, vik], path, "post") == [403, 404]
    assert statuses(client, [lies], path, "put") == [405]


def test_test_mail_is_pressed_by_who_leads(client, lies, noor, vik, project, message):
    path = url("boodschap_test", project, message.number)
    assert statuses(client, [lies], path) == [405]
    assert statuses(client, [noor, vik, lies], path, "post") == [403, 404, 302]


@pytest.mark.parametrize("name", [*ON_PAPER, "boodschap_scherm"])
def test_paper_and_screen_are_for_who_sees_results(client, lies, noor, vik, project, message, name):
    path = url(name, project, message.number)
    assert statuses(client, [lies, noor, vik], path) == [200, 200, 404]
    assert statuses(client, [lies], path, "post") == [405]


# --- Look, test, send ----------------------------------------------------------------------------


def test_preview_says_to_how_many_and_shows_the_words(as_lies, project, message):
    words = words_of(as_lies.get(url("boodschap_versturen", project, 1)))
    wanted = ["2 collega’s krijgen de mail.", "1 collega heeft geen mailadres", "Verstuur naar 2 collega", "Dag Lies,", "Eerste zin."]  # fmt: skip
    assert [word for word in wanted if word not in words] == []
    assert "Lees er alles over" not in words
    make_page(project)
    assert "Lees er alles over" in words_of(as_lies.get(url("boodschap_versturen", project, 1)))


def test_looking_sends_nothing(as_lies, project, message):
    for name in ("boodschap_versturen", "boodschap_verstuur", "boodschap"):
        as_lies.get(url(name, project, 1))
    message.refresh_from_db()
    assert (Mail.objects.count(), message.status) == (0, "ready")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "status": "planned"}, "Schrijf eerst de tekst van de boodschap."),
        ({"text": "Ga naar [naam]."}, "Vul eerst nog in: [naam]"),
    ],
)
def test_message_without_its_words_has_no_button(as_lies, project, message, fields, sentence):
    Message.objects.update(**fields)
    page = as_lies.get(url("boodschap_versturen", project, 1))
    assert sentence in words_of(page)
    assert url("boodschap_verstuur", project, 1) not in text_of(page)
    for name in ("boodschap_test", "boodschap_verstuur"):
        assert sentence in words_of(as_lies.post(url(name, project, 1), follow=True))
    assert Mail.objects.count() == 0


def test_test_mail_goes_to_who_pressed(as_lies, project, message, lies):
    page = as_lies.post(url("boodschap_test", project, 1), follow=True)
    assert f"De test is onderweg naar {lies.email}." in words_of(page)
    outbox.deliver()
    assert [one.to for one in inbox.outbox] == [[f"{lies.name} <{lies.email}>"]]


def test_sent_after_a_question_and_followed_on_its_page(as_lies, project, message):
    question = words_of(as_lies.get(url("boodschap_verstuur", project, 1)))
    assert f"Verstuur je «{message.title}»?" in question
    page = as_lies.post(url("boodschap_verstuur", project, 1), follow=True)
    assert page.redirect_chain == [(url("boodschap", project, 1), 302)]
    assert f'hx-get="{url("boodschap", project, 1)}" hx-trigger="every 2s"' in text_of(page)
    assert "0 van 2" in words_of(page)
    outbox.deliver()
    after = text_of(as_lies.get(url("boodschap", project, 1)))
    assert ("De boodschap is verstuurd." in after, "hx-trigger" in after) == (True, False)


def test_pressed_twice_it_leaves_once(as_lies, project, message):
    for _turn in range(2):
        page = as_lies.post(url("boodschap_verstuur", project, 1), follow=True)
    assert "Deze boodschap was al verteld." in words_of(page)
    assert Mail.objects.count() == 2
    assert as_lies.get(url("boodschap_versturen", project, 1)).url == url("boodschap", project, 1)


def test_what_changes_waits_for_the_gate_and_leaves_after_it(as_lies, project, message):
    Message.objects.update(key="what_changes")
    page = as_lies.post(url("boodschap_verstuur", project, 1), follow=True)
    assert "zodra de poort naar Communicatie open is" in words_of(page)
    assert Mail.objects.count() == 0
    Project.objects.update(step=4)
    as_lies.post(url("boodschap_verstuur", project, 1))
    assert Mail.objects.count() == 2


def test_report_names_people_only_for_who_leads(client, lies, noor, project, message):
    client.force_login(lies)
    client.post(url("boodschap_verstuur", project, 1))
    outbox.deliver()
    Mail.objects.filter(recipient_name="Bo Claes").update(status="failed")
    Mailing.objects.update(sent=1, failed=1)
    found = {}
    for person in (lies, noor):
        client.force_login(person)
        words = words_of(client.get(url("boodschap", project, 1)))
        found[person] = [
            word in words for word in ("1 collega van deze doelgroep heeft geen", "Cas Zonder", "Bo Claes")
        ]
    assert found == {lies: [True, True, True], noor: [True, False, False]}


def test_page_of_a_sent_message_takes_few_queries(as_lies, project, message, django_assert_max_num_queries):
    as_lies.post(url("boodschap_verstuur", project, 1))
    outbox.deliver()
    as_lies.get(url("boodschap", project, 1))  # shows the message about it, once
    with django_assert_max_num_queries(8):
        as_lies.get(url("boodschap", project, 1))


# --- On paper and on a screen --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ON_PAPER)
def test_paper_holds_the_words_of_the_message(as_lies, project, message, name):
    Message.objects.update(in_it_for_me="Minder overtypen.", feedback_to="bij Fatima")
    make_page(project)
    answer = as_lies.get(url(name, project, 1))
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    paper = read(answer.content)
    wanted = [message.title, "Eerste zin.", "Minder overtypen.", "bij Fatima"]
    wanted += ["Scan en lees er alles over."] if name == "boodschap_affiche" else [tips_for("why")[0], "Iedereen (3)"]
    assert [word for word in wanted if not paper.says(str(word))] == []


def test_poster_without_an_open_page_has_no_code(message, project):
    from communicatie.plan_papers import poster_html

    assert ("<svg" in poster_html(message), "Scan" in poster_html(message)) == (False, False)
    page = make_page(project)
    html = poster_html(message)
    assert (html.count("<svg"), f"/v/traject/{secret_of_page(page)}/" in html) == (1, True)


def test_code_on_the_poster_leads_to_the_page_for_everyone(message, project):
    import segno

    from communicatie.plan_papers import MASK, door_of

    page = make_page(project)
    link = f"http://localhost:8000/v/traject/{secret_of_page(page)}/"
    same = segno.make(link, error="m", mask=MASK, micro=False).svg_inline(scale=4, border=0, omitsize=True)
    assert (door_of(message.project).qr, door_of(message.project).typed) == (same, link.removeprefix("http://"))


def test_screen_shows_the_message_and_the_code(as_lies, project, message):
    Message.objects.update(text="<b>Vet</b>")
    page = text_of(as_lies.get(url("boodschap_scherm", project, 1)))
    assert (page.count("<h1"), "&lt;b&gt;Vet" in page, "groot__qr" in page) == (1, True, False)
    make_page(project)
    assert "groot__qr" in text_of(as_lies.get(url("boodschap_scherm", project, 1)))


@pytest.mark.parametrize("key", Message.Key.values)
def test_each_kind_of_message_has_its_own_tip(key):
    assert len({str(tip) for tip in tips_for(key)}) == 3
