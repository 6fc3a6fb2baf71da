"""Words for the tables that Django makes itself between two models; pages on what goes along with a deletion name them."""

from typing import Any


def call_link(field: Any, one: Any, many: Any) -> None:
    """`field`: a many-to-many field of a model, as `Project.locations`. A row of its table is called `one`, all `many`."""
    table = field.through
    table._meta.verbose_name, table._meta.verbose_name_plural = one, many
    table.__str__ = lambda row: str(one)
