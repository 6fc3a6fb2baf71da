"""Words from a file as plain text: no tag, no mark-up and no reference to another answer survives."""

import html
import re

TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
BLOCK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
CELL = re.compile(r"<\s*/(?:td|th|option|dt|dd)\s*>", re.IGNORECASE)
"""Words in two cells of a table are two words."""
MOST_TURNS = 5
"""How often a text may be wrapped in entities («&amp;lt;b&amp;gt;») before we stop unwrapping it."""
MARKS = (
    (re.compile(r"\[([^\[\]\n]{1,300})\]\((?:[^()\[\s]{1,500})\)"), r"\1"),
    (re.compile(r"(?<![\w\\*])\*\*(?=\S)([^\n*]{1,500})(?<=\S)\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w\\_])__(?=\S)([^\n_]{1,500})(?<=\S)__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w\\*])\*(?=[^\s*])([^\n*]{1,500})(?<=[^\s*\\])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w\\_])_(?=[^\s_])([^\n_]{1,500})(?<=[^\s_\\])_(?![\w_])"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"\\([*_#\\])"), r"\1"),
)
"""Between two signs never the sign itself: so a long row of them costs no more than its length."""
PIPED = re.compile(r"\$\{\s*[^{}\n]{1,200}\}")
FILLED_IN = re.compile(r"\{(?=\S)[^{}]{1,4000}(?<=\S)\}")
"""LimeSurvey fills in «{TOKEN:FIRSTNAME}», «{12X3X45}» and any expression, also one of several lines."""
SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
MAX_SCRIPTED = 20_000
"""Letters: in a longer text the braces of a script may be told of as a filled-in answer; the script itself goes anyhow."""
LOOPED = re.compile(r"%\(\w{1,60}\)s")
GAP = "…"
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def without_tags(text: str) -> str:
    """`text` without a single tag, entities as the letters they stand for. Safe to call on any text, also twice."""
    import nh3

    text = UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    for _turn in range(MOST_TURNS):
        if not TAG_LIKE.search(text) and not ENTITY.search(text):
            break
        if TAG_LIKE.search(text) and ">" in text:
            text = nh3.clean(
                CELL.sub(" ", BLOCK.sub("\n", text)), tags=set(), attributes={}, clean_content_tags={"script", "style"}
            )
        text = html.unescape(text)
    # What still looks like one was never closed, or was wrapped too often to trust.
    return UNREADABLE.sub("", TAG_LIKE.sub(lambda found: f"< {found.group()[1:]}", text)).strip()


def without_marks(text: str) -> str:
    """`text` without Markdown: «**nu**» is «nu», «[hier](https://…)» is «hier»."""
    if not any(sign in text for sign in "*_#[\\"):
        return text
    for pattern, instead in MARKS:
        text = pattern.sub(instead, text)
    return text


def plain(text: str, *, lines: bool = False) -> str:
    """Words from another program as one line of plain text; with `lines` its lines stay apart."""
    text = without_tags(without_marks(without_tags(text)))
    if not lines:
        return " ".join(text.split())
    found = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip()


def without_piping(text: str, *, braces: bool = False) -> tuple[str, bool]:
    """`text` with «…» where another answer would be filled in, and whether there was one. `braces`: as LimeSurvey does."""
    if braces and "</s" in text and len(text) <= MAX_SCRIPTED:
        text = SCRIPT.sub("", text)
    found = PIPED.sub(GAP, text)
    found = LOOPED.sub(GAP, found)
    if braces:
        found = FILLED_IN.sub(GAP, found)
    return found, found != text


def shortened(text: str, longest: int) -> str:
    """At most `longest` letters, cut at a word and ended with «…»."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, space, _tail = cut.rpartition(" ")
    return f"{(head if space and len(head) > longest * 0.7 else cut).rstrip()}{GAP}"


__all__ = ["plain", "shortened", "without_piping", "without_tags"]
