"""`{% gat slot "a" 3 %}`: leave the place `a3` in a page that is drawn once and filled in many times."""

from django import template

from bevraging.frames import Slots

register = template.Library()


@register.simple_tag
def gat(slot: Slots, name: str, number: int | str = ""):
    return slot[f"{name}{number}"]
