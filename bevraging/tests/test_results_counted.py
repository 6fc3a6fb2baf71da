"""What the results say of questions with options, scales, numbers, dates and rankings, and what they never say."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from bevraging import results
from bevraging.models import Tally
from bevraging.results import results_of
from bevraging.results_headline import headline
from bevraging.tests.typed import published, question
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db
RANKED = {"papier": "papier scherm bord", "bord": "bord papier scherm"}


def one(items, answers, **fields):
    return results_of(published(items, answers, **fields)).counted[0]


def said(*pairs) -> list[dict]:
    """(how many, answer) as answers of people in a row; an empty answer is somebody who did not take part."""
    return [{"vraag": text} if text else {} for count, text in pairs for _person in range(count)]


def bars(found) -> list[tuple]:
    return [(bar.text, bar.told, bar.n) for bar in found.bars]


def test_choice_shows_shares_and_the_most_used_practice():
    found = one([question("choice")], said((15, "papier"), (10, "scherm"), (5, "bord")))
    assert bars(found) == [("Papier", "50%", 15), ("Scherm", "33%", 10), ("Bord", "17%", 5)]
    assert (found.top.text, found.n, found.iqv) == ("Papier", 30, 92)


def test_choice_with_equal_counts_has_equal_shares_and_names_all_most_chosen():
    found = one([question("choice")], said((8, "papier"), (6, "scherm"), (8, "bord"), (8, "")))
    assert bars(found) == [("Papier", "36%", 8), ("Scherm", "27%", 6), ("Bord", "36%", 8)]
    assert found.most_chosen == "Papier en Bord"


def test_headline_with_a_tie_names_all_most_chosen():
    tied = one([question("choice")], said((8, "papier"), (6, "scherm"), (8, "bord"), (8, "")))
    assert headline([], [tied]).endswith("het vaakst Papier en Bord (elk 36%).")


def test_choice_that_nearly_everybody_answered_alike_is_a_band():
    found = one([question("choice")], said((29, "papier"), (1, "bord")))
    assert (bars(found), found.alike) == ([("Papier", "≥ 90%", None)], True)


def test_choice_of_all_but_one_reads_as_of_all():
    all_of_them, but_one = (
        one([question("choice")], said((29 + more, "papier"), (1 - more, "bord"))) for more in (1, 0)
    )
    assert (bars(all_of_them), all_of_them.iqv) == (bars(but_one), but_one.iqv)


def test_choices_are_shares_of_who_answered():
    found = one([question("choices")], said((15, "papier bord"), (15, "bord"), (5, "scherm")))
    assert bars(found) == [("Papier", "43%", 15), ("Scherm", "14%", 5), ("Bord", "86%", 30)]


def test_choices_option_of_nearly_nobody_or_everybody_is_a_band():
    found = one([question("choices")], said((29, "papier"), (1, "papier bord")))
    assert bars(found) == [("Papier", "≥ 90%", None), ("Scherm", "≤ 10%", None), ("Bord", "≤ 10%", None)]


def test_scale_has_a_mean_and_a_choice_has_none():
    found = one([question("rating")], said((10, "2"), (10, "4"), (10, "5")))
    assert (found.mean, found.yes_text) == ("3,7", "67%")
    assert one([question("choice")], said((10, "papier"), (10, "bord")), title="anders").mean == ""


def test_doubt_is_apart():
    found = one([question("yesno")], said((10, "ja"), (10, "nee"), (4, "x")))
    assert (bars(found), found.dont_know) == ([("Ja", "50%", 10), ("Nee", "50%", 10)], 4)


def test_ranking_shows_first_places_and_mean_place():
    found = one([question("ranking")], said((20, RANKED["papier"]), (10, RANKED["bord"])))
    assert [(bar.told, bar.place) for bar in found.bars] == [("67%", "1,3"), ("0%", "2,3"), ("33%", "2,3")]


def test_ranking_that_is_the_same_for_all_has_no_mean_place():
    found = one([question("ranking")], said((30, RANKED["papier"])))
    assert [(bar.told, bar.place) for bar in found.bars] == [("≥ 90%", "")]


def test_number_is_shown_in_bands():
    found = one([question("number")], [{"vraag": str(n)} for n in range(3, 43)])
    assert bars(found) == [
        ("onder 10", "18%", 7), ("10 tot onder 20", "25%", 10), ("20 tot onder 30", "25%", 10), ("30 of meer", "33%", 13),
    ]  # fmt: skip


def test_number_of_which_nothing_may_be_told_has_no_bars():
    assert one([question("number")], said((30, "7"))).bars == ()


def test_survey_of_nearly_everybody_tells_steps_and_no_counts():
    people = (("Aalst", "Zorg", 10), ("Gent", "Zorg", 10))
    found = [
        one([question("choice")], said((9, "papier"), (more, "bord")), people=people, title=f"{more}")
        for more in (7, 10, 11)
    ]
    assert [(bars(item), item.n) for item in found] == [
        ([("Papier", "60%", None), ("Scherm", "0%", None), ("Bord", "40%", None)], None),
        ([("Papier", "50%", None), ("Scherm", "0%", None), ("Bord", "50%", None)], None),
        ([("Papier", "50%", None), ("Scherm", "0%", None), ("Bord", "50%", None)], None),
    ]


def test_cells_compare_the_most_used_practice_in_rounded_shares():
    found = one([question("choice")], said((15, "papier"), (5, ""), (8, "papier"), (8, "bord"), (4, ""), (16, "bord")))
    assert (found.about, [(cell.group.label, cell.text) for cell in found.cells]) == (
        "Bord",
        [("Aalst", "≤ 25%"), ("Gent", "50%"), ("Ninove", "≥ 75%")],
    )


def test_survey_by_name_tells_exact_numbers():
    found = one([question("choice")], said((30, "papier")), mode="named")
    assert bars(found)[0] == ("Papier", "100%", 30)


def test_spread_per_theme_is_the_mean_of_its_questions():
    items = [question("choice", theme="werkwijze"), question("yesno", "ook", theme="werkwijze")]
    survey = published(items, [{"vraag": "papier", "ook": "ja"}] * 15 + [{"vraag": "bord", "ook": "nee"}] * 15)
    assert [(row.theme, row.questions, row.iqv, row.top_share) for row in results_of(survey).themes] == [
        ("werkwijze", 2, 88, 50)
    ]


def test_something_else_is_an_open_answer_from_ten_on():
    words = {"vraag": "anders", "vraag.anders": "Op mijn hand"}
    survey = published([question("choice", other=True)], [words] * 9 + said((20, "papier")))
    assert [(row.n, row.readable) for row in results_of(survey).open_questions] == [(9, False)]
    other = published([question("choice", other=True)], [words] * 10 + said((20, "papier")), title="tien")
    assert [(row.key, len(row.unread)) for row in results_of(other).open_questions] == [("vraag.anders", 10)]


def test_recount_finds_the_same_numbers_for_every_type(capsys):
    items = [question(kind, kind) for kind in ("choice", "choices", "ranking", "number", "date", "score", "yesno")]
    given = [
        {
            "choice": "bord", "choices": "papier bord", "ranking": RANKED["bord"], "number": str(n),
            "date": f"2026-{n % 12 + 1:02}-11", "score": str(n % 11), "yesno": "ja",
        }
        for n in range(40)
    ]  # fmt: skip
    survey = published(items, given)
    before = Tally.objects.filter(survey=survey).count()
    call_command("hertel", str(survey.pk))
    assert ("De getallen klopten." in capsys.readouterr().out, Tally.objects.filter(survey=survey).count()) == (
        True,
        before,
    )


def test_page_shows_each_type_with_its_table(client, lies):
    items = [question(kind, kind) for kind in ("choice", "choices", "ranking", "number", "score")]
    given = [
        {"choice": "bord" if n % 2 else "papier", "choices": "bord", "ranking": RANKED["bord"], "number": str(n), "score": str(n % 11)}
        for n in range(40)
    ]  # fmt: skip
    survey = published(items, given)
    client.force_login(lies)
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    body = client.get(reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])).content.decode()
    assert (body.count('id="telling-'), body.count("Toon als tabel"), "gemiddelde plaats" in body) == (5, 5, True)


def test_one_reader_only_reads_counts(django_assert_max_num_queries):
    survey = published([question("choice")], said((30, "papier")))
    with django_assert_max_num_queries(6):
        results.results_of(survey)
