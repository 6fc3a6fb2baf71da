"""The questions that De Hazelaar put to a few people before it chose: G1 to G5 of [T] §9.3. All invented."""

from opvolging.demo.content_choices import Targeted

CARE, NURSES = "Zorgkundigen", "Verpleegkundigen"

G1 = Targeted(
    "Hoe lang mag een briefing duren, en wat is het minimum?",
    ((18, NURSES, ""),),
    "12 minuten, en enkel wat afwijkt.",
    ("10 minuten, enkel wat afwijkt", "12 minuten, enkel wat afwijkt", "20 minuten, elke bewoner"),
    (4, 11, 3),
)
G2 = Targeted(
    "Lukt aftekenen aan het bed 's nachts zonder licht?",
    ((9, NURSES, "nacht"),),
    "Ja, met een gedimd scherm.",
    counts=(8, 1),
)
G3 = Targeted(
    "Wie verwacht je dat het gesprek met familie noteert?",
    ((6, NURSES, "vroeg"),),
    "Wie het gesprek voerde. Zes families zeiden aan de telefoon hetzelfde.",
    ("Wie het gesprek voerde", "De hoofdverpleegkundige", "Het onthaal"),
    (5, 1, 0),
)
G4 = Targeted(
    "Wat moet je minstens op papier hebben als het netwerk uitvalt?",
    ((1, "Administratie en onthaal", ""), (2, NURSES, "nacht"), (2, CARE, "nacht")),
    "De medicatielijst, de allergieën en de contactpersonen.",
    written=(
        "Een lijst met telefoonnummers die ook zonder netwerk werkt.",
        "De medicatielijst van vandaag en de allergieën.",
        "Wie ik mag bellen, en wat ik zeker niet mag geven.",
        "De medicatielijst, groot gedrukt.",
        "Allergieën en contactpersonen. De rest kan wachten.",
    ),
)
G5 = Targeted(
    "Wil je aandachtsmedewerker zijn van vaste bewoners?",
    ((12, CARE, "laat"),),
    "10 van de 12 zeggen ja, 2 alleen met hoogstens 4 bewoners.",
    ("Ja", "Ja, voor hoogstens 4 bewoners", "Nee"),
    (10, 2, 0),
)
