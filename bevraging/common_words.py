"""First names that are words as well, in the three languages people answer in. Read by `people_words` only.

Without accents and in small letters. A first name that stands in none of the lists is a name wherever it is written.
"""


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER = _all(
    """
    aan achter al alle als altijd an and anders april are august augustus avril bij boven but can dan dat de
    deze die dit do door dus een elle en er februari for geen haar had heel hem hen her hier him his hoe hun ik
    il in is ja januari je jij jou juli july june juni kan les maar maart mai man may mee meer mei men met mij
    mijn moi mon na naar nee net niet nog non nu of om on onder ons ook ou over pas per que quel sa se si son
    sous sur tegen tijdens toch toe toen ton tot tous tout tu uit un une van veel vele voor wat wel wie wij wil
    will with zal ze zij zo zonder zou
    """
)
"""So common that only a capital within a sentence makes it somebody."""

OFTEN = _all(
    """
    bel belle ben chase claire constant elke ernst frank grant hope just juste leen lief lieve rein skip toon
    """
)
"""Verbs and adjectives with which a sentence can begin: also with a capital it then is a name only before a verb."""

WORDS = _all(
    """
    aime amber ange angel angele arend art aster aurora beer blanche bloem brand bries cerise chance clement
    constance coral daisy dawn desire engel faith fee fleur floor flora franc france frans free gene ginger
    gloria grace greet guy hazel heather heide hermelijn holly honore iris islam ivy jade jasmijn jet job jolie
    jong joy lance lelie lente lies lily linde lot maan madelief margriet marguerite marine mark mars mat max
    mees melody merel miles minne moon noel nova ocean oceane olive page parel paris pearl peer penny pierre
    post prins prudence prune reed reine river robijn rock romain roos roosje rosa rose ruby saffier sage said
    sandy savanne staf ster storm sue summer trees valk viool vlinder wade wilde winter wit wolf zon
    """
)
"""Nouns and the like: in small letters a name only where a person would stand («lies zei dat», «volgens roos»)."""

SHORT_TITLES = frozenset(["dhr", "dr", "mevr", "mr", "mrs", "ms", "mw"])
"""With a full stop behind them that ends no sentence."""
TITLES = SHORT_TITLES | _all(
    """
    bewoner bewoonster broeder colleague collega collegue docteur doctor dokter heer juf juffrouw madame mademoiselle meneer
    mevrouw mijnheer mister mme monsieur zuster
    """
)
"""After one of these a first or family name is one in any letters."""

OF_ADDRESS = _all(
    """
    bewoner bewoonster broeder collega dhr dokter dr juf juffrouw meneer mevr mevrouw mijnheer mw zuster
    """
)
"""After one of these a word with a capital is a name, also of somebody we do not know. «MS Teams» is not among them."""

PARTICLES = frozenset(["de", "den", "der", "el", "ten", "ter", "van", "vande", "vanden", "vander"])
"""«mevrouw van den Berg»."""

COMMON = _all(
    """
    abdel achmed ahmed aicha ali amina an anke ann anna anne annelies annick anouk arne arno axel ayse bart bert
    birgit bjorn bram brigitte carine carla caroline cedric charlotte chris christel christiaan christine cindy
    claudia dieter dirk dries ellen emine emma erik eva evelien evi fatima fatma filip frederik freya geert
    gert godelieve greet griet guido gunther hanne hannelore hans hassan heidi hendrik hilde ibrahim ilse ine
    inge ingrid isabel isabelle jan jana jef jelle jeroen jonas joke joris jozef julie jurgen karel karen karim
    karin karolien kathleen katrien katrijn khadija kim koen kristel kristof kurt laila lars laura leen leila
    lien lieve liesbet liesbeth linda lisa lotte louis luc lucas ludo maarten malika maria marie marieke marijke
    marleen martine matthias mehmet mia michiel miet mieke miriam mohamed mohammed monique mustafa myriam nadia
    nadine nathalie naima nele nicolas nico nicole nina noor omar pascal patricia patrick paul peter petra pieter
    piet raf rachid ria rik rita robin roel ronny said samira sander sandra sara sarah sien simon sofie sonja
    stef stefaan stefan steven stijn sven tania thomas tim tine tinne tom vera veerle viktor vincent wendy werner
    willem wim wouter yasmina yusuf youssef yves zeynep
    """
)
"""First names that many people here have: with a capital one of these is somebody, whether or not we know them."""

NO_FIRST_NAME = _all(
    """
    ben bij daarna dag dan dank dat de die dit door eerst en enkel familie gisteren gevraagd het hier huis ik
    is kamer later mail maar man met morgen na naast of om omdat ook sinds soms team toen van vandaag via volgens
    voor vraag vrouw waarom wanneer wat weer wie zelfs zonder zoon dochter bel
    """
)
"""With a capital at the start of a sentence, before a family name: «Vraag Peeters» names one person by one word."""

SAID_BY = frozenset(["volgens", "zei", "zegt", "vertelde", "vertelt", "selon"])
"""«volgens roos», «zei roos»."""

PERSON_DOES = _all(
    """
    a asked asks avait belde belt bleef blijft dacht deed demande denkt disait doet est fait gaat gaf geeft ging
    haalt had has heeft helpt hielp is kan klaagde klaagt komt kon kreeg krijgt kwam maakt maakte mailde mailt
    mocht moest moet nam neemt pensait pense said says schreef schrijft stelde stelt thinks thought toonde
    trouve vergat vergeet vertelde vertelt veut vindt vond voulait vraagt vroeg was weet werkt werkte wilde wist
    zag zegt zei zit zou
    """
)
"""What follows a person who is the subject."""

OPENS = _all(
    """
    als and because but dat dus en et if maar mais of omdat ook parce quand que terwijl that toen waarom wanneer
    want when zodat
    """
)
"""Before a subject, when a clause begins within a sentence."""
