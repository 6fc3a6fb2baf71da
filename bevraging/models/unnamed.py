"""Rows that are nobody's and have no title: the administration calls them by what they are."""

from django.db import models


class Unnamed(models.Model):
    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
