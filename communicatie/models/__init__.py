"""Step 4's nouns: `plan` is whom we tell what, `roles` who is asked to help and where people turn to, `page` the page for
everyone."""

from communicatie.models.page import ProjectPage
from communicatie.models.plan import Audience, Message
from communicatie.models.roles import ContactPoint, RoleAsk

__all__ = ["Audience", "ContactPoint", "Message", "ProjectPage", "RoleAsk"]
