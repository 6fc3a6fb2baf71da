"""What the history of a project can say about step 1."""

from trajecten.history import register_verb

register_verb("survey_launched", "{actor} verstuurde de bevraging «{survey}» naar {invited} collega's.")
register_verb("survey_closed", "De bevraging «{survey}» is afgesloten, met {answered} antwoorden.")
register_verb("survey_extended", "{actor} gaf meer tijd voor de bevraging «{survey}»: tot en met {until}.")
