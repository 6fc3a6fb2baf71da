"""The screens of bundles and of themes that ask for a decision: who may, what they do, how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_theme
from fundament.gate_facts import facts_of
from fundament.models import Bottleneck, Bundle, ThemeRuling
from fundament.tests.factories import make_bottleneck, make_bundle, make_core_theme, make_decision, make_taken
from organisatie.tests.factories import make_employees
from trajecten.models import ProjectRole


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def answers_to(client, people, path) -> list[int]:
    found = []
    for person in people:
        client.force_login(person)
        found.append(client.get(path).status_code)
    return found


@pytest.mark.parametrize("name", ["bundels", "themas"])
def test_lists_are_for_who_sees_results(client, lies, noor, vik, project, name):
    assert answers_to(client, (lies, noor, vik), url(name, project)) == [200, 200, 404]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("bundel", [200, 200, 404]),
        ("bundel_wijzig", [200, 403, 404]),
        ("bundel_samen", [200, 403, 404]),
        ("bundel_wis", [200, 403, 404]),
    ],
)
def test_one_bundle_is_read_by_many_and_changed_by_who_leads(client, lies, noor, vik, project, name, found):
    path = url(name, project, make_bundle(project=project).pk)
    assert answers_to(client, (lies, noor, vik), path) == found


@pytest.mark.parametrize("name", ["bundel", "bundel_wijzig", "bundel_samen", "bundel_wis"])
def test_bundle_of_another_project_is_missing(as_lies, linde, project, name):
    other = make_bundle(project=make_project(linde, slug="ander"))
    assert as_lies.get(url(name, project, other.pk)).status_code == 404


def test_reader_makes_no_bundle(client, noor, project):
    client.force_login(noor)
    assert client.post(url("bundels", project), {"name": "Login"}).status_code == 403


# --- Making, naming, taking together -------------------------------------------------------------


def test_bundle_is_made_and_opened_and_the_same_name_leads_to_it(as_lies, project):
    theme = make_theme(project)
    paths = [
        as_lies.post(url("bundels", project), {"name": name, "theme": theme.pk}).url for name in ("Login", "login")
    ]
    bundle = Bundle.objects.get()
    assert (paths, bundle.theme) == ([url("bundel", project, bundle.pk)] * 2, theme)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Geef de bundel een naam"),
        ("x" * 81, "Er is plaats voor 80 tekens"),
        ("Roos Aerts vergeet", "We zien: Roos"),
    ],
)
def test_name_that_cannot_be_says_so(as_lies, linde, project, name, sentence):
    make_employees(linde, 1, prefix="Roos Aerts")
    page = as_lies.post(url("bundels", project), {"name": name})
    assert (sentence in text_of(page), Bundle.objects.count()) == (True, 0)


def test_name_of_another_bundle_says_so_at_the_form(as_lies, project):
    bundle = make_bundle(project=project)
    make_bundle("Login", project=project)
    page = as_lies.post(url("bundel_wijzig", project, bundle.pk), {"name": "login"})
    assert "Deze bundel staat er al." in text_of(page)


def test_merging_says_first_what_happens(as_lies, project):
    one, into = make_bundle("Papier", project=project, count=2), make_bundle(project=project)
    make_decision(project=project).bundles.add(one)
    path = url("bundel_samen", project, one.pk)
    page = text_of(as_lies.get(path, {"into": into.pk}))
    assert ("2 knelpunten verhuizen." in page, "1 keuze verhuist mee." in page, Bundle.objects.count()) == (
        True,
        True,
        2,
    )
    assert as_lies.post(path, {"into": into.pk}).url == url("bundel", project, into.pk)
    assert into.bottlenecks.count() == 2


def test_only_an_empty_bundle_is_wiped_after_a_question(as_lies, project):
    bundle = make_bundle(project=project, count=1)
    page = text_of(as_lies.post(url("bundel_wis", project, bundle.pk), follow=True))
    assert "Hier staan nog knelpunten in." in page
    bundle.bottlenecks.all().delete()
    assert "Wis je de bundel «Dubbel noteren»?" in text_of(as_lies.get(url("bundel_wis", project, bundle.pk)))
    as_lies.post(url("bundel_wis", project, bundle.pk))
    assert Bundle.objects.count() == 0


# --- Putting in a bundle -------------------------------------------------------------------------


def put(client, project, rows, query="", **fields):
    data = {"bottleneck": [row.pk for row in rows], **fields}
    return client.post(url("knelpunten_bundelen", project) + query, data, follow=True)


def test_ticked_ones_go_to_a_bundle_and_back_to_where_they_were(as_lies, project):
    first, into = make_bundle("Eerst", project=project, count=2), make_bundle(project=project)
    rows = list(first.bottlenecks.all())
    page = put(as_lies, project, rows, bundle=into.pk)
    assert ("2 knelpunten staan nu in «Dubbel noteren»." in text_of(page), into.bottlenecks.count()) == (True, 2)
    back = re.search(r'action="([^"]+bundelen/terug/[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    as_lies.post(back)
    assert first.bottlenecks.count() == 2


def test_new_name_makes_the_bundle_and_fills_it(as_lies, project):
    rows = [make_bottleneck(project=project) for _n in range(2)]
    put(as_lies, project, rows, new="Login kwijt of geleend")
    assert list(Bundle.objects.get(name="Login kwijt of geleend").bottlenecks.order_by("pk")) == rows


def test_pressed_twice_says_that_it_stood_there(as_lies, project):
    bundle, row = make_bundle(project=project), make_bottleneck(project=project)
    for _turn in range(2):
        page = put(as_lies, project, [row], bundle=bundle.pk)
    assert ("Dat stond daar al." in text_of(page), bundle.bottlenecks.count()) == (True, 1)


def test_out_of_the_bundle_on_its_own_page(as_lies, project):
    bundle = make_bundle(project=project, count=2)
    row = bundle.bottlenecks.first()
    page = put(as_lies, project, [row], f"?van={bundle.pk}", bundle="geen")
    assert page.redirect_chain[-1][0] == url("bundel", project, bundle.pk)
    assert list(Bottleneck.objects.loose()) == [row]


def test_filters_stay_after_putting(as_lies, project):
    bundle = make_bundle(project=project)
    page = put(as_lies, project, [make_bottleneck(project=project)], "?bundle=geen", bundle=bundle.pk)
    assert page.redirect_chain[-1][0] == url("knelpunten", project) + "?bundle=geen"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"bundle": "geen"}, "Vink eerst aan wat bij elkaar hoort"),
        ({"bottleneck": "1"}, "Kies een bundel, of geef een nieuwe een naam"),
        ({"bottleneck": "1", "new": "x" * 81}, "Er is plaats voor 80 tekens"),
        ({"bottleneck": "1", "new": "Roos Aerts vergeet"}, "We zien: Roos Aerts."),
        ({"bottleneck": "9" * 60, "new": "Login"}, "Vink eerst aan wat bij elkaar hoort"),
    ],
)
def test_what_is_missing_is_said_and_the_ticks_stay(as_lies, linde, project, fields, sentence):
    make_employees(linde, 1, prefix="Roos Aerts")
    Bottleneck.objects.create(pk=1, project=project, what="Lader stuk", happened_on=timezone.localdate())
    make_bundle(project=project)
    page = as_lies.post(url("knelpunten_bundelen", project), fields)
    assert (sentence in text_of(page), len(page.context["form"].errors)) == (True, 1)
    assert ('id="id_k1" checked' in page.content.decode()) == (fields.get("bottleneck") == "1")
    assert not Bottleneck.objects.filter(bundle__isnull=False).exists()


def test_bottlenecks_and_bundles_of_elsewhere_do_not_move(as_lies, linde, project):
    other = make_project(linde, slug="ander")
    stranger, elsewhere = make_bottleneck(project=other), make_bundle("Elders", project=other)
    put(as_lies, project, [stranger], new="Login")
    put(as_lies, project, [make_bottleneck(project=project)], bundle=elsewhere.pk)
    back = url("knelpunten_bundelen_terug", project)
    assert as_lies.post(f"{back}?k={stranger.pk}&bundel={elsewhere.pk}").status_code == 404
    assert not Bottleneck.objects.filter(bundle__isnull=False).exists()


# --- How often -----------------------------------------------------------------------------------


def test_bundle_says_how_often_how_long_and_what_was_decided(as_lies, project, lies):
    bundle = make_bundle(project=project)
    for days in range(3):
        make_bottleneck(bundle=bundle, minutes=20, happened_on=timezone.localdate() - timedelta(days=days))
    make_bottleneck(bundle=bundle, source="inventory")
    taken = make_taken(project=project, decider=lies)
    taken.bundles.add(bundle)
    page = text_of(as_lies.get(url("bundel", project, bundle.pk)))
    assert "3 meldingen in de laatste 8 weken: 1,5 per 4 weken." in page
    assert f"{taken.code} · {taken}" in page
    cells = re.findall(r'data-kop="(Meldingen|Minuten)">(\d+)<', page)
    assert cells[-2:] == [("Meldingen", "3"), ("Minuten", "60")]
    assert page.count("staven__staaf") == 6


def test_bundles_stand_by_number_with_what_was_chosen(as_lies, project, lies):
    make_bundle("Zelden", project=project, count=1)
    often = make_bundle("Vaak", project=project, count=3)
    asked = make_bundle("Soms", project=project, count=2)
    make_taken(project=project, decider=lies).bundles.add(often)
    make_decision(project=project).bundles.add(asked)
    page = text_of(as_lies.get(url("bundels", project)))
    rows = re.findall(r'<th scope="row"><a[^>]+>(\w+)</a>.*?</svg>([\w ]+)</span></td></tr>', page)
    assert rows == [("Vaak", "Besloten"), ("Soms", "Keuze ligt voor"), ("Zelden", "Nog geen keuze")]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("bundels", 8), ("bundel", 8), ("themas", 6)])
def test_page_takes_as_many_queries_for_one_and_three_rows(
    as_lies, project, lies, name, queries, rows, django_assert_num_queries
):
    for number in range(rows):
        theme = make_theme(project, f"Thema {number}")
        bundle = make_bundle(f"Bundel {number}", project=project, theme=theme, count=rows)
        decision = make_taken(f"Vraag {number}?", project=project, decider=lies)
        decision.bundles.add(bundle)
        decision.themes.add(theme)
        ThemeRuling.objects.create(theme=make_theme(project, f"Rust {number}"), reason="Loopt goed.", by=lies)
    path = url(name, project, *([bundle.pk] if name == "bundel" else []))
    as_lies.get(path)
    with django_assert_num_queries(queries):
        assert as_lies.get(path).status_code == 200


# --- Geen besluit nodig --------------------------------------------------------------------------


def test_theme_needs_no_decision_until_somebody_wants_one(as_lies, project):
    theme = make_core_theme(project=project)
    path = url("thema_geen_besluit", project, theme.pk)
    page = text_of(as_lies.post(path, {"reason": "Dit loopt al goed."}, follow=True))
    assert ("Dit loopt al goed." in page, "Toch een besluit" in page) == (True, True)
    for _turn in range(2):
        page = text_of(as_lies.post(url("thema_toch_besluit", project, theme.pk), follow=True))
    assert ("Nog open" in page, ThemeRuling.objects.count()) == (True, 0)


def test_without_a_reason_the_form_asks_for_one(as_lies, project):
    page = as_lies.post(url("thema_geen_besluit", project, make_theme(project).pk), {"reason": ""})
    assert ("Schrijf kort op waarom." in text_of(page), ThemeRuling.objects.count()) == (True, 0)


@pytest.mark.parametrize(("name", "method"), [("thema_geen_besluit", "get"), ("thema_toch_besluit", "post")])
def test_ruling_is_for_who_leads_this_project(client, lies, noor, vik, linde, project, name, method):
    path = url(name, project, make_theme(project).pk)
    found = []
    for person in (noor, vik, lies):
        client.force_login(person)
        found.append(getattr(client, method)(path).status_code)
    elsewhere = url(name, project, make_theme(make_project(linde, slug="ander")).pk)
    assert [*found[:2], getattr(client, method)(elsewhere).status_code] == [403, 404, 404]


def test_taking_back_is_only_pressed(as_lies, project):
    assert as_lies.get(url("thema_toch_besluit", project, make_theme(project).pk)).status_code == 405


def labels(page) -> list[str]:
    return re.findall(r'class="etiket[^"]*">.*?</svg>([\w ]+)</span>', page)


def test_themes_say_how_far_they_are(as_lies, project, lies):
    decided, asked, quiet, _open = (
        make_core_theme(name, project=project) for name in ("Besluit", "Vraag", "Rust", "Open")
    )
    for number in range(2):
        make_taken(f"Vraag {number}?", project=project, decider=lies).themes.add(decided)
    decision = make_decision(project=project)
    decision.themes.add(asked, decided)
    ThemeRuling.objects.create(theme=quiet, reason="Loopt goed.")
    page = text_of(as_lies.get(url("themas", project)))
    assert ("2 van 4 thema&#x27;s zijn klaar." in page, f"{decision.code} · {decision}" in page) == (True, True)
    assert labels(page) == ["Besloten", "Nog open", "Geen besluit nodig", "Keuze ligt voor"]


def test_theme_that_the_gate_does_not_count_comes_after_and_says_so(as_lies, project):
    make_theme(project, "Aangemaakt")
    make_core_theme("Overdracht", project=project)
    page = text_of(as_lies.get(url("themas", project)))
    assert ("0 van 1 thema is klaar." in page, labels(page)) == (True, ["Nog open"])
    first, second = re.findall(r'<li id="t\d+">(.*?)</li>', page)
    assert ("Overdracht" in first, "De poort vraagt er nog niet naar." in first) == (True, False)
    assert ("Aangemaakt" in second, "De poort vraagt er nog niet naar." in second) == (True, True)


def test_theme_under_another_counts_with_it(as_lies, project, lies):
    theme = make_core_theme("Overdracht", project=project, used=False)
    child = make_core_theme("Briefing", project=project, parent=theme)
    make_taken(project=project, decider=lies).themes.add(child)
    page = text_of(as_lies.get(url("themas", project)))
    assert ("1 van 1 thema is klaar." in page, "Telt mee bij «Overdracht»." in page) == (True, True)
    assert re.findall(r"<b><a[^>]+>([^<]+)</a></b>", page) == ["Overdracht", "Overdracht: Briefing"]
    assert labels(page) == ["Besloten", "Besloten"]


def test_theme_is_decided_through_a_bundle_and_shows_by_what(as_lies, project, lies):
    theme = make_core_theme(project=project)
    decision = make_taken(project=project, decider=lies)
    decision.bundles.add(make_bundle(project=project, theme=theme))
    page = text_of(as_lies.get(url("themas", project)))
    assert ("1 van 1 thema is klaar." in page, f"{decision.code} · {decision}" in page) == (True, True)


def test_decision_about_the_work_leaves_a_theme_open(as_lies, project, lies):
    make_taken(project=project, decider=lies, kind="work").themes.add(make_core_theme(project=project))
    page = text_of(as_lies.get(url("themas", project)))
    assert (labels(page), "Leg een keuze voor" in page) == (["Nog open"], True)


def test_page_counts_as_the_gate_does(as_lies, project, lies):
    for number in range(4):
        theme = make_core_theme(f"Thema {number}", project=project, used=number != 3)
        if number < 2:
            make_taken(f"{number}?", project=project, decider=lies, kind=("foundation", "work")[number]).themes.add(
                theme
            )
    core = facts_of(project).themes
    told = f"{sum(one.covered for one in core)} van {len(core)} thema&#x27;s zijn klaar."
    assert (told, told in text_of(as_lies.get(url("themas", project)))) == ("1 van 3 thema&#x27;s zijn klaar.", True)


def test_themes_without_anything_under_them_are_not_counted(as_lies, project):
    make_theme(project)
    assert "Er staat nog niets onder een thema." in text_of(as_lies.get(url("themas", project)))
