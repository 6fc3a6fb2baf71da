"""Bundles: named once, filled in one go, taken together with what hangs on them; and themes that need no decision."""

import pytest
from django.core.exceptions import ValidationError

from bevraging.tests.factories import make_project
from bevraging.tests.talk_factories import make_theme
from fundament.actions import bundles
from fundament.actions.bundles import Moved
from fundament.models import Bottleneck, Bundle, ThemeRuling
from fundament.tests.factories import make_bottleneck, make_bundle, make_decision, make_taken
from trajecten import history
from trajecten.models import Event


@pytest.fixture
def project(linde):
    return make_project(linde)


def told() -> list[str]:
    return [history.sentence(event) for event in Event.objects.order_by("pk")]


def put(project, by, bundle, *rows):
    pks = [row.pk for row in rows]
    return bundles.put_in_bundle(project=project, bottlenecks=pks, bundle=bundle, by=by)


def test_same_name_is_the_bundle_that_stands_there(project, lies):
    one = bundles.add_bundle(project=project, by=lies, name="Dubbel  noteren")
    assert bundles.add_bundle(project=project, by=lies, name="dubbel noteren") == one
    assert told() == ["Lies Maes maakte de bundel «Dubbel noteren»."]


def test_theme_of_another_project_is_refused(project, anker, lies):
    elsewhere = make_theme(make_project(anker, slug="elders"))
    with pytest.raises(ValueError, match="same project"):
        bundles.add_bundle(project=project, by=lies, name="Login", theme=elsewhere)


def test_bundle_gets_another_name_but_not_that_of_another(project, lies):
    bundle, other = make_bundle(project=project), make_bundle("Login", project=project)
    bundles.change_bundle(bundle=bundle, by=lies, name="Twee keer noteren")
    with pytest.raises(ValidationError, match="Deze bundel staat er al"):
        bundles.change_bundle(bundle=other, by=lies, name="twee keer noteren")
    assert told() == ["Lies Maes noemt de bundel «Dubbel noteren» nu «Twee keer noteren»."]


def test_several_go_in_one_go_and_twice_is_harmless(project, lies):
    bundle, rows = make_bundle(project=project), [make_bottleneck(project=project) for _n in range(3)]
    moved = [put(project, lies, bundle, *rows) for _turn in range(2)]
    assert moved == [Moved(tuple(row.pk for row in rows), None, from_one_place=True), Moved()]
    assert bundle.bottlenecks.count() == 3
    assert told() == ["Lies Maes bracht knelpunten samen in «Dubbel noteren»: 3."]


def test_what_came_from_one_bundle_says_which(project, lies):
    first, second = make_bundle("Een", project=project, count=1), make_bundle("Twee", project=project, count=1)
    into = make_bundle("Drie", project=project)
    assert put(project, lies, into, first.bottlenecks.get()).before == first.pk
    mixed = put(project, lies, second, *into.bottlenecks.all(), make_bottleneck(project=project))
    assert (mixed.before, mixed.from_one_place) == (None, False)


def test_out_of_a_bundle_stays_and_is_loose(project, lies):
    row = make_bottleneck(bundle=make_bundle(project=project))
    assert [len(put(project, lies, None, row).pks) for _turn in range(2)] == [1, 0]
    assert list(Bottleneck.objects.loose()) == [row]


def test_bottleneck_of_another_project_does_not_move(project, anker, lies):
    stranger = make_bottleneck(project=make_project(anker, slug="elders"))
    assert put(project, lies, make_bundle(project=project), stranger) == Moved()


def test_bundle_that_is_gone_says_so(project, lies):
    bundle, row = make_bundle(project=project), make_bottleneck(project=project)
    Bundle.objects.all().delete()
    with pytest.raises(ValidationError, match="er niet meer"):
        put(project, lies, bundle, row)


def test_merging_brings_bottlenecks_decisions_and_theme_along_once(project, lies):
    theme = make_theme(project)
    one, into = make_bundle("Papier", project=project, theme=theme, count=2), make_bundle(project=project, count=1)
    both, only = make_taken(project=project, decider=lies), make_decision("Wie?", project=project)
    both.bundles.add(one, into)
    only.bundles.add(one)
    for _turn in range(2):
        bundles.merge_bundles(bundle=one, into=into, by=lies)
    into.refresh_from_db()
    assert [bundle.name for bundle in Bundle.objects.all()] == ["Dubbel noteren"]
    assert (into.bottlenecks.count(), into.theme, list(into.decisions.all())) == (3, theme, [both, only])


def test_merging_into_what_is_gone_says_so_and_keeps_all(project, lies):
    one, into = make_bundle("Papier", project=project, count=2), make_bundle(project=project)
    Bundle.objects.filter(pk=into.pk).delete()
    with pytest.raises(ValidationError, match="er niet meer"):
        bundles.merge_bundles(bundle=one, into=into, by=lies)
    assert one.bottlenecks.count() == 2


def test_merging_with_itself_or_elsewhere_is_a_mistake(project, anker, lies):
    one, elsewhere = make_bundle(project=project), make_bundle(project=make_project(anker, slug="elders"))
    for into in (one, elsewhere):
        with pytest.raises(ValueError, match="one project"):
            bundles.merge_bundles(bundle=one, into=into, by=lies)


def test_empty_bundle_goes_once(project, lies):
    bundle = make_bundle(project=project)
    assert [bundles.remove_bundle(bundle=Bundle(pk=bundle.pk), by=lies) for _turn in range(2)] == [True, False]
    assert told() == ["Lies Maes wiste de bundel «Dubbel noteren»."]


def test_bundle_with_something_in_it_stays(project, lies):
    bundle = make_bundle(project=project, count=1)
    with pytest.raises(ValidationError, match="nog knelpunten in"):
        bundles.remove_bundle(bundle=bundle, by=lies)
    bundle.bottlenecks.all().delete()
    make_decision(project=project).bundles.add(bundle)
    with pytest.raises(ValidationError, match="keuze bij deze bundel"):
        bundles.remove_bundle(bundle=bundle, by=lies)


# --- Geen besluit nodig ------------------------------------------------------------------------


def test_theme_needs_no_decision_for_a_reason_and_history_keeps_it(project, lies):
    theme = make_theme(project)
    for reason in ("Dit loopt al goed.", "Iets anders."):
        bundles.rule_no_decision(theme=theme, reason=reason, by=lies)
    assert [bundles.take_back_ruling(theme=theme, by=lies) for _turn in range(2)] == [True, False]
    assert told()[-2:] == [
        "Lies Maes vindt geen besluit nodig over «Schriftjes». “Dit loopt al goed.”",
        "Lies Maes wil toch een besluit over «Schriftjes».",
    ]


def test_without_a_reason_nothing_is_ruled(project, lies):
    with pytest.raises(ValidationError):
        bundles.rule_no_decision(theme=make_theme(project), reason="  ", by=lies)
    assert not ThemeRuling.objects.exists()
