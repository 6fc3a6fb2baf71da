"""Every text of our own speaks Dutch, French and English, and a catalogue that is not right is found."""

import pytest

from trajecten import catalogues, texts


@pytest.fixture
def french(tmp_path, settings, monkeypatch):
    """french(entries): a house that says «Dag %(name)s», with this French catalogue."""

    def french_(entries):
        folder = tmp_path / "fr" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        (folder / "django.po").write_text(header + entries)
        settings.LOCALE_PATHS = [tmp_path]
        monkeypatch.setattr(catalogues, "own_texts", lambda: {"Dag %(name)s": "mail.txt"})
        return catalogues.problems()

    return french_


def test_every_text_of_our_own_speaks_every_language():
    assert catalogues.problems() == []


def test_text_with_its_translation_is_in_order(french):
    assert french('msgid "Dag %(name)s"\nmsgstr "Bonjour %(name)s"\n') == []


def test_text_without_a_translation_is_found_with_its_file(french):
    assert french("") == ["fr: niet vertaald: Dag %(name)s (mail.txt)"]


def test_text_with_an_uncertain_translation_is_found_because_it_would_be_skipped(french):
    assert french('#, fuzzy\nmsgid "Dag %(name)s"\nmsgstr "Bonjour %(name)s"\n') == [
        "fr: onzeker (fuzzy): Dag %(name)s",
        "fr: niet vertaald: Dag %(name)s (mail.txt)",
    ]


def test_translation_that_fills_in_another_word_is_found(french):
    assert french('msgid "Dag %(name)s"\nmsgstr "Bonjour %(nom)s"\n') == ["fr: andere invulwoorden: Dag %(name)s"]


def test_plural_may_leave_a_number_out_but_fill_in_nothing_new(french):
    entry = 'msgid "%(n)d punt"\nmsgid_plural "%(n)d punten"\nmsgstr[0] "un seul"\nmsgstr[1] "%(x)d points"\n'
    assert french(entry) == ["fr: andere invulwoorden: %(n)d punt", "fr: niet vertaald: Dag %(name)s (mail.txt)"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{% translate "Dag" %}', ["Dag"]),
        ("{% blocktranslate %}Dag {{ name }}{% endblocktranslate %}", ["Dag %(name)s"]),
        ("{% blocktranslate count n=n %}{{ n }} mail{% plural %}{{ n }} mails{% endblocktranslate %}", ["%(n)s mail"]),
        ('{% knop _("Verstuur") %}', ["Verstuur"]),
        ('{% knop _("Collega\'s") %}', ["Collega's"]),
        ("<p>_ en gettext zijn gewoon woorden</p>", []),
    ],
)
def test_texts_of_a_template_are_found(template, said):
    assert list(texts._of_template("{% load i18n %}" + template)) == said


def test_texts_of_code_are_found():
    source = 'a = _("Een")\nb = ngettext("twee", "meer", n)\nc = gettext_lazy("Drie")\nd = other("Vier")\n'
    assert set(texts._of_code(source)) == {"Een", "twee", "Drie"}
