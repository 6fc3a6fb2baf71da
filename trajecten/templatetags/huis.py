"""The components of the house: `{% load huis %}` gives them all. How to use each: docs/components.md, live at /bouwstenen/.

Every component is a tag with declared arguments: an unknown or a missing one is an error, not an empty page.
"""

from django import template

from trajecten.templatetags import huis_basics, huis_charts, huis_forms, huis_gate, huis_page

register = template.Library()
for part in (huis_basics, huis_page, huis_forms, huis_gate, huis_charts):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
