"""What stands in a PDF of ours: its parts as bytes, and its words as a reader would copy them."""

import re
import zlib
from dataclasses import dataclass

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
LETTERS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4,})>")
RUN = re.compile(rb"<([0-9a-f]+)>")
LINE = re.compile(rb"BT\b(.*?)\bET\b", re.S)


@dataclass(frozen=True)
class Paper:
    inside: bytes
    """Everything, unpacked."""
    words: str
    """Without white space and hyphens: a line that breaks on paper stays one text."""

    def says(self, text: str) -> bool:
        return squeezed(text) in self.words


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text)


def read(pdf: bytes) -> Paper:
    parts = [_opened(stream) for stream in STREAM.findall(pdf)]
    # Figtree and its bold are one file, so a letter has the same number in both.
    letters = {one: _letter(two) for part in parts if b"beginbfchar" in part for one, two in LETTERS.findall(part)}
    lines = [line for part in parts for line in LINE.findall(part)]
    codes = [code for line in lines for run in RUN.findall(line) for code in re.findall(rb".{4}", run)]
    text = "".join(letters.get(code, "\ufffd") for code in codes)
    return Paper(pdf + b"".join(parts), squeezed(text))


def _letter(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _opened(stream: bytes) -> bytes:
    """What is packed in it, or nothing when it is not packed so. By a reader that does not ask for the last byte: one stream
    in 256 ends with a byte that looks like the end of a line."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
