"""All twelve types in a real browser: 390 px without JavaScript, on two devices, in both modes; easy to read; a tablet."""

import pytest
from playwright.sync_api import expect

from bevraging.actions import switch_tablet
from bevraging.actions.answering import draft_of
from bevraging.links import code_of
from bevraging.models import NamedResponse, SealedBallot
from bevraging.tablets import secret_of
from bevraging.tests.factories import every_type, make_draft, make_open, make_project, make_survey_of, tokens_of
from conftest import PHONE
from trajecten.models import ProjectRole

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PLACE = {item["key"]: place for place, item in enumerate(every_type(), 1)}


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_colleague_answers_all_types_on_two_devices_without_javascript(open_page, mode):
    survey = make_survey_of(every_type(), mode=mode)
    token = tokens_of(survey)[0]

    def device():
        phone = open_page(**PHONE, java_script_enabled=False)
        phone.goto(f"/v/{token}/")
        return phone

    def tap(name: str):
        phone.get_by_role("button", name=name, exact=True).click()

    phone = device()
    phone.get_by_role("link", name="Start").click()
    tap("Verder")
    tap("Ja, eerder wel")
    tap("Iets anders")
    phone.get_by_label("Iets anders. Wat dan?").fill("Te voet")
    tap("Verder")
    expect(phone.get_by_text("Waarmee noteer je?")).to_be_visible()  # the kilometres are not asked
    phone.get_by_role("link", name="Vorige").click()
    tap("Met de auto")
    phone.get_by_label("Hoeveel kilometer rij je?").fill("veel")
    tap("Verder")
    expect(phone.get_by_label("Hoeveel kilometer rij je?")).to_have_value("veel")
    phone.get_by_label("Hoeveel kilometer rij je?").fill("12,5")
    tap("Verder")
    phone.get_by_label("Met een tablet").check()
    tap("Verder")

    phone = device()  # at home, on another one
    expect(phone.get_by_text("Je was bij vraag 5.")).to_be_visible()
    tap("Goed")
    phone.get_by_role("button", name="10 Zeker wel").click()
    tap("Ja")
    phone.get_by_label("Sinds wanneer werk je hier?").fill("2019-03-04")
    tap("Verder")
    tap("Sla over")
    tap("Rust")
    tap("Hulp")
    phone.get_by_label("Wat kan beter?").fill("Meer rust.")
    tap("Verder")
    expect(phone.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    expect(phone.get_by_text("12,5", exact=True)).to_be_visible()
    tap("Verstuur mijn antwoorden")
    expect(phone.get_by_role("heading", name="Dank je wel!")).to_be_visible()
    if mode == "named":
        assert NamedResponse.objects.get().answers == {
            "vlot": "4", "vervoer": "auto", "km": "12.5", "middel": "tablet", "eten": "4", "aanrader": "10",
            "handleiding": "ja", "sinds": "2019-03-04", "volgorde": "rust hulp tijd", "beter": "Meer rust.",
        }  # fmt: skip
    else:
        assert SealedBallot.objects.count() == 1


@pytest.mark.parametrize("easy", [False, True])
def test_axe_finds_nothing_on_any_type_and_nothing_is_too_wide_or_too_small(open_page, axe, easy):
    survey = make_survey_of(every_type(), easy=easy)
    phone = open_page(viewport={"width": 320, "height": 740})
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    phone.goto(f"/v/b/{survey.pk}/{PLACE['vervoer']}/")
    phone.get_by_role("button", name="Met de auto").click()
    paths = [f"{n}/" for n in PLACE.values()] + [f"{PLACE['vervoer']}/?anders=1", "nakijken/", "?begin=1"]
    for path in paths:
        phone.goto(f"/v/b/{survey.pk}/{path}")
        axe(phone, schemes=("light", "dark") if not easy else ("light",))
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, path
        heights = phone.locator("main button:visible, main label.vinkje").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights, default=99) >= (56 if easy else 44), path


def test_wrong_answer_half_an_order_and_another_script_are_clean_too(phone, axe):
    survey = make_survey_of(every_type())
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    phone.goto(f"/v/b/{survey.pk}/{PLACE['woord']}/")
    phone.get_by_role("textbox").evaluate("one => one.removeAttribute('maxlength')")
    phone.get_by_role("textbox").fill("w" * 160)
    phone.get_by_role("button", name="Verder").click()
    axe(phone)
    phone.goto(f"/v/b/{survey.pk}/{PLACE['volgorde']}/")
    phone.get_by_role("button", name="Rust").click()
    axe(phone)


