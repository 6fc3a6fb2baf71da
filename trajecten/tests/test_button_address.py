"""A button that should lead somewhere never becomes one that sends a form."""

import pytest
from django.template import Context, Template


def test_button_with_an_unknown_address_is_refused():
    template = Template('{% load huis %}{% knop "Annuleer" href=list_url %}')
    with pytest.raises(ValueError, match="«Annuleer» leads nowhere"):
        template.render(Context())


def test_empty_screen_with_a_button_that_leads_nowhere_is_refused():
    template = Template('{% load huis %}{% leeg "Leeg" "Begin hier." knop="Zet er iets in" href=new_url %}')
    with pytest.raises(ValueError, match="«Zet er iets in» leads nowhere"):
        template.render(Context())


def test_button_without_address_sends_its_form():
    assert 'type="submit"' in Template('{% load huis %}{% knop "Bewaar" %}').render(Context())
