"""The one form base: crispy draws the fields, the template owns `<form>`, the csrf token and the buttons.

It stands in the lowest room because every room makes forms; `trajecten.forms` passes it on.
"""

from crispy_forms.helper import FormHelper
from django import forms


class HouseFormMixin:
    """Gives every form the house helper; without browser bubbles, our own Dutch sentences do the talking."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.use_required_attribute = False


class BaseForm(HouseFormMixin, forms.Form):
    """A form of the house."""


class BaseModelForm(HouseFormMixin, forms.ModelForm):
    """A model form of the house."""
