"""What makes «Noteren» an app on a phone: its manifest and its worker. The same for everybody, so without signing in.

Only addresses below /noteren/ are in its scope: nothing else of the house is ever kept on a phone.
"""

import json
from hashlib import sha256

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

PARTS = (
    "css/public.css",
    "css/noteren.css",
    "js/steun-wacht.js",
    "js/steun.js",
    "fonts/figtree-latin-wght-normal.woff2",
    "merk.svg",
)
"""What the page needs when there is no internet."""
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
HOUR = 3600


def icon_of(size: int, purpose: str) -> dict[str, str]:
    name = f"icons/noteren-{size}{'-masker' if purpose == 'maskable' else ''}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@require_safe
def manifest(request):
    start = reverse("uitrol:noteren")
    content = {
        "id": start,
        "name": _("Noteren, voor ambassadeurs"),
        "short_name": _("Noteren"),
        "description": _("Noteer in drie tikken waarmee je een collega hielp."),
        "lang": request.LANGUAGE_CODE,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#F5F4EF",
        "theme_color": "#0B5D66",
        "icons": [icon_of(*one) for one in ICONS],
    }
    answer = JsonResponse(content, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = f"max-age={HOUR}"
    return answer


@require_safe
def worker(_request):
    """A few lines that name the files of now; the behaviour itself is a static file as any other."""
    parts = [static(name) for name in PARTS]
    behaviour = [static("js/steun-wacht.js"), static("js/steun-werker.js")]
    named = {"bladen": parts, "begin": reverse("uitrol:noteren"), "versie": _version([*parts, *behaviour])}
    lines = [f"self.NOTEREN = {json.dumps(named)};", *(f"importScripts({json.dumps(one)});" for one in behaviour), ""]
    return HttpResponse("\n".join(lines), "text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _version(names: list[str]) -> str:
    return sha256("\n".join(names).encode()).hexdigest()[:12]
