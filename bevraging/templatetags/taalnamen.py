"""Names and directions of languages: «In het Frans», rtl."""

from django import template

from bevraging import languages

register = template.Library()
register.filter("taalnaam", languages.language_name)


@register.filter
def richting(code: str) -> str:
    return "rtl" if languages.is_rtl(code) else "ltr"
