"""What was asked and decided at the gates of De Hazelaar ([T] §9.9). All invented."""

NIGHT_HEARD = "De nachtdienst moet gehoord zijn."
CONVERSATIONS = 4
"""Another goal for `s1.conversations`, for that reason."""

EARLY_NOTE = "57 procent deed al mee. Mogen we verder, terwijl de laatste antwoorden nog komen?"
EARLY: dict[str, tuple[str, str]] = {
    "s1.response_location": (
        "In Kornoelje deed nog maar 31 procent mee, in alle andere huizen veel meer.",
        "We houden de bevraging daar nog een week open.",
    ),
    "s1.baseline": (
        "De bevraging loopt nog; het draagvlak kennen we pas na het afsluiten.",
        "Na het afsluiten leggen we de cijfers naast elke keuze.",
    ),
    "s1.spread": (
        "De bevraging loopt nog; de werkwijzen per thema kennen we pas na het afsluiten.",
        "In de gesprekken hoorden we de grootste verschillen al.",
    ),
    "s1.four_questions": (
        "De inventaris is nog niet vol; de open antwoorden komen er nog bij.",
        "We vullen aan zodra de resultaten er zijn.",
    ),
}
"""With which points Nele would go on without the figures: why, and what is done in their place."""
HOLD = "Eerst luisteren in Kornoelje, anders starten we zonder hen."
GO_1 = "Het beeld is volledig."
GO_2 = "De zeven keuzes staan. In Kornoelje is het draagvlak nog niet zeker: ga daar eerst luisteren."
CONDITION = "De leidinggevende van Kornoelje voert twee gesprekken met de ploeg."
CONDITION_WEEK = -38
EVIDENCE = "Twee gesprekken gevoerd, met de vroege shift en met de nacht. De verslagen staan bij Luisteren."
DEPUTY_WHY_BACK = "Zonder plan bij netwerkuitval gaan we niet verder (F06)."
GO_2_AGAIN = "De noodprocedure is beslist, samen met de nachtdienst."
GO_3 = "Klaar om te vertellen."
GO_4 = "Klaar om te starten. In Kornoelje helpt Wilgenhof mee tot er een derde ambassadeur is."
GO_5 = "Over naar het ritme: de eigenaars van de afspraken nemen over."
SHORT = "s4.ambassadors"
SHORT_WHY = "In Kornoelje zijn er 2 van de 3 ambassadeurs; alle andere huizen hebben er genoeg."
SHORT_MEASURE = "Yasmina Tahiri komt 2 halve dagen per week naar Kornoelje."
SHORT_OWNER, SHORT_UNTIL = "Tom Wouters", -20
"""At gate 4 one house has one ambassador less than it needs: what is done in its place, who watches, until which week."""

TALKS: tuple[tuple[str, str, int, str], ...] = (
    ("Kornoelje, vroege shift", "Zorgkundigen", 1, "Wij willen meedoen, als iemand het ons toont op de vloer."),
    ("Kornoelje, nacht", "Verpleegkundigen", 3, "'s Nachts zijn we met twee: wat doen we als het scherm uitvalt?"),
)
"""What the head of Kornoelje did: title, function, weekday of W-40, what was said."""
