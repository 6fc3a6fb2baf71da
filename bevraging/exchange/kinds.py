"""The cell «type» of an XLSForm: which of our types of question it is, or why it is none."""

import re
from dataclasses import dataclass

from bevraging.questions import CHOICE, CHOICES, DATE, INFO, NUMBER, OPEN, RANKING, YESNO

SELECTS = (
    (CHOICE, r"(?:add[_\s]+)?select[_\s]*(?:one|1)"),
    (CHOICES, r"(?:add[_\s]+)?select[_\s]*(?:multiple|all[_\s]+that[_\s]+apply)"),
    (RANKING, r"(?:odk:)?rank(?:ing)?"),
)
LIST = r"(?:[_\s]+external|[_\s]+from[_\s]+file)?(?:\s+prompt)?(?:\s+(?:using|from))?\s+(?P<list>[^\s,]+)"
OTHER_WORDS = r"(?P<other>[\s,]+(?:or[_\s]+(?:specify[_\s]+)?other))?"
PATTERNS = [(kind, re.compile(f"{head}{LIST}{OTHER_WORDS}", re.IGNORECASE)) for kind, head in SELECTS]
BEGIN = re.compile(r"begin[_\s]*(group|repeat|loop|lgroup|table-list)\b.*", re.IGNORECASE | re.DOTALL)
END = re.compile(r"end[_\s]*(group|repeat|loop|lgroup|table-list)\b.*", re.IGNORECASE | re.DOTALL)
SIMPLE = {
    "text": OPEN, "string": OPEN, "integer": NUMBER, "int": NUMBER, "decimal": NUMBER, "percentage": NUMBER,
    "number": NUMBER, "date": DATE, "note": INFO, "acknowledge": YESNO, "trigger": YESNO, "boolean": YESNO,
    "phone number": OPEN, "email": OPEN, "url": OPEN,
}  # fmt: skip
MOMENTS = frozenset({"time", "datetime", "date time"})
SCALES = frozenset({"range", "rating"})
TECHNICAL = frozenset({
    "start", "end", "today", "deviceid", "device id", "subscriberid", "subscriber id", "simserial", "sim id", "sim serial",
    "phonenumber", "username", "user name", "calculate", "calculation", "hidden", "audit", "start-geopoint",
    "background-audio", "background-geopoint", "xml-external", "csv-external", "entities", "imei", "get device id",
    "get today", "get start time", "get end time", "start time", "end time", "add calculate prompt", "uri:deviceid",
    "uri:username", "uri:email", "uri:phonenumber", "uri:subscriberid", "uri:simserial", "q calculate", "meta",
    "kobo--locking-profile", "instance id", "uuid",
})  # fmt: skip
MEDIA = {
    "image": "picture", "photo": "picture", "picture": "picture", "audio": "sound", "video": "picture", "file": "file",
    "signature": "picture", "geopoint": "spot", "location": "spot", "gps": "spot", "geotrace": "spot", "geoshape": "spot",
    "map": "spot", "osm": "spot", "barcode": "barcode", "qrcode": "barcode",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """`what` is one of our types, or «begin», «end», «technical», «media», «moment», «scale» or «unknown»."""

    what: str
    detail: str = ""
    """The name of the list, what is begun («group»), which media; for the rest the bare type."""
    other: bool = False
    whole: bool = False


def kind_of(cell: str) -> Kind:
    """Read one cell «type». Never raises."""
    text = " ".join(cell.split())
    for pattern, what in ((BEGIN, "begin"), (END, "end")):
        if found := pattern.fullmatch(text):
            return Kind(what, found.group(1).lower())
    for kind, pattern in PATTERNS:
        if found := pattern.fullmatch(text):
            return Kind(kind, found.group("list"), other=bool(found.group("other")))
    bare = _bare(text)
    if bare in TECHNICAL or bare.startswith(("uri:", "property ")):
        return Kind("technical", bare)
    if bare in MOMENTS:
        return Kind("moment", bare)
    if bare in SCALES:
        return Kind("scale", bare)
    if bare.split(" ")[0] in MEDIA:
        return Kind("media", MEDIA[bare.split(" ")[0]])
    if bare in SIMPLE:
        return Kind(SIMPLE[bare], bare, whole=bare in ("integer", "int"))
    return Kind("unknown", text)


def _bare(text: str) -> str:
    """«add integer prompt» and «q int» are both the plain word."""
    bare = re.sub(r"[\s_]+", " ", text.lower()).strip()
    bare = re.sub(r"^(?:add|q) ", "", bare)
    return re.sub(r" (?:prompt|widget)$", "", bare)


__all__ = ["Kind", "kind_of"]
