"""One statement that asks many questions: «does any row of this queryset exist, at this moment?»

The sweep asks it each minute. Writing a statement costs Django more than the database needs to answer it (10 ms against
1 ms, for nine questions). So it is written once for each process, with a stand-in where the moment comes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from django.db import connection, models
from django.db.models import Exists, Expression, QuerySet

from trajecten.models import Heartbeat

Question = Callable[[datetime], QuerySet]


class Moment(Expression):
    """Stands for a moment that is not known yet: `now`, `now - timedelta(days=1)`, `now.date()`.

    It can do no more than that. A question that wants another thing of its moment fails loudly when it is written down.
    """

    def __init__(self, shift: timedelta = timedelta(0), whole_day: bool = False) -> None:
        super().__init__(output_field=models.DateField() if whole_day else models.DateTimeField())
        self.shift, self.whole_day = shift, whole_day

    def __add__(self, shift: timedelta) -> "Moment":  # type: ignore[override]  # time is all that can be added to it
        return Moment(self.shift + shift, self.whole_day)

    def __sub__(self, shift: timedelta) -> "Moment":  # type: ignore[override]
        return Moment(self.shift - shift, self.whole_day)

    def date(self) -> "Moment":
        return Moment(self.shift, whole_day=True)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        return "%s", (self,)

    def at(self, now: datetime) -> Any:
        """What the database wants to read in its place."""
        if self.whole_day:
            return connection.ops.adapt_datefield_value(now.date() + self.shift)
        return connection.ops.adapt_datetimefield_value(now + self.shift)


def answered_yes(questions: dict[str, Question], now: datetime, on: str) -> set[str]:
    """The names of the questions that found a row. `on` is the name of a Heartbeat that exists."""
    sql, values = _written(tuple(questions.values()), on)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value.at(now) if isinstance(value, Moment) else value for value in values])
        answers = cursor.fetchone()
    return {name for name, yes in zip(questions, answers, strict=True) if yes}


@lru_cache(maxsize=8)
def _written(questions: tuple[Question, ...], on: str) -> tuple[str, tuple]:
    found = [Exists(question(cast(datetime, Moment()))) for question in questions]
    # On a row that surely exists, because a statement of Django's wants a table to read from.
    return Heartbeat.objects.filter(name=on).values_list(*found).query.sql_with_params()
