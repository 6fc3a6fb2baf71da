"""What De Hazelaar chose in step 2, and why: B01 to B07, and B08 after step 2 was opened again. All invented."""

from opvolging.demo.content_bottlenecks import AFTERWARDS, BRIEFING, LOGIN, PHOTO, RELATIVES, TWICE
from opvolging.demo.content_choices import Choice, Heard, Task, Way
from opvolging.demo.content_listening import FAMILY, HANDOVER, MEDICATION, OBSERVE, SIGN_IN, WOUNDS
from opvolging.demo.content_targeted import G1, G2, G3, G4, G5

HILDE, DIRK = "hilde", "dirk"
CARE, NURSES = "Zorgkundigen", "Verpleegkundigen"

CHOICES: dict[str, Choice] = {
    "B01": Choice(
        "Waar noteren we observaties?",
        "Er zijn drie formulieren in omloop, en wie wisselt van huis zoekt opnieuw. In Meidoorn noteert één afdeling al alles in het pakket.",
        HILDE, -50, -49, -48, 4,
        (
            Way("Alleen in het EBD", "Eén plaats, en je kan erin zoeken", "Er zijn toestellen nodig op elke gang"),
            Way("EBD en een papieren dagblad", "Vertrouwd", "Het dubbele werk blijft"),
            Way("Elk huis kiest zelf", "Draagvlak in elk huis", "De spreidstand blijft; moeilijk bij wisselen van huis"),
        ),
        (
            Heard("Zorgkundigen van Linde", "Graag één plaats, als het toestel op de kar mag.", CARE, doer=True),
            Heard("ICT", "Wifi op elke gang is haalbaar vóór de uitrol."),
        ),
        (
            Task("Toestellen op elke kar, drie per gang", "ICT", -45, -45),
            Task("Papieren formulieren oplijsten die verdwijnen", "Stafmedewerker kwaliteit", -46, -46),
        ),
        "Zolang we op twee plaatsen noteren, leest niemand alles. Met één plaats weet elke shift wat er toe doet.",
        "Het papieren dagblad verdwijnt op de startdag van elk huis.",
        "Steekproef van shiftnotities, en het aantal meldingen «Dubbel noteren».",
        bundles=(TWICE,), themes=(OBSERVE,),
        items=("Drie verschillende observatieformulieren in omloop", "Zorgkundigen: observatie noteren aan de zorg"),
        informed=("Huisartsen", "Poets"),
    ),
    "B02": Choice(
        "Waarvan vertrekt de briefing?",
        "De ene afdeling vertelt, de andere leest uit een schriftje. Wat niet gezegd wordt, is weg.",
        DIRK, -50, -49, -48, 4,
        (
            Way("Van het EBD-overzicht «nieuw sinds»", "Niets vergeten, en klaar in 12 minuten", "Er is een scherm nodig in het briefinglokaal"),
            Way("Van een vast sjabloon in Word", "Snel in te voeren", "Niet gekoppeld aan de bewoner"),
        ),
        (
            Heard("Briefingverantwoordelijken", "Twaalf minuten volstaan, als we enkel overlopen wat afwijkt.", NURSES, doer=True),
            Heard("Nachtdienst", "Zet bovenaan wat er vannacht anders is.", CARE, doer=True),
        ),
        (Task("Scherm in elk briefinglokaal", "ICT", -44, -44),),
        "Meidoorn doet het al zo: het dossier staat open op het grote scherm en niemand hoeft te onthouden wat hij wilde zeggen.",
        "De briefing begint op tijd en duurt hoogstens 12 minuten per leefgroep.",
        "Rondgang bij briefings, twee per huis en per maand.",
        bundles=(BRIEFING,), themes=(HANDOVER,),
        items=("Nachtdienst wil één scherm met «wat is er vannacht anders»", "Bij de overdracht staat het dossier open op het grote scherm"),
        targeted=G1,
    ),
    "B03": Choice(
        "Waar en wanneer tekenen we medicatie af?",
        "Op drie afdelingen gebeurt het na de ronde, op de post. Dan vertrouw je op je geheugen.",
        DIRK, -49, -48, -47, -8,
        (
            Way("Aan het bed, op een tablet", "Het juiste moment, minder fouten", "Er is wifi nodig in elke kamer"),
            Way("Op de post, na de ronde", "Geen toestel om mee te nemen", "Achteraf invullen blijft"),
            Way("Overdag op tablet, 's nachts op papier", "Rust 's nachts", "Twee waarheden"),
        ),
        (
            Heard("Verpleegkundigen", "Aan het bed lukt, als het scherm niet te fel is.", NURSES, doer=True),
            Heard("Apotheker", "Elke dosis meteen zichtbaar helpt ook ons."),
            Heard("CRA", "Geen bezwaar, wel een plan voor als het systeem uitvalt."),
        ),
        (Task("Wifi meten in elke kamer", "ICT", -44, -44),),
        "Aftekenen op het moment zelf is de enige manier waarop de volgende collega kan vertrouwen op wat er staat.",
        "De papieren medicatiebladen blijven tot de startdag van elk huis.",
        "Uur van toediening naast uur van aftekenen, steekproef per maand.",
        bundles=(AFTERWARDS,), themes=(MEDICATION,),
        items=("Medicatie achteraf afgetekend na een drukke ochtend",),
        informed=("Huisartsen",), targeted=G2,
    ),
    "B04": Choice(
        "Hoe melden medewerkers zich aan?",
        "Op de meeste afdelingen deelt iedereen één aanmelding. Dan weet je nooit wie wat noteerde, en in het weekend vervalt het wachtwoord.",
        HILDE, -49, -48, -47, 18,
        (
            Way("Persoonlijk, met badge en code", "Snel en persoonlijk", "Badgelezers kosten geld"),
            Way("Persoonlijk, met een wachtwoord", "Geen extra toestellen", "Wachtwoorden worden vergeten"),
        ),
        (
            Heard("Nachtdienst", "Een badge werkt ook met natte handen en in het donker.", CARE, doer=True),
            Heard("ICT", "Lezers op elke post en kar kan binnen drie maanden."),
            Heard("DPO", "Persoonlijk aanmelden is nodig voor gezondheidsgegevens."),
        ),
        (Task("Badgelezers bestellen en plaatsen", "ICT", -44, -44),),
        "Een eigen aanmelding die even snel gaat als de gedeelde, zodat niemand nog een reden heeft om te lenen.",
        "De aanmeldingen per afdeling stoppen op de startdag van elk huis.",
        "Aandeel persoonlijke aanmeldingen, en meldingen «Aanmelding kwijt of geleend».",
        bundles=(LOGIN,), themes=(SIGN_IN,),
        items=("Eén aanmelding voor de hele afdeling, op een briefje aan het scherm",),
    ),
    "B05": Choice(
        "Wie noteert familiecontact?",
        "Familie hoort soms drie versies, omdat niemand weet wat een collega al vertelde.",
        DIRK, -48, -47, -46, -4,
        (
            Way("Wie het gesprek voert, dezelfde dag", "Verse info", "Een gewoonte die verandert"),
            Way("Alleen de hoofdverpleegkundige", "Eén stem", "Een flessenhals, en het weekend is niet gedekt"),
        ),
        (
            Heard("Hoofdverpleegkundigen", "Wie het gesprek voerde, weet het best wat er gezegd is.", NURSES, doer=True),
            Heard("Familieraad", "Zes families: wij verwachten het van wie met ons sprak."),
        ),
        (Task("Voorbeelden maken: zo noteer je de kern in drie zinnen", "Hoofdverpleegkundigen", -44, -44),),
        "Wie het gesprek voerde, weet het nog juist. Een tweede mond maakt er een tweede versie van.",
        "Ook het onthaal en de woonbegeleiding noteren familiecontact.",
        "Meldingen «Familie kreeg tegenstrijdige info».",
        bundles=(RELATIVES,), themes=(FAMILY,),
        items=("Familie hoorde drie versies over een val", "Onthaal zet telefoontjes van familie meteen door naar de juiste persoon"),
        informed=("Families",), targeted=G3,
    ),
    "B06": Choice(
        "Met welk toestel maken we wondfoto's?",
        "Foto's staan nu soms op een privé-gsm. Dat is niet veilig, en wie met verlof is, neemt de foto mee.",
        DIRK, -48, -47, -46, 18,
        (
            Way("Alleen met het afdelingstoestel", "Privacy, en de foto staat meteen in het dossier", "Het toestel is soms onderweg"),
            Way("Met de eigen gsm en een app", "Altijd bij de hand", "Privacy; privé en werk lopen door elkaar"),
        ),
        (
            Heard("Wondverpleegkundigen", "Eén toestel per gang volstaat, met een vaste plaats.", NURSES, doer=True),
            Heard("DPO", "Geen beelden van bewoners op eigen toestellen."),
        ),
        (Task("Vaste plaats voor het toestel op elke gang", "Hoofdverpleegkundigen", -44, -44),),
        "Een foto van een bewoner hoort in het dossier en nergens anders, en moet elke collega kunnen zien.",
        "Foto's op eigen toestellen worden gewist, met hulp van ICT.",
        "Meldingen «Wondfoto op eigen gsm», en wonden met een foto per week.",
        bundles=(PHOTO,), themes=(WOUNDS,),
        items=("Wondfoto stond op een privé-gsm van iemand met verlof", "Elke maandag een rondje wondzorg met vaste foto-afstand"),
    ),
    "B07": Choice(
        "Wie houdt het zorgplan actueel?",
        "Iedereen mag het aanpassen, dus doet niemand het. De kinesist moet door zes schermen.",
        DIRK, -47, -46, -45, 4,
        (
            Way("Een aandachtsmedewerker per bewoner", "De bewoner heeft een vast gezicht", "Planning nodig bij afwezigheid"),
            Way("De verpleegkundige, voor alles", "Eenduidig", "Werkdruk; de zorgkundige kent de bewoner beter"),
        ),
        (
            Heard("Zorgkundigen", "Ja, met hoogstens vier bewoners per collega.", CARE, doer=True),
            Heard("Paramedici", "Dan weten we bij wie we moeten zijn.", "Paramedici", doer=True),
        ),
        (Task("Lijst van aandachtsmedewerkers per leefgroep", "Leidinggevenden van de huizen", -44, -44),),
        "Wie een bewoner elke dag ziet, merkt als eerste dat een afspraak niet meer klopt, en past ze dan ook aan.",
        "Een collega heeft hoogstens vier bewoners, minder bij deeltijds werk.",
        "Zorgplannen die de voorbije maand nagekeken zijn.",
        items=("Kinesist moet mobiliteitsafspraken zien zonder zes schermen", "Verpleegkundigen: zorgplan aanpassen na overleg"),
        targeted=G5,
    ),
    "B08": Choice(
        "Wat doen we als het netwerk uitvalt?",
        "Bij het uitproberen viel het netwerk weg op het gelijkvloers van één huis. Aftekenen lukte niet, en er was geen plan.",
        HILDE, -36, -35, -35, 18,
        (
            Way("Noodmap en een dagelijkse noodlijst", "Werkt altijd", "Elke dag afdrukken"),
            Way("Vertrouwen op 4G als reserve", "Geen papier", "Het bereik in de kelder is onzeker"),
        ),
        (
            Heard("Nachtdienst", "Medicatielijst, allergieën en contactpersonen: dat moet op papier liggen.", NURSES, doer=True),
            Heard("ICT", "Een extra zendpunt helpt, maar nooit honderd procent."),
        ),
        (
            Task("Extra zendpunt op het gelijkvloers van Vlier", "ICT", -33, -34),
            Task("Noodmap samenstellen voor één huis, om uit te proberen", "Nachtdienst", -34, -35),
        ),
        "Elk netwerk valt ooit uit. Wie 's nachts alleen staat, moet dan zonder nadenken weten waar de lijst ligt.",
        "Elke avond om 21 uur wordt de noodlijst afgedrukt.",
        "Twee oefeningen per huis en per jaar.",
        items=("Nachtdienst: weten wat te doen als het netwerk uitvalt",),
        themes=(MEDICATION,), informed=("Alle leidinggevenden",), targeted=G4,
    ),
}  # fmt: skip
