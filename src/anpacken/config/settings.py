"""Django's settings, all from the environment. `docs/settings.md` explains each variable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from anpacken.config.environment import kept_secret, read_flag, read_int, refuse

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = read_flag(env, "ANPACKEN_DEMO", default=False)
DEBUG = read_flag(env, "ANPACKEN_DEBUG", default=False)
VAR = Path(env.str("ANPACKEN_VAR", default="var")).resolve()

# --- Who we are on the net -------------------------------------------------------------------------------------
PORT = read_int(env, "PORT", default=8000, least=1, most=65535)
BASE_URL = env.str("ANPACKEN_BASE_URL", default="").rstrip("/")
if not BASE_URL:
    if not (DEMO or DEBUG):
        raise refuse(
            "ANPACKEN_BASE_URL is not set; mails and feeds would carry no working links.",
            "Set it to the public address, for instance https://www.example.org (or try ANPACKEN_DEMO=1).",
        )
    BASE_URL = f"http://127.0.0.1:{PORT}"
if not BASE_URL.startswith(("http://", "https://")):
    raise refuse(f"ANPACKEN_BASE_URL={BASE_URL} is no web address.", "Begin it with https:// (or http://).")
HTTPS = BASE_URL.startswith("https://")
_HOST = BASE_URL.split("://", 1)[1].split("/")[0]
ALLOWED_HOSTS = env.list(
    "ANPACKEN_HOSTS", default=[_HOST.rsplit(":", 1)[0], *(["127.0.0.1", "localhost"] if DEMO or DEBUG else [])]
)
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise refuse("ANPACKEN_HOSTS=* trusts every host name.", "Name the hosts that this site answers to.")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
WAGTAILADMIN_BASE_URL = BASE_URL

SECRET_KEY = env.str("ANPACKEN_SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise refuse(
            "ANPACKEN_SECRET_KEY is not set.",
            "Set it to 50 random characters and keep it: mailed links are signed with it.",
        )
    SECRET_KEY = kept_secret(VAR / "secret-key")
elif len(SECRET_KEY) < 32:
    raise refuse("ANPACKEN_SECRET_KEY is shorter than 32 characters.", "Use 50 random characters.")
# Secrets from before the present one: mailed links and hashes made with them stay good.
SECRET_KEY_FALLBACKS = env.list("ANPACKEN_OLD_SECRET_KEYS", default=[])
if DEMO and HTTPS:
    raise refuse(
        "ANPACKEN_DEMO=1 and an https ANPACKEN_BASE_URL contradict each other: the demo shows its mails to everybody.",
        "Leave one of them out.",
    )

# --- Apps ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "anpacken.config",
    "anpacken.office",
    "anpacken.website",
    "anpacken.api",
    "anpacken.impact",
    "anpacken.letters",
    "anpacken.statistics",
    "anpacken.surveys",
    "anpacken.door",
    "anpacken.forums",
    "anpacken.programme",
    "anpacken.documentation",
    "anpacken.invitations",
    "anpacken.questions",
    "anpacken.market",
    "anpacken.planning",
    "anpacken.events",
    "anpacken.network",
    "anpacken.segments",
    "anpacken.imports",
    "anpacken.people",
    "anpacken.mail",
    "anpacken.media",
    "anpacken.places",
    "anpacken.privacy",
    "anpacken.jobs",
    "anpacken.alliance",
    "anpacken.accounts",
    "anpacken.audit",
    "anpacken.ui",
    "anpacken.core",
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its widget templates, found by the project's own loaders
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anpacken.config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "anpacken.config.middleware.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "anpacken.accounts.middleware.SeenSessions",
    "anpacken.accounts.middleware.SecondFactor",
    "anpacken.accounts.middleware.OwnPagesOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "anpacken.config.urls"
WSGI_APPLICATION = "anpacken.config.wsgi.application"
ASGI_APPLICATION = "anpacken.config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "anpacken.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "anpacken.alliance.context.alliance",
                "anpacken.website.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
COTTON_SNAKE_CASED_NAMES = False

# --- Database --------------------------------------------------------------------------------------------------
_DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'anpacken.sqlite3'}")
if not _DATABASE_URL.startswith(("sqlite://", "postgres://", "postgresql://")):
    raise refuse(
        "DATABASE_URL names neither PostgreSQL nor SQLite.",
        "Write postgres://user:password@host:5432/name or sqlite:////path/file.",
    )
DATABASES: dict[str, Any] = {"default": env.db_url_config(_DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    VAR.mkdir(parents=True, exist_ok=True)
    _database["OPTIONS"] = {
        # A writer takes its lock at BEGIN, so that reading, deciding and writing is one step.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            # The indexes by which 300.000 people are counted fit into 64 MB; a small database takes as much as it has.
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-64000; PRAGMA journal_size_limit=67108864"
        ),
    }
else:
    # Compiling a query by the many conditions of a segment takes longer than asking it. Sets of a few hundred thousand
    # ids are looked up in memory; in the 4 MB that are usual they do not fit.
    _database.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c work_mem=16MB")
# Opening costs more than most requests: PostgreSQL starts a process, SQLite reads the schema and makes 80 functions.
_database["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Jobs ------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Serving ---------------------------------------------------------------------------------------------------
WEB_PROCESSES = read_int(env, "ANPACKEN_WEB_PROCESSES", default=1, least=1, most=64)
# Few threads: each holds a database connection, and on SQLite only one can write anyway.
WEB_THREADS = read_int(env, "ANPACKEN_WEB_THREADS", default=2, least=1, most=64)
PAGE_GENERATIONS_FILE = VAR / "page-generations"
PAGE_CACHE_MEGABYTES = read_int(env, "ANPACKEN_PAGE_CACHE_MB", default=16, least=0, most=4096)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Mail ------------------------------------------------------------------------------------------------------
# smtp://user:password@host:587/?tls=starttls, or "keep": mails stay in the outbox and are read in the demo mailbox.
MAIL_URL = env.str("ANPACKEN_MAIL_URL", default="keep" if DEMO or DEBUG else "")
if not MAIL_URL:
    raise refuse("ANPACKEN_MAIL_URL is not set.", "Set it to smtp://user:password@host:587/?tls=starttls.")
MAIL_KEPT = MAIL_URL == "keep"
if MAIL_KEPT and not (DEMO or DEBUG):
    raise refuse(
        "ANPACKEN_MAIL_URL=keep shows every mail to everybody.", "It is for the demo only; name an SMTP server."
    )

# --- Languages and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = env.str("ANPACKEN_SOURCE_LANGUAGE", default="de")
_NAMES = {"de": _("German"), "en": _("English")}
LANGUAGES = [(code, _NAMES.get(code, code)) for code in env.list("ANPACKEN_LANGUAGES", default=["de", "en"])]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise refuse(
        f"The source language {LANGUAGE_CODE} is missing in ANPACKEN_LANGUAGES.",
        f"Add it: ANPACKEN_LANGUAGES={','.join([LANGUAGE_CODE, *dict(LANGUAGES)])}.",
    )
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", _("German")), ("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("ANPACKEN_TIME_ZONE", default="Europe/Berlin")
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = None
# What Django 6 does by itself: an address without a scheme is an https one.
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "anpacken.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Paper"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A picture or a document with the fields beside it, from somebody who is signed in.
OFFICE_BODY_AT_MOST = 64 * 1024 * 1024
# A supporter's photo, 10 MB, and the fields beside it.
PICTURE_BODY_AT_MOST = 11 * 1024 * 1024

# --- Office ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_SITE_NAME = "Anpacken"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# The address is the name that somebody signs in with; `anpacken staff` makes log-ins.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Passwords are changed on our own pages, which ask again who is there and end other sessions.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# The office works by the clock of its own place; nobody is asked for another.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Signing in ------------------------------------------------------------------------------------------------
# Who works in the office or edits has a second factor or a passkey. In the demo its open log-ins work at once.
MFA_REQUIRED = read_flag(env, "ANPACKEN_MFA", default=not DEMO)
# Where somebody without a role is led after signing in: a supporter's own page.
PERSONAL_PAGE_URL_NAME = "people:my_page"
ACCOUNT_ADAPTER = "anpacken.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Who changes a factor or the password has signed in, or said again who they are, within so many seconds.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Its limits live in the memory of one process and know people by their address on the net. Ours stand in the
# database: accounts/actions/sign_ins.py.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "anpacken.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are confirmed by the mail that invites.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# One step of 30 seconds in either direction, for telephones whose clock is off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "anpacken.accounts.forms.CodeForm",
    "authenticate_webauthn": "anpacken.accounts.forms.PasskeyForm",
    "reauthenticate": "anpacken.accounts.forms.CodeAgainForm",
    "reauthenticate_webauthn": "anpacken.accounts.forms.PasskeyAgainForm",
    "login_webauthn": "anpacken.accounts.forms.PasskeySignInForm",
    "add_webauthn": "anpacken.accounts.forms.AddPasskeyForm",
    "activate_totp": "anpacken.accounts.forms.ActivateAppForm",
}
ACCOUNT_FORMS = {
    "login": "anpacken.accounts.forms.SignInForm",
    "reauthenticate": "anpacken.accounts.forms.PasswordAgainForm",
}

# --- Safety ----------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
# The policy below forbids framing for the public; the office shows previews in frames of its own.
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_tokens": {"()": "anpacken.config.log_lines.WithoutTokens"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_tokens"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"anpacken": {"level": "INFO"}},
}
