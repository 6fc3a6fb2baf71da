"""The limit: the least that a Django app can do for one tap. A cached form is served, one JSON row is upserted.

Nothing else: no middleware, no language, no anonymity. What the product takes more than this is what it gives more.
"""

import os

import django
from django.conf import settings

if not settings.configured:
    import dj_database_url

    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.limit_app",
        DATABASES={
            "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)
        },
        INSTALLED_APPS=[],
        MIDDLEWARE=[],
        USE_TZ=True,
    )
    django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

TABLE = "CREATE TABLE IF NOT EXISTS bench_limit (key text PRIMARY KEY, answers jsonb NOT NULL)"
UPSERT = (
    "INSERT INTO bench_limit VALUES (%s, jsonb_build_object(%s::text, %s::text)) "
    "ON CONFLICT (key) DO UPDATE SET answers = bench_limit.answers || EXCLUDED.answers"
)
FORM = (
    "<!doctype html><form method=post>"
    + "".join(f"<button name=a value={n}>antwoord {n}</button>" for n in range(6)) * 20
)


def tap(request, key: str, number: int):
    """POST upserts one JSON row and leads on; GET serves the cached form."""
    if request.method == "POST":
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [key, str(number), request.POST.get("a", "")])
        return HttpResponseRedirect(f"/{key}/{number + 1}/", status=303)
    return HttpResponse(FORM)


urlpatterns = [path("<str:key>/<int:number>/", tap)]
application = get_wsgi_application()
