"""What an action refuses, put where the reader looks: at the field when the form has it, otherwise on top."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Parts:
    """Several forms that are sent as one: the page shows one summary over them, and its title says «Fout:»."""

    def __init__(self, forms):
        self.forms = list(forms)

    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in self.forms if form.is_bound)


def refuse(form, error: Exception) -> None:
    """Add the sentence(s) of `error` to `form`. Takes a ValidationError, or an exception whose text is a sentence."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error))
    elif hasattr(error, "error_dict"):
        for name, messages in error.message_dict.items():
            form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, messages)
    else:
        form.add_error(None, error)
