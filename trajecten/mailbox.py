"""Where mails go on a machine without a mail server: one file each, to be read at /postvak/."""

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class MailboxBackend(EmailBackend):
    def __init__(self, *args, **kwargs):
        kwargs["file_path"] = settings.MAILBOX_DIR
        super().__init__(*args, **kwargs)
