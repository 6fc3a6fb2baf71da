"""The one form base: crispy draws the fields, the template owns `<form>`, the csrf token and the buttons.

It stands in the lowest room because every room makes forms; `trajecten.forms` passes it on.
"""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Maak het korter. Er is plaats voor %(limit_value)s tekens.")


def _what_to_do(field: forms.Field, name: str):
    """What to do, in place of «this field is required»."""
    label = field.label or name.replace("_", " ").capitalize()
    if isinstance(field, forms.BooleanField):
        return format_lazy(_("Vink aan: ‘{label}’"), label=label)
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.DateField):
        return format_lazy(_("Kies nog iets bij ‘{label}’"), label=label)
    return format_lazy(_("Vul nog iets in bij ‘{label}’"), label=label)


class HouseFormMixin:
    """Gives every form the house helper; without browser bubbles, our own Dutch sentences do the talking."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.use_required_attribute = False
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_to_do(field, name)
            if isinstance(field, forms.CharField) and field.max_length:
                # A browser would cut a pasted text without a word; who wrote it decides what goes.
                field.widget.attrs.pop("maxlength", None)
                field.error_messages.setdefault("max_length", TOO_LONG)
            if isinstance(field.widget, forms.DateInput):
                # The phone's own calendar; the browser shows it in the reader's format and sends this one.
                field.widget.input_type, field.widget.format = "date", "%Y-%m-%d"

    def leave_out(self, *names: str) -> None:
        """Fields that this form does not ask after all."""
        for name in names:
            del self.fields[name]
            self.helper.layout.fields.remove(name)


class BaseForm(HouseFormMixin, forms.Form):
    """A form of the house."""


class BaseModelForm(HouseFormMixin, forms.ModelForm):
    """A model form of the house."""
