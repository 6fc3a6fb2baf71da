"""All settings, read from the environment (`.env.example` names every one). No secret has a default."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)


def secret(name: str) -> str:
    """A secret from the variable `name`, or from the file that `name`_FILE points at; empty when neither is set."""
    file = env.str(f"{name}_FILE", "")
    return Path(file).read_text().strip() if file else env.str(name, "")


# --- What this installation is -----------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
HTTPS = SITE_URL.startswith("https://")
REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL
"""Embedded: no Redis; one worker with its own beat on a filesystem broker, SQLite unless told otherwise."""

SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
LINK_KEY = secret("LINK_KEY")
"""Makes personal survey links. Outside the database on purpose: a dump holds no usable link."""
SEAL_KEY = secret("SEAL_KEY")
"""Seals drafts and waiting ballots. Outside the database on purpose: a dump holds no readable answer."""

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [SITE_HOST, "localhost", "127.0.0.1"] if not HTTPS else [SITE_HOST])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- Apps --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "organisatie.apps.OrganisatieConfig",
    "trajecten.apps.TrajectenConfig",
    "bevraging.apps.BevragingConfig",
    "fundament.apps.FundamentConfig",
    "toetsing.apps.ToetsingConfig",
    "communicatie.apps.CommunicatieConfig",
    "uitrol.apps.UitrolConfig",
    "opvolging.apps.OpvolgingConfig",
    "trajecten.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    # What every answer of the house gets: headers, host check, language.
    "trajecten.middleware.RejectControlCharactersMiddleware",
    "trajecten.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "trajecten.middleware.LanguageMiddleware",
    # Who has a link and no account leaves here: what stands below looks for a session.
    "bevraging.lane.RespondentLane",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisatie.middleware.OrganisationMiddleware",
    "trajecten.middleware.FriendlyRefusalMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "trajecten.urls"
WSGI_APPLICATION = "trajecten.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trajecten.context_processors.house",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database ----------------------------------------------------------------------------------
DATABASE_URL = secret("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'trajecten.sqlite3'}"
DATABASES = {"default": env.dj_db_url("DATABASE_URL_IN_USE", DATABASE_URL)}
_db = DATABASES["default"]
if _db["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: without it 20 writers see "database is locked"; secure_delete: deleted ballots leave no bytes behind.
    _db["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000;",
    }
    VAR_DIR.mkdir(parents=True, exist_ok=True)
else:
    # Django's own, with a cheaper health check and statements that are planned once.
    _db["ENGINE"] = "trajecten.postgres"
    _db["CONN_MAX_AGE"] = 60
    _db["CONN_HEALTH_CHECKS"] = True
    _db["OPTIONS"] = {
        **_db.get("OPTIONS", {}),
        "connect_timeout": 3,
        "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
    }

# --- Cache, sessions, cookies ------------------------------------------------------------------
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    # Shared between processes, because the rate limits of the sign-in live here.
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "trajecten_cache"},
    # Rendered question pages: the same for everybody, kept in each process.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    # Drawn results, kept in each process under their edition: at most so many, the least asked for goes first.
    "results": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "results",
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
    # Reports as PDF, kept in each process under a hash of what stands in them; some hundreds of kilobytes each.
    "paper": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "paper",
        "OPTIONS": {"MAX_ENTRIES": 12},
    },
}
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
RESPONDENT_COOKIE_NAME = f"{_prefix}v"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SECURE = HTTPS
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security ----------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^gereed$"]
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "organisatie.importing.upload.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
OIDC_ORIGINS: list[str] = env.list("OIDC_ORIGINS", [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *OIDC_ORIGINS],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Accounts ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisatie.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/vandaag/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/aanmelden/"
ACCOUNT_ADAPTER = "trajecten.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "organisatie.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Per account and per address; a wrong password never locks the emailed code, which has its own limit.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,8/15m/key", "request_login_code": "20/m/ip,3/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""Nobody signs up here: who has an account was invited, so allauth's own list of proven addresses (which knows an account
only after some of the ways in) may not keep anybody from a second factor. There is no page on which to prove one."""
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_ADAPTER = "trajecten.second_lock.SecondLockAdapter"
MFA_TOTP_ISSUER = "Trajecten"
MFA_TOTP_TOLERANCE = 1
"""The code of half a minute before and after counts too: who types it just too late, or whose clock is off, gets in.
A code cannot be used again within half a minute; with the password before it, that is enough."""
ACCOUNT_FORMS = {
    "login": "organisatie.security_forms.SignInForm",
    "request_login_code": "organisatie.security_forms.CodeByMailForm",
    "reset_password": "organisatie.security_forms.AskForm",
    "change_password": "organisatie.security_forms.ChangeForm",
    "set_password": "organisatie.security_forms.FirstForm",
    "reset_password_from_key": "organisatie.security_forms.ForgottenForm",
}
MFA_FORMS = {
    "activate_totp": "organisatie.security_forms.AppForm",
    "add_webauthn": "organisatie.security_forms.KeyForm",
    "edit_webauthn": "organisatie.security_forms.KeyNameForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
"""Never link an outside account on its e-mail address: an address is not a proof of identity."""
OIDC_PROVIDERS = env.json("OIDC_PROVIDERS", [])
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_PROVIDERS}}

# --- Mail --------------------------------------------------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
EMAIL_PER_MINUTE = env.int("EMAIL_PER_MINUTE", 0)
"""At most this many mails a minute leave the house; 0 is no limit."""
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Trajecten <trajecten@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OPERATORS: list[str] = env.list("OPERATORS", [])
"""Mail addresses of who runs this installation, for the canary of the reminders. Not Django's ADMINS: to those it mails
tracebacks, in which an address or a link could stand."""
MAILBOX_ON = not EMAIL_HOST and EMBEDDED and SITE_HOST in {"localhost", "127.0.0.1"}
"""Without a mail server, on this machine only, mails can be read at /postvak/ in place of leaving."""
MAILBOX_DIR = VAR_DIR / "postvak"
EMAIL_BACKEND = "trajecten.mailbox.MailboxBackend" if MAILBOX_ON else "django.core.mail.backends.smtp.EmailBackend"

# --- Work in the background --------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A round that nobody got to within a minute has had its turn: the next one finds the same work.
    "sweep": {"task": "trajecten.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}}
}
if EMBEDDED:
    _broker = VAR_DIR / "celery"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "wachtrij"),
        "data_folder_out": str(_broker / "wachtrij"),
        "control_folder": str(_broker / "sturing"),
        "processed_folder": str(_broker / "verwerkt"),
        "store_processed": False,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}

# --- Language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("fr", _("Frans")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Static files ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR_DIR / "bestanden"

# --- Admin -------------------------------------------------------------------------------------
ADMIN_PATH = env.str("ADMIN_PATH", "beheer/")

# --- Logging: one line an event, no addresses, no agents, no tokens, no answers -----------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20  # INFO: Django itself has told already what was refused
LOGGING_CONFIG = None

from trajecten.logs import configure as _configure_logs  # noqa: E402  (needs nothing of Django, only the level)

_configure_logs(env.str("LOG_LEVEL", "INFO"), as_json=env.bool("LOG_JSON", HTTPS))
