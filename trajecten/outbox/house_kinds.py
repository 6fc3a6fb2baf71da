"""The one kind of mail that belongs to the outbox itself."""

from trajecten.outbox.kinds import MailKind, register_kind

TEST = register_kind(MailKind("testmail", "trajecten/testmail", resend_when_uncertain=False))
