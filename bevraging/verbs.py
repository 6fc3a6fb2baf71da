"""What the history of a project can say about step 1."""

from django.utils.translation import gettext_lazy as _

from trajecten.history import register_verb

register_verb("survey_launched", _("{actor} verstuurde de bevraging «{survey}» naar {invited} collega's."))
register_verb("survey_closed", _("De bevraging «{survey}» is afgesloten."))
register_verb(
    "survey_left_out",
    _("Bij «{survey}» bleven {people} collega's buiten de ronde. Ze kregen de voorbije 14 dagen al een bevraging."),
)
register_verb(
    "survey_sent_anyway",
    _("{actor} stuurde «{survey}» ook naar {people} collega's die net een bevraging kregen. Reden: {reason}"),
)
register_verb("survey_extended", _("{actor} gaf meer tijd voor de bevraging «{survey}»: tot en met {until}."))
register_verb("survey_created", _("{actor} maakte de bevraging «{survey}»."))
register_verb("survey_changed", _("{actor} paste de gegevens van de bevraging «{survey}» aan."))
register_verb("survey_questions_changed", _("{actor} paste de vragen van «{survey}» aan: nu {questions} vragen."))
register_verb("survey_languages_changed", _("{actor} paste de talen van de bevraging «{survey}» aan."))
register_verb("survey_questions_imported", _("{actor} las {questions} vragen in voor «{survey}»."))
register_verb("survey_people_added", _("{actor} zette {people} collega's op de lijst van «{survey}»."))
register_verb("survey_people_removed", _("{actor} haalde {people} collega's van de lijst van «{survey}»."))
register_verb("survey_slips_given", _("{actor} koos een briefje voor {people} collega's op de lijst van «{survey}»."))
register_verb(
    "survey_address_corrected", _("{actor} verbeterde een mailadres voor «{survey}» en stuurde de uitnodiging opnieuw.")
)
register_verb("survey_reminded", _("{actor} stuurde een herinnering voor «{survey}» naar wie nog niet antwoordde."))
register_verb("survey_tablet_on", _("{actor} zette de gedeelde tablet aan voor «{survey}»."))
register_verb("survey_tablet_off", _("{actor} zette de gedeelde tablet uit voor «{survey}»."))
register_verb("results_exported", _("{actor} nam de resultaten van «{survey}» mee als {form}."))
register_verb("feedback_shared", _("{actor} deelde wat we met de antwoorden op «{survey}» doen."))
register_verb(
    "feedback_renewed",
    _("{actor} deelde een nieuwe versie van wat we met de antwoorden op «{survey}» doen: versie {number}."),
)
register_verb(
    "feedback_mailed", _("{actor} mailde wat we met de antwoorden op «{survey}» doen naar {people} collega's.")
)
register_verb("feedback_told", _("{actor} vertelde ook anders wat we met de antwoorden op «{survey}» doen: {how}"))
register_verb("conversation_added", _("{actor} voegde het gesprek «{conversation}» toe."))
register_verb("conversation_changed", _("{actor} paste de gegevens van het gesprek «{conversation}» aan."))
register_verb("conversation_finished", _("{actor} rondde het verslag van «{conversation}» af."))
register_verb("conversation_reopened", _("{actor} opende het verslag van «{conversation}» opnieuw."))
register_verb("conversation_removed", _("{actor} wiste het gesprek «{conversation}»."))
register_verb("theme_added", _("{actor} maakte het thema «{theme}»."))
register_verb("theme_renamed", _("{actor} noemt het thema «{before}» nu «{after}»."))
register_verb("theme_merged", _("{actor} voegde het thema «{theme}» samen met «{into}»."))
register_verb("theme_removed", _("{actor} wiste het thema «{theme}»."))
register_verb("inventory_added", _("{actor} stelde iets voor in de inventaris: {question}."))
register_verb("inventory_confirmed", _("{actor} bevestigde iets in de inventaris: {question}."))
register_verb("inventory_taken_back", _("{actor} maakte van iets in de inventaris weer een voorstel: {question}."))
register_verb("inventory_removed", _("{actor} haalde iets uit de inventaris: {question}."))
