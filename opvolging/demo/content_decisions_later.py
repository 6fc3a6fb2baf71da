"""What De Hazelaar chose anew in step 6: B09 in the place of B05, and B10 ([T] §9.3). All invented."""

from opvolging.demo.content_bottlenecks import DEVICE, RELATIVES
from opvolging.demo.content_choices import Choice, Heard, Task, Way
from opvolging.demo.content_decisions import CARE, DIRK
from opvolging.demo.content_listening import FAMILY

LATER: dict[str, Choice] = {
    "B09": Choice(
        "Waar staat familie-info zodat iedereen ze vindt?",
        "Wie een gesprek voerde, noteert het. Maar het blok staat te diep: in drie huizen vond de helft het niet terug.",
        DIRK, -6, -5, -4, 22,
        (
            Way("Een vast blok «Familie» op het startscherm, met een aanspreekpersoon", "Zichtbaar zonder zoeken", "De leverancier moet het scherm aanpassen"),
            Way("Een extra herinnering in de briefing", "Gratis", "Vraagt elke dag discipline"),
        ),
        (
            Heard("Zorgkundigen", "Als het op het startscherm staat, lees ik het voor ik opneem.", CARE, doer=True),
            Heard("Onthaal", "Met een aanspreekpersoon weet ik naar wie ik doorverbind.", "Administratie en onthaal", doer=True),
        ),
        (Task("Het blok op het startscherm laten zetten", "ICT", -3, -3),),
        "De afspraak klopte niet: niemand onthoudt waar iets diep verborgen staat. Wat je meteen ziet, lees je ook.",
        "Het oude blok verdwijnt op de dag dat het nieuwe er staat.",
        "Steekproef van familiecontacten, en meldingen «Familie kreeg tegenstrijdige info».",
        bundles=(RELATIVES,), themes=(FAMILY,), informed=("Families",), replaces="B05",
    ),
    "B10": Choice(
        "Hoe vermijden we lege of zoekgeraakte toestellen?",
        "De afspraak wordt gevolgd, en toch zijn toestellen vaker leeg of zoek dan vroeger. Dan klopt de afspraak niet.",
        DIRK, -5, -4, -3, 10,
        (
            Way("Een vaste laadkar per afdeling, met controle bij de shiftwissel", "Zichtbaar en snel", "Neemt plaats in op de gang"),
            Way("Een persoonlijk toestel", "Iedereen draagt zorg voor het eigen toestel", "Kost veel, en wie deeltijds werkt laat het liggen"),
        ),
        (
            Heard("Zorgkundigen", "Een vaste plaats, en iemand die meetelt bij de wissel.", CARE, doer=True),
            Heard("Logistiek", "Wij zetten de kar elke avond op haar plaats.", "Logistiek en keuken", doer=True),
            Heard("ICT", "Elke kar krijgt tien laders."),
        ),
        (Task("Een laadkar op elke afdeling", "ICT", -3, -3),),
        "Wie alles goed doet en toch een leeg toestel vindt, heeft geen andere houding nodig maar een betere plaats.",
        "De losse laders op de post verdwijnen.",
        "Meldingen «Toestel leeg of onvindbaar», en een rondgang bij de shiftwissel.",
        bundles=(DEVICE,), informed=("Alle leidinggevenden",),
    ),
}  # fmt: skip
