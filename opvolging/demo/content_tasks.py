"""The ten tasks that colleagues of De Hazelaar learn: TK1 to TK10 of [T] §9.7. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import CARE, EARLY, GUIDES, KITCHEN, LATE, NIGHT, NURSES, THERAPY
from opvolging.demo.content_messages import LEADERS


@dataclass(frozen=True)
class Task:
    sentence: str
    functions: tuple[str, ...]
    agreement: str
    why: str
    minutes: int = 10


TASKS = (
    Task(
        "Een observatie noteren tijdens de zorg", (CARE, NURSES, GUIDES), "A01", "De volgende shift weet wat jij zag."
    ),
    Task("De briefing geven vanuit het dossier", (CARE, NURSES), "A02", "Zo vergeten we niets.", 15),
    Task("Medicatie aftekenen bij de bewoner", (NURSES,), "A03", "Wie na jou komt, vertrouwt op wat er staat."),
    Task("Een wond opvolgen met foto", (NURSES,), "A04", "Op een foto zie je of een wonde beter wordt."),
    Task("Gewicht en vocht registreren op de kamer", (CARE,), "A01", "Overtypen valt weg."),
    Task("Het zorgplan van mijn bewoners nakijken", (NURSES, THERAPY), "A07", "Iemand kijkt met aandacht.", 15),
    Task("Een val melden en opvolgen", (CARE, NURSES, THERAPY, GUIDES), "A01", "We leren van elke val."),
    Task("Een dieet of wens opzoeken", (KITCHEN,), "A10", "Vóór 9 uur heb je wat je nodig hebt."),
    Task("Een familiegesprek noteren", (NURSES, GUIDES, LEADERS), "A05", "Familie hoort één verhaal."),
    Task("Doorwerken als het netwerk uitvalt", (CARE, NURSES), "A08", "Zorg gaat door, ook zonder scherm.", 15),
)

FIRST_TASKS = (1, 2, 3, 10)
"""Numbers of those that come first, before a house starts."""
HOURS = {EARLY: (13, 45), LATE: (15, 0), NIGHT: (21, 15)}
"""When a session fits each shift."""
SESSION_MINUTES, SESSION_PLACE = 45, "Leslokaal, met toestellen"
