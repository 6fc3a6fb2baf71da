"""What the history of a project can say about step 1."""

from django.utils.translation import gettext_lazy as _

from trajecten.history import register_verb

register_verb("survey_launched", _("{actor} verstuurde de bevraging «{survey}» naar {invited} collega's."))
register_verb("survey_closed", _("De bevraging «{survey}» is afgesloten."))
register_verb("survey_extended", _("{actor} gaf meer tijd voor de bevraging «{survey}»: tot en met {until}."))
register_verb("survey_created", _("{actor} maakte de bevraging «{survey}»."))
register_verb("survey_changed", _("{actor} paste de gegevens van de bevraging «{survey}» aan."))
register_verb("survey_questions_changed", _("{actor} paste de vragen van «{survey}» aan: nu {questions} vragen."))
register_verb("survey_people_added", _("{actor} zette {people} collega's op de lijst van «{survey}»."))
register_verb("survey_people_removed", _("{actor} haalde {people} collega's van de lijst van «{survey}»."))
register_verb(
    "survey_address_corrected", _("{actor} verbeterde een mailadres voor «{survey}» en stuurde de uitnodiging opnieuw.")
)
register_verb("survey_reminded", _("{actor} stuurde een herinnering voor «{survey}» naar wie nog niet antwoordde."))
