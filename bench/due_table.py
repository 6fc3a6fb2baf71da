"""The limit of a sweep: a table that knows what is due, with a partial index, claimed by plain ORM. Import after setup."""

from django.db import connection, models, transaction

from trajecten.models import Mail

MAKE = """
CREATE TABLE bench_due (id bigint PRIMARY KEY, at timestamptz NOT NULL, state smallint NOT NULL, email text NOT NULL);
INSERT INTO bench_due SELECT n, now() + CASE WHEN n %% %(every)s = 0 THEN interval '-3 days' ELSE interval '9 days' END,
    0, 'wie' || n || '@linde.test' FROM generate_series(1, %(rows)s) n;
CREATE INDEX bench_due_open ON bench_due (at) WHERE state = 0;
ANALYZE bench_due;
"""


class Due(models.Model):
    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    state = models.SmallIntegerField()
    email = models.TextField()

    class Meta:
        app_label = "trajecten"
        db_table = "bench_due"
        managed = False


def make(rows: int, every: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MAKE, {"rows": rows, "every": every})


def claim_and_queue(like: Mail, now, piece: int = 2_000) -> int:
    """Claim what is due, and write a row in the outbox for each; gives how many."""
    done = 0
    while True:
        with transaction.atomic():
            due = Due.objects.filter(state=0, at__lte=now).order_by("at").select_for_update(skip_locked=True)
            rows = list(due.values_list("pk", "email")[:piece])
            if not rows:
                return done
            Mail.objects.bulk_create(
                Mail(
                    organisation_id=like.organisation_id,
                    kind=like.kind,
                    key=f"due:{pk}",
                    subject_key=like.subject_key,
                    recipient=email,
                    recipient_name=like.recipient_name,
                    context=like.context,
                    bulk=True,
                    not_before=now,
                    expires_at=like.expires_at,
                )
                for pk, email in rows
            )
            Due.objects.filter(pk__in=[pk for pk, _email in rows]).update(state=1)
            done += len(rows)


def put_back() -> None:
    Due.objects.filter(state=1).update(state=0)
