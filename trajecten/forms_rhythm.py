"""How often somebody wants reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trajecten.forms import BaseForm
from trajecten.models import ReminderChoice


class RhythmForm(BaseForm):
    rhythm = forms.ChoiceField(
        label=_("Wanneer wil je herinneringen?"), choices=ReminderChoice.Rhythm.choices, widget=forms.RadioSelect
    )
