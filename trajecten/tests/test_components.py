"""The components: declared arguments, the rules they keep, and no style attribute anywhere."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from trajecten import charts, showcase
from trajecten.faces import FACES
from trajecten.forms_gate import may_stay_empty
from trajecten.icons import ICONS
from trajecten.track_drawing import ARCHES

STATIC = Path(settings.BASE_DIR) / "static"


def render(source: str, **context) -> str:
    return Template("{% load huis getallen %}" + source).render(Context(context))


@dataclass
class Row:
    state: str
    text: str
    kind: str = "must"
    detail: str = ""
    remedy_url: str = ""
    remedy_label: str = ""


# --- Declared arguments ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        '{% knop "Bewaar" kleur="rood" %}',
        "{% knop %}",
        '{% bericht "Titel" toon="ok" %}',
        '{% leeg "Titel" %}',
        "{% cijfers %}",
        "{% spoor %}",
        "{% poortlijst rijen %}",
        '{% keuze name="x" %}',
        '{% antwoord "Ja" %}',
        "{% voortgang done=1 %}",
        '{% venster question="?" %}{% endvenster %}',
    ],
)
def test_component_with_wrong_arguments_is_refused(tag):
    with pytest.raises(TemplateSyntaxError):
        render(tag)


@pytest.mark.parametrize(
    "tag",
    [
        '{% icon "bestaat-niet" %}',
        '{% knop "Bewaar" variant="blauw" %}',
        '{% etiket "Open" "groen" %}',
        '{% poortboog "kapot" %}',
    ],
)
def test_component_with_unknown_word_names_what_is_allowed(tag):
    with pytest.raises(TemplateSyntaxError, match="must be one of"):
        render(tag)


# --- Small ones --------------------------------------------------------------------------------


def test_knop_with_href_is_a_link():
    assert (
        render('{% knop "Bekijk" href="/x/" variant="rand" %}') == '<a class="knop knop--rand" href="/x/">Bekijk</a>\n'
    )


def test_knop_without_href_submits():
    assert render('{% knop "Bewaar" %}') == '<button class="knop" type="submit">Bewaar</button>\n'


def test_knop_escapes_what_people_type():
    assert "&lt;b&gt;" in render("{% knop text %}", text="<b>")


def test_every_icon_is_hidden_from_screen_readers():
    assert all('aria-hidden="true"' in render("{% icon name %}", name=name) for name in ICONS)


def test_etiket_with_a_tone_has_an_icon_and_a_word():
    html = render('{% etiket "Loopt goed" "ok" %}')
    assert re.findall(r"<svg|Loopt goed", html) == ["<svg", "Loopt goed"]


def test_gezicht_takes_first_and_last_name():
    assert ">LB<" in render('{% gezicht "Lies Van den Bossche" %}')


def test_kaart_has_heading_and_one_quiet_link():
    html = render('{% kaart title="Net gebeurd" link="Alles" href="/g/" %}inhoud{% endkaart %}')
    assert html == (
        '<section class="kaart"><div class="kaart__kop"><h2>Net gebeurd</h2>'
        '<a class="klein" href="/g/">Alles</a></div>inhoud</section>'
    )


def test_bericht_of_an_error_is_announced():
    assert 'role="alert"' in render('{% bericht "Titel" "Tekst" tone="fout" %}')


def test_leeg_shows_title_line_and_one_button():
    html = render('{% leeg "Begin" "Hier komt iets." knop="Maak" href="/n/" %}')
    assert (html.count("<h2>"), html.count("<p>"), html.count('class="knop"')) == (1, 1, 1)


def test_kijker_without_button_has_none():
    assert "knop" not in render('{% kijker "Goed zo" "Ploeg Aalst" %}')


def test_kruimel_with_an_odd_number_of_words_is_refused():
    with pytest.raises(TemplateSyntaxError):
        render('{% kruimel "Trajecten" "/t/" "Los" %}')


def test_tabs_mark_the_current_page():
    html = render('{% tabs items "b" label="Delen" %}', items=[("a", "A", "/a/"), ("b", "B", "/b/")])
    assert re.findall(r'href="(/./)"( aria-current="page")?', html) == [("/a/", ""), ("/b/", ' aria-current="page"')]


def test_cijfers_with_five_numbers_is_refused():
    with pytest.raises(TemplateSyntaxError, match="four"):
        render("{% cijfers items %}", items=[("a", 1, "van 2")] * 5)


def test_cijfers_without_context_is_refused():
    with pytest.raises(TemplateSyntaxError, match="context"):
        render("{% cijfers items %}", items=[("Deelname", "62%", "")])


def test_meter_of_nothing_draws_no_bar():
    assert "meter__vol" not in render('{% meter 0 0 "0 van 0 in orde" %}')


# --- Long work ---------------------------------------------------------------------------------


def test_voortgang_refreshes_while_busy():
    assert 'hx-trigger="every 2s"' in render('{% voortgang done=1 total=3 text="Bezig" url="/x/" %}')


def test_voortgang_stops_refreshing_when_the_rest_failed():
    assert "hx-trigger" not in render('{% voortgang done=2 total=3 failed=1 text="Klaar" url="/x/" %}')


# --- Gate and track ----------------------------------------------------------------------------


def words_of(html: str) -> list[str]:
    return re.findall(r"</span>([^<]+)(?:<small>|</p>)", html)


def test_poortlijst_puts_open_rows_first():
    rows = [Row("met", "klaar"), Row("not_applicable", "nvt"), Row("not_met", "open"), Row("too_little", "weinig")]
    assert words_of(render('{% poortlijst rows title="Poort" %}', rows=rows)) == ["open", "weinig", "klaar", "nvt"]


def test_poortlijst_does_not_count_what_only_helps_or_does_not_apply():
    rows = [Row("met", "a"), Row("not_met", "b"), Row("not_met", "c", kind="should"), Row("not_applicable", "d")]
    assert "1 van 2 nodige punten in orde" in render('{% poortlijst rows title="Poort" %}', rows=rows)


def test_poortlijst_puts_the_decision_last():
    html = render('{% poortlijst rows title="Poort" decision="Daarna beslist Karel" %}', rows=[Row("met", "a")])
    assert html.index("Daarna beslist Karel") > html.index("voorwaarde--ok")


@pytest.mark.parametrize("status", ARCHES)
def test_poortboog_of_each_status_differs(status):
    assert [other for other, drawing in ARCHES.items() if drawing == ARCHES[status]] == [status]


def test_spoor_marks_one_current_step():
    assert render("{% spoor track %}", track=showcase.example_track()).count('aria-current="step"') == 1


def test_spoor_reads_all_values_aloud():
    html = render("{% spoor track %}", track=showcase.example_track())
    assert "stap 1 56 op 100, stap 2 52 op 100 (kleine groep), stap 3 64 op 100. Streefdoel 60 op 100." in html
    assert re.findall(r'class="meting__getal"[^>]*>([^<]+)<', html) == ["56", "52", "64"], "on 100, not a share"


@pytest.mark.parametrize("tag", ["{% spoor track %}", "{% spoor_svg track %}"])
def test_spoor_never_shows_fewer_than_five_answers(tag):
    track = showcase.track(2, gates=("open",) * 5, points=((1, 56, 30, False), (2, 83, 4, False)))
    assert re.findall(r"\b83(?: op 100|<)", render(tag, track=track)) == []


def test_spoor_without_measurement_has_no_line():
    assert 'class="vlak"' not in render("{% spoor track %}", track=showcase.track(1, gates=("closed",) * 5))


def test_spoor_step_six_shows_a_loop_even_when_passed():
    html = render("{% spoor track %}", track=showcase.track(6, gates=("open",) * 5))
    assert ICONS["lus"] in html[html.rindex("stap__bol") :]


def test_spoor_svg_uses_attributes_only():
    html = render("{% spoor_svg track %}", track=showcase.example_track())
    assert re.findall(r'style=|var\(|class="(?!spoor-papier)', html) == []


def test_minispoor_says_the_step():
    assert 'aria-label="Stap 3 van 6"' in render("{% minispoor 3 %}")


# --- Charts ------------------------------------------------------------------------------------


def test_shares_always_add_up_to_hundred():
    assert [sum(charts.shares(counts)) for counts in ([1, 1, 1, 0, 0], [7, 11, 13, 17, 23], [0, 0, 0, 0, 1])] == [
        100,
        100,
        100,
    ]


def test_shares_of_nothing_are_zero():
    assert charts.shares([0, 0, 0, 0, 0]) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("yes", "tone"), [(65, "hoog"), (64, ""), (56, ""), (55, "laag"), (49, "laag"), (48, "laag2"), (None, "")]
)
def test_cell_is_tinted_from_five_points(yes, tone):
    assert charts.Cell("Aalst", yes, 20).tone(60) == tone


def test_likert_balk_names_every_share():
    label = 'aria-label="helemaal niet 4 procent, eerder niet 11 procent, tussenin 22 procent, eerder wel 41 procent, helemaal wel 22 procent"'
    assert label in render("{% likert_balk shares %}", shares=[4, 11, 22, 41, 22])


def test_likert_balk_prints_numbers_from_seven_percent():
    assert re.findall(r">(\d+)<", render("{% likert_balk shares %}", shares=[6, 7, 0, 0, 87])) == ["7", "87"]


def test_likert_has_a_table_with_the_same_numbers():
    rows = showcase.likert_rows()
    html = render('{% likert rows title="Antwoorden" groups=groups %}', rows=rows, groups=showcase.GROUPS)
    table = html[html.index("<table") : html.index("</table>")]
    assert all(f'<th scope="row">{row.statement}</th>' in table for row in rows)


def test_likert_shows_words_where_a_number_would_tell_too_much():
    row = charts.LikertRow("Iedereen zegt ja.", [0] * 5, 95, 12, [charts.Cell("Aalst", 95, 6, "≥ 90%")], text="≥ 90%")
    html = render('{% likert rows title="Antwoorden" groups=groups %}', rows=[row], groups=[("Aalst", 6)])
    assert (html.count("≥ 90%"), "95%" in html) == (4, False)


def test_likert_is_sorted_by_who_says_yes():
    rows = showcase.likert_rows()[::-1]
    html = render('{% likert rows title="Antwoorden" %}', rows=rows)
    found = [int(number) for number in re.findall(r'uitslag__eens">(\d+)%', html)]
    assert found == sorted(found, reverse=True)


# --- Forms -------------------------------------------------------------------------------------


def test_foutsamenvatting_links_every_error_to_its_field():
    html = render("{% foutsamenvatting form %}", form=showcase.ExampleForm({}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_title", "id_until", "id_mode_0"]


def test_foutsamenvatting_of_a_good_form_is_empty():
    assert render("{% foutsamenvatting form %}", form=showcase.ExampleForm()).strip() == ""


def test_foutsamenvatting_counts_in_the_right_number():
    form = showcase.ExampleForm({"title": "a", "until": "2026-02-01"})
    assert "Kijk nog even naar 1 veld<" in render("{% foutsamenvatting form %}", form=form)


def test_crispy_field_puts_help_and_error_before_the_control():
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": showcase.ExampleForm({})}))
    order = [
        html.index(part) for part in ('for="id_title"', 'id="id_title_helptext"', 'id="id_title_error"', 'name="title"')
    ]
    assert order == sorted(order)


def test_crispy_field_that_may_stay_empty_says_so():
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": showcase.ExampleForm()}))
    assert html.count("(mag leeg blijven)") == 2


def test_crispy_field_says_until_when_it_may_stay_empty():
    form = showcase.ExampleForm()
    may_stay_empty(form, "(mag leeg blijven tot morgen)", "about")
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))
    assert (html.count("(mag leeg blijven tot morgen)"), html.count("(mag leeg blijven)")) == (1, 1)


def test_required_sentence_says_what_to_do():
    form = showcase.ExampleForm({})
    assert form.errors["mode"] == ["Kies nog iets bij ‘Hoe luister je?’"]


def test_keuze_has_nothing_chosen_by_itself():
    assert " checked" not in render('{% keuze name="k" legend="Wat?" options=o %}', o=[("a", "A", ""), ("b", "B", "")])


def test_keuze_marks_the_given_value():
    html = render('{% keuze name="k" legend="Wat?" options=o value="b" %}', o=[("a", "A"), ("b", "B")])
    assert re.findall(r'value="(\w)" checked', html) == ["b"]


def test_antwoord_is_a_button_with_its_value():
    assert '<button class="antwoord" name="antwoord" value="4">' in render('{% antwoord "Ja" value="4" face=4 %}')


def test_antwoord_given_before_says_so():
    assert "jouw antwoord" in render('{% antwoord "Ja" value="4" chosen=True %}')


@pytest.mark.parametrize("number", FACES)
def test_smoel_is_one_of_five(number):
    assert render("{% smoel n %}", n=number) == FACES[number]


def test_chip_is_a_real_checkbox():
    assert 'type="checkbox" id="o-a" name="o" value="a" checked' in render(
        '{% chip "A" name="o" value="a" checked=True %}'
    )


def test_venster_posts_to_itself_and_repeats_the_verb():
    request = RequestFactory().get("/wis/?x=1")
    html = Template(
        '{% load huis %}{% venster question="Wis je deze bevraging?" action="Wis de bevraging" cancel="/t/" danger=True keep="Hou ze" %}Weg.{% endvenster %}'
    ).render(Context({"request": request}))
    assert re.findall(r'action="([^"]+)"|<button class="([^"]+)">([^<]+)|data-venster-sluit>([^<]+)', html) == [
        ("/wis/?x=1", "", "", ""), ("", "knop knop--wis", "Wis de bevraging", ""), ("", "", "", "Hou ze")
    ]  # fmt: skip


def test_mailknop_is_a_table():
    assert '<table role="presentation"' in render('{% mailknop "Geef mijn mening" "https://x.example/" %}')


# --- The house as a whole ----------------------------------------------------------------------


def own_templates():
    root = Path(settings.BASE_DIR) / "templates"
    return [path for path in root.rglob("*.html") if path.relative_to(root).parts[0] not in {"mail", "pdf"}]


def test_no_template_has_inline_style_or_handlers():
    bad = re.compile(r"<[^>]*\s(?:style|on[a-z]+)=|<style|<script(?![^>]*\ssrc=)[^>]*>(?!\s*\{)", re.I)
    assert [str(path) for path in own_templates() if bad.search(path.read_text())] == []


def test_vendored_files_are_what_the_manifest_says():
    manifest = json.loads((STATIC / "vendor" / "manifest.json").read_text())
    listed = {name: digest for package in manifest["packages"] for name, digest in package["files"].items()}
    assert {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in listed} == listed


def test_no_static_file_points_at_a_source_map():
    assert [
        str(p) for p in STATIC.rglob("*") if p.suffix in {".css", ".js"} and "sourceMappingURL" in p.read_text()
    ] == []


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "405", "409", "429", "500", "503"])
def test_error_page_renders_without_any_context(code):
    html = render_to_string(f"{code}.html")
    assert html.count("<h1>") == 1
