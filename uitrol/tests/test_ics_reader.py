"""The strict reader refuses what a calendar may not hold; without that, what it accepts would say nothing."""

import pytest

from uitrol.tests.ics_reader import NotACalendar, read

GOOD = "\r\n".join(
    [
        "BEGIN:VCALENDAR", "PRODID:-//X//Y//NL", "VERSION:2.0", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:1@x",
        "SEQUENCE:0", "DTSTAMP:20260302T090000Z", "DTSTART:20260324T130000Z", "DTEND:20260324T133000Z",
        "SUMMARY:Start\\, samen", "ORGANIZER;CN=De Linde:mailto:a@b.test", "STATUS:CONFIRMED", "END:VEVENT",
        "END:VCALENDAR", "",
    ]
)  # fmt: skip


def test_good_file_is_read():
    (event,) = read(GOOD.encode()).events
    assert (event.values["SUMMARY"], event.params["ORGANIZER"]) == ("Start, samen", {"CN": "De Linde"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\r\n", "\n"),
        ("END:VCALENDAR\r\n", "END:VCALENDAR"),
        ("UID:1@x\r\n", ""),
        ("SEQUENCE:0", "SEQUENCE:0\r\nSEQUENCE:1"),
        ("Start\\, samen", "Start, samen"),
        ("Start\\, samen", "Start\\x"),
        ("Start\\, samen", "S" * 80),
        ("DTEND:20260324T133000Z", "DTEND:20260324T130000Z"),
        ("DTEND:20260324T133000Z", "DTEND;VALUE=DATE:20260325"),
        ("DTSTART:20260324T130000Z", "DTSTART:20260324T130000"),
        ("STATUS:CONFIRMED", "STATUS:MISSCHIEN"),
        ("METHOD:PUBLISH", "METHOD:REQUEST"),
        ("METHOD:PUBLISH", "METHOD:CANCEL"),
        ("ORGANIZER;CN=De Linde:mailto:a@b.test\r\n", ""),
        ("VERSION:2.0\r\n", ""),
        ("END:VEVENT", "END:VTODO"),
    ],
)
def test_file_that_is_not_right_is_refused(before, after):
    assert before in GOOD
    with pytest.raises(NotACalendar):
        read(GOOD.replace(before, after).encode())
