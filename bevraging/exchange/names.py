"""Keys, codes and languages as this product writes them, from the names that another program gave."""

import re
import unicodedata
from collections.abc import Container
from functools import cache

from bevraging.questions import DONT_KNOW, OTHER, is_language

LONGEST_KEY, LONGEST_CODE = 40, 30
TAKEN_BY_PAGES = frozenset({"inlezen", "bewaar", "nieuw"})
"""A question with such a key could not be reached: these words stand at the same place in an address."""
IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})\)\s*$")
DUTCH_NAMES = {
    "nederlands": "nl", "vlaams": "nl", "frans": "fr", "engels": "en", "duits": "de", "spaans": "es", "turks": "tr",
    "arabisch": "ar", "pools": "pl", "roemeens": "ro", "bulgaars": "bg", "russisch": "ru", "oekraïens": "uk",
    "italiaans": "it", "portugees": "pt", "perzisch": "fa", "farsi": "fa", "dari": "prs", "pasjtoe": "ps",
    "albanees": "sq", "servisch": "sr", "kroatisch": "hr", "chinees": "zh", "somali": "so", "tigrinya": "ti",
    "koerdisch": "ku", "hongaars": "hu", "grieks": "el", "flemish": "nl", "pashto": "ps", "tigrigna": "ti",
    "somalisch": "so", "kurdish": "ku", "amhaars": "am", "amharic": "am", "العربية": "ar", "پښتو": "ps", "ትግርኛ": "ti",
    "soomaali": "so", "kurdî": "ku", "አማርኛ": "am", "shqip": "sq",
}  # fmt: skip
THREE_LETTERS = {"nld": "nl", "dut": "nl", "fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de"}


def key_of(name: str, taken: Container[str]) -> str:
    """A key for a question called `name`: its own one wherever that can be, and none of `taken`."""
    base = _ascii(name).lower()
    base = re.sub(r"[^a-z0-9]+", "_", base).strip("_") if not re.fullmatch(r"[a-z][a-z0-9_]*", base) else base
    base = (base if base[:1].isalpha() else f"v_{base}".rstrip("_"))[:LONGEST_KEY]
    return _free(base, taken, LONGEST_KEY, also=TAKEN_BY_PAGES)


def code_of(name: str, taken: Container[str]) -> str:
    """A code for an answer called `name`: its own one wherever that can be, and none of `taken`."""
    base = _ascii(name).lower()
    base = re.sub(r"[^a-z0-9_-]+", "_", base).lstrip("_-").rstrip("_") or "a"
    return _free(base[:LONGEST_CODE], taken, LONGEST_CODE, also={DONT_KNOW, OTHER})


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _free(base: str, taken: Container[str], longest: int, also: Container[str]) -> str:
    found, number = base, 1
    while found in taken or found in also:
        number += 1
        found = f"{base[: longest - len(str(number)) - 1]}_{number}"
    return found


def language_of(name: str) -> str:
    """«English (en)», «Engels», «EN» and «en» are all "en"; empty when nobody knows the language."""
    text = name.strip()
    bracketed = IN_BRACKETS.search(text)
    word = (bracketed.group(1) if bracketed else text).replace("_", "-")
    named = _known_languages().get(text[: bracketed.start()].strip().casefold()) if bracketed else None
    if named and word.isupper():  # «Nederlands (BE)» is a country, not Belarusian
        return named
    if known := _known_languages().get(word.casefold()):
        return known
    head, dash, tail = word.partition("-")
    if len(word) > 3 and not dash:
        return named or ""
    code = f"{head.lower()}{dash}{tail}"
    while not is_language(code) and "-" in code:  # «zh-Hant-HK», «es-419»
        code = code.rpartition("-")[0]
    return THREE_LETTERS.get(code, code) if is_language(code) else ""


@cache
def _known_languages() -> dict[str, str]:
    from django.conf.locale import LANG_INFO

    found = {}
    for code, info in LANG_INFO.items():
        if "-" not in code:
            for word in (code, info.get("name"), info.get("name_local")):
                if word:
                    found[str(word).casefold()] = code
    return {**found, **DUTCH_NAMES, **THREE_LETTERS}


__all__ = ["code_of", "key_of", "language_of"]
