"""Ten thousand invitations: queued beside a bare bulk_create of the same rows, sent beside a sender that only fills in.

The limit of sending: one ready-made mail of the same size, address and link put in as bytes, one kept connection, no
database. The product sends from its outbox on one worker (personal values at the moment of sending, a commit a mail).
Both to `bench.sink`, a mail server of our own on loopback that takes everything at once. A third sender, the same bare
one that also commits one UPDATE for each mail, tells what the promise costs that no mail is lost or sent twice unseen.
"""

import smtplib
import sys
from itertools import islice

from django.db import transaction

from bench import tools
from bench.visits import open_survey

PEOPLE = {"small": 1_000, "full": 10_000}
ADDRESS, LINK = b"xx-address@linde.test", b"https://linde.test/v/" + b"x" * 22 + b"/"


def main(size: str) -> None:
    tools.start_django()
    from django.conf import settings

    people = PEOPLE[size]
    settings.EMAIL_PORT = tools.free_port()
    survey, _tokens = open_survey(people)
    queued = [(queue_by_the_product(survey), queue_bare(survey)) for _turn in range(tools.TURNS)]
    report_queue(people, queued)
    with tools.running([sys.executable, "-m", "bench.sink", str(settings.EMAIL_PORT)], settings.EMAIL_PORT):
        text = ready_made(survey)
        send_skeleton(text, people // 20)
        sent = []
        for _turn in range(tools.TURNS):
            queue_by_the_product(survey)
            ours = tools.measure_here(lambda: send_by_the_product(people))
            sent.append((ours, skeleton(text, people), skeleton(text, people, commit=True)))
    report_sent(people, sent)


def queue_by_the_product(survey: int) -> tools.Spent:
    """The product's own: rows of people in, mails in the outbox, in one transaction."""
    from bevraging import mails
    from bevraging.models import Survey
    from trajecten.models import Mail, Mailing

    Mail.objects.all().delete()
    Mailing.objects.all().delete()
    found = Survey.objects.select_related("project__organisation", "created_by").get(pk=survey)

    def work() -> None:
        with transaction.atomic():
            mails.queue_invitations(found)

    return tools.measure_here(work)


def queue_bare(survey: int) -> tools.Spent:
    """The same rows, ready made, with one bulk_create in slices of 2,000."""
    from trajecten.models import Mail

    rows = list(Mail.objects.all())
    Mail.objects.all().delete()

    def work() -> None:
        with transaction.atomic():
            Mail.objects.bulk_create(rows, 2_000)

    return tools.measure_here(work)


def ready_made(survey: int) -> bytes:
    """An invitation as the product would send it, for the limit to fill in."""
    from bevraging import mails
    from trajecten.models import Mail
    from trajecten.outbox.composing import Composer

    mail = Mail.objects.select_related("organisation").first()
    assert mail is not None
    values = mails.personal([mail])[mail.pk]
    text = Composer().compose(mail, values | {"link": LINK.decode()}).as_bytes()
    return text.replace(mail.recipient.encode(), ADDRESS)


def send_by_the_product(people: int) -> None:
    from trajecten import outbox

    counts = outbox.deliver(seconds=600)
    if counts["sent"] != people:
        raise RuntimeError(f"sent {dict(counts)} of {people}")


def skeleton(text: bytes, people: int, *, commit: bool = False) -> tools.Spent:
    return tools.measure_here(lambda: send_skeleton(text, people, commit=commit))


def send_skeleton(text: bytes, people: int, *, commit: bool = False) -> None:
    """One connection, and for each mail only what SMTP asks; with `commit` also one row that is written before the text."""
    from django.conf import settings
    from django.db import connection

    from trajecten.models import Mail

    rows = iter(Mail.objects.values_list("pk", flat=True)[:people]) if commit else iter(())
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as line:
        line.ehlo()
        for number in range(people):
            address = f"collega{number:05}@linde.test"
            link = b"https://linde.test/v/%022d/" % number
            line.docmd("MAIL", "FROM:<trajecten@linde.test>")
            line.docmd("RCPT", f"TO:<{address}>")
            for pk in islice(rows, 1):
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE trajecten_mail SET status = 'sent', sent_at = now() WHERE id = %s", [pk])
            line.data(text.replace(ADDRESS, address.encode()).replace(LINK, link))


def report_queue(people: int, queued: list[tuple[tools.Spent, tools.Spent]]) -> None:
    tools.report(
        f"queue {people:,} invitations",
        value=tools.median([ours.cpu for ours, _bare in queued]),
        limit=tools.median([bare.cpu for _ours, bare in queued]),
        unit="s CPU",
        goal=2.0,
        seconds=round(tools.median([ours.seconds for ours, _bare in queued]), 2),
        seconds_of_the_limit=round(tools.median([bare.seconds for _ours, bare in queued]), 2),
        why="A row is built, stamped, and counted back after the insert: the database alone knows which were new",
    )


def report_sent(people: int, sent: list[tuple[tools.Spent, tools.Spent, tools.Spent]]) -> None:
    ours, least, committed = ([people / spent.seconds for spent in side] for side in zip(*sent, strict=True))
    tools.report(
        f"send {people:,} invitations",
        value=tools.median(ours),
        limit=tools.median(least),
        unit="mails/s",
        goal=0.5,
        at_least=True,
        ratios_of_the_turns=" ".join(f"{a / b:.2f}" for a, b in zip(ours, least, strict=True)),
        cpu_ms_a_mail=round(1000 * tools.median([turn[0].cpu for turn in sent]) / people, 2),
        cpu_ms_of_the_limit=round(1000 * tools.median([turn[1].cpu for turn in sent]) / people, 2),
        mails_a_second_of_the_bare_sender_with_one_commit_a_mail=round(tools.median(committed)),
        why="The limit does nothing but fill in and talk SMTP. The product writes one committed row before each text (prepared; "
        "about what the bare sender with one commit a mail pays), so that a crash neither loses a mail nor sends it twice unseen, "
        "claims and checks each batch, and makes links and codes at that moment because none is stored. All of it is one "
        "mail after the other: who shares the cores waits at every turn. A real relay, which takes 5 ms a reply, is slower than both",
    )


if __name__ == "__main__":
    main(sys.argv[1])
