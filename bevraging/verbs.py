"""What the history of a project can say about step 1."""

from trajecten.history import register_verb

register_verb("survey_launched", "{actor} verstuurde de bevraging «{survey}» naar {invited} collega's.")
register_verb("survey_closed", "De bevraging «{survey}» is afgesloten, met {answered} antwoorden.")
register_verb("survey_extended", "{actor} gaf meer tijd voor de bevraging «{survey}»: tot en met {until}.")
register_verb("survey_created", "{actor} maakte de bevraging «{survey}».")
register_verb("survey_changed", "{actor} paste de gegevens van de bevraging «{survey}» aan.")
register_verb("survey_questions_changed", "{actor} paste de vragen van «{survey}» aan: nu {questions} vragen.")
register_verb("survey_people_added", "{actor} zette {people} collega's op de lijst van «{survey}».")
register_verb("survey_people_removed", "{actor} haalde {people} collega's van de lijst van «{survey}».")
register_verb("survey_address_corrected", "{actor} verbeterde een mailadres voor «{survey}» en stuurde de uitnodiging opnieuw.")
register_verb("survey_reminded", "{actor} stuurde een herinnering voor «{survey}» naar wie nog niet antwoordde.")
