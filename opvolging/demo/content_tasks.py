"""The ten tasks that colleagues of De Hazelaar learn: TK1 to TK10 of [T] §9.7. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import CARE, GUIDES, KITCHEN, NURSES, THERAPY
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


@dataclass(frozen=True)
class Learned:
    """For how many people a task is, how many learned it, and how many of those say «zelfstandig» or more."""

    needed: int
    learned: int
    alone: int


LEARNED = {
    1: Learned(288, 262, 230),
    2: Learned(262, 216, 171),
    3: Learned(84, 80, 74),
    4: Learned(84, 73, 60),
    5: Learned(178, 160, 144),
    6: Learned(112, 92, 70),
    7: Learned(316, 271, 233),
    8: Learned(36, 32, 29),
    9: Learned(122, 88, 62),
    10: Learned(262, 222, 162),
}
"""By the number of the task: 1 496 of 1 744 learned it, 1 235 of those can do it alone ([T] §9.7 has the last in percent)."""
