"""How large a sheet may be. Looked at before anything is parsed: unpacking a small file may cost a gigabyte."""

from django.utils.translation import gettext_lazy as _

MAX_FILE = 5 * 1024 * 1024
MAX_UNPACKED = 25 * 1024 * 1024
MAX_SHARED_STRINGS = 8 * 1024 * 1024
MAX_RATIO = 100
RATIO_FROM = 1024 * 1024
"""A small part of a workbook may be packed tighter than 100: it cannot hurt."""
MAX_MEMBERS = 50
MAX_ROWS = 5_000
MAX_COLUMNS = 50
MAX_XML_ROWS = 20_000
"""Rows that stand in the file, empty ones with only a colour included."""
MAX_XML_CELLS = 300_000
MAX_CELL = 500
"""Letters in one cell."""


TOO_LARGE = _("Dit bestand is groter dan 5 MB. Bewaar enkel de lijst met collega's en probeer opnieuw.")


class Unreadable(Exception):
    """The file cannot be used. Its text is one Dutch sentence for who uploaded it."""
