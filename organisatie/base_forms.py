"""One way to make a form: labels above, messages beside the field, the template owns <form>, buttons and csrf."""

from crispy_forms.helper import FormHelper
from django import forms


class _House:
    """Gives a form its crispy helper. The page writes `<form>`, `{% csrf_token %}` and the button itself."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        # The page shows one summary on top that links to the fields (components/foutenlijst).
        helper.form_show_errors = True
        helper.form_error_title = ""
        return helper


class BaseForm(_House, forms.Form):
    pass


class BaseModelForm(_House, forms.ModelForm):
    pass
