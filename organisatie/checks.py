"""What must be right before anybody signs in with an outside account."""

from django.conf import settings
from django.core.checks import Error, Tags, register

SHARED_TENANTS = ("/common", "/organizations", "/consumers")


@register(Tags.security)
def oidc_is_pinned(app_configs, **kwargs):
    """Each provider is one issuer. A tenant that everybody can join would let anybody choose their own number."""
    problems = []
    for provider in settings.OIDC_PROVIDERS:
        name = provider.get("provider_id", "?")
        address = provider.get("settings", {}).get("server_url", "")
        if any(part in f"{address}/" for part in (f"{tenant}/" for tenant in SHARED_TENANTS)):
            problems.append(Error(f"OIDC provider {name}: pin the tenant in server_url.", id="organisatie.E001"))
        if not address.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            problems.append(Error(f"OIDC provider {name}: server_url must be https.", id="organisatie.E002"))
        if provider.get("settings", {}).get("uid_field", "sub") not in ("sub", "oid"):
            problems.append(Error(f"OIDC provider {name}: people are known by sub or oid only.", id="organisatie.E004"))
    ids = [provider.get("provider_id") for provider in settings.OIDC_PROVIDERS]
    if len(set(ids)) < len(ids) or not all(ids):
        problems.append(Error("OIDC_PROVIDERS: every provider needs its own provider_id.", id="organisatie.E003"))
    return problems