def test_arabic_reads_from_right_to_left(phone, axe):
    content = [
        {"key": "a", "type": "statement", "text": {"nl": "Mijn week verloopt vlot.", "ar": "أسبوعي يسير بسلاسة."}}
    ]
    words = {"ar": {"title": "كيف يسير العمل؟", "options": {"5": "نعم تماما"}}}
    survey = make_survey_of(content, translations=words)
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    phone.locator("details.talen summary").click()
    phone.get_by_role("button", name="العربيّة").click()
    expect(phone.get_by_role("heading", name="كيف يسير العمل؟")).to_be_visible()
    axe(phone)
    phone.get_by_role("link", name="Start").click()
    assert phone.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    text = phone.get_by_text("نعم تماما").bounding_box()
    face = phone.locator(".smoel").last.bounding_box()
    assert face["x"] > text["x"]
    axe(phone)


def test_words_and_choices_are_read_aloud_once_each(open_page):
    survey = make_survey_of(every_type(), easy=True)
    phone = open_page(**PHONE)
    phone.add_init_script(
        """window.said = [];
        Object.defineProperty(window, "speechSynthesis", { value: {
          getVoices: () => [{ lang: "nl-BE" }], speak: (one) => window.said.push(one.text), cancel() {}, speaking: false,
          addEventListener() {} } });
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""
    )
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    phone.goto(f"/v/b/{survey.pk}/{PLACE['handleiding']}/")
    phone.get_by_role("button", name="Lees voor").click()
    assert phone.evaluate("window.said") == ["Ken je de handleiding?. Ja. Nee. Weet ik niet"]


# --- A shared tablet ---------------------------------------------------------------------------


def tablet_of(survey) -> str:
    switch_tablet(survey=survey, on=True, by=None)
    return f"/v/tablet/{secret_of(survey)}/"


def type_code(page, survey, place: int) -> None:
    person = survey.participants.order_by("pk")[place]
    page.get_by_label("Je code").fill(code_of(person.pk, person.generation))
    page.get_by_role("button", name="Ga verder").click()


@pytest.mark.parametrize("javascript", [False, True])
def test_back_button_shows_nobodys_answers_on_a_tablet(open_page, javascript):
    survey = make_open()
    tablet = open_page(viewport={"width": 800, "height": 1100}, java_script_enabled=javascript)
    tablet.goto(tablet_of(survey))
    type_code(tablet, survey, 0)
    tablet.get_by_role("link", name="Start").click()
    tablet.get_by_role("button", name="Ja, eerder wel").click()
    tablet.get_by_role("link", name="Vorige").click()
    expect(tablet.get_by_text("jouw antwoord")).to_be_visible()
    tablet.get_by_role("link", name="Ik stop").click()
    expect(tablet.get_by_role("heading", name="Welkom. Typ je code.")).to_be_visible()
    for _press in range(4):
        tablet.go_back()
        assert tablet.get_by_text("jouw antwoord").count() == 0
        expect(tablet.get_by_role("heading", name="Welkom. Typ je code.")).to_be_visible()


def test_tablet_is_there_for_the_next_colleague_after_three_minutes_without_a_tap(open_page, axe):
    survey = make_open()
    tablet = open_page(viewport={"width": 800, "height": 1100})
    tablet.clock.install()
    tablet.goto(tablet_of(survey))
    axe(tablet)
    type_code(tablet, survey, 0)
    tablet.get_by_role("link", name="Start").click()
    axe(tablet)
    tablet.clock.run_for(170_000)
    tablet.mouse.click(5, 5)
    tablet.clock.run_for(170_000)
    expect(tablet.get_by_text("Vraag 1 van 8")).to_be_visible()
    tablet.clock.run_for(11_000)
    expect(tablet.get_by_role("heading", name="Welkom. Typ je code.")).to_be_visible()
    assert draft_of(tokens_of(survey)[0]) == {}


def test_page_without_script_asks_to_go_on_after_three_minutes(open_page):
    survey = make_open()
    tablet = open_page(java_script_enabled=False)
    tablet.goto(url := tablet_of(survey))
    type_code(tablet, survey, 0)
    tablet.goto(f"/v/b/{survey.pk}/1/")
    assert tablet.locator("meta[http-equiv=refresh]").get_attribute("content") == f"180;url={url}"


# --- The lead ----------------------------------------------------------------------------------


def test_lead_tries_it_and_switches_a_tablet_on(page, sign_in, axe, linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    draft, survey = make_draft(project), make_open(project, by=lies)
    draft.versions.update(content=every_type())
    sign_in(page, lies)
    page.goto(f"/trajecten/{project.slug}/bevraging/{draft.pk}/vragen/")
    page.get_by_role("link", name="Probeer zelf").click()
    axe(page)
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Ja, helemaal").click()
    axe(page)
    page.get_by_role("link", name="Terug naar de vragen").click()
    page.goto(f"/trajecten/{project.slug}/bevraging/{survey.pk}/tablet/")
    axe(page)
    page.get_by_role("button", name="Zet de tablet aan").click()
    axe(page)
    page.get_by_role("link", name="Open op dit toestel").click()
    expect(page.get_by_role("heading", name="Welkom. Typ je code.")).to_be_visible()
