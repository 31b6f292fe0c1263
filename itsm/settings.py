"""Settings of Tanggap, all from the environment. `docs/admin/settings.md` is made from the reads below."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery.schedules import schedule
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environ import Env
from kombu import Queue

from itsm import home
from itsm.env import Environment, Misconfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

# The installation ---------------------------------------------------------------------------------------------------

TANGGAP_HOME = env.folder(
    "TANGGAP_HOME", BASE_DIR / "var", "Where data, media and keys are kept.", shown="`var` beside `manage.py`"
)
PORT = env.integer("PORT", 8000, "Port of the web server.", least=1, most=65535)
BIND_ADDRESS = env.text("BIND_ADDRESS", "127.0.0.1", "Address the web server listens on; `0.0.0.0` for all.")
SITE_URL = env.text(
    "SITE_URL", f"http://localhost:{PORT}", "Address people use, for links in mails.", shown="http://localhost:PORT"
).rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
DEBUG = env.boolean("DEBUG", False, "Error pages with source, for developers only.")
DESIGN_PAGES = env.boolean("DESIGN_PAGES", DEBUG, "Show every component at `/design/`.", shown="as DEBUG")
SECRET_KEY = env.secret(
    "SECRET_KEY", "", "Signs sessions and links.", shown="made once, kept in `TANGGAP_HOME/secret.key`"
) or home.secret_key(TANGGAP_HOME)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [], "Former keys, still accepted while you change the key.")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    sorted({urlsplit(SITE_URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"}),
    "Host names this site answers to.",
    shown="the host of SITE_URL and localhost",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", [SITE_URL], "Origins whose forms are accepted.", shown="SITE_URL"
)

# PostgreSQL and Redis -----------------------------------------------------------------------------------------------

DATABASE_URL = env.secret(
    "DATABASE_URL", "", "`postgres://user:password@host:5432/name`.", shown="PostgreSQL of our own, started by `up`"
)
REDIS_URL = env.secret("REDIS_URL", "", "`redis://host:6379/0`.", shown="Redis of our own, started by `up`")
_sockets = home.sockets(TANGGAP_HOME)
_database: dict[str, Any] = (
    dict(Env.db_url_config(DATABASE_URL))
    if DATABASE_URL
    else {"ENGINE": "django.db.backends.postgresql", "HOST": str(_sockets), "NAME": "itsm", "USER": "itsm"}
)
if _database.get("ENGINE") != "django.db.backends.postgresql":
    raise Misconfigured("DATABASE_URL must begin with postgres://: Tanggap runs on PostgreSQL only.")
DATABASES = {
    "default": _database
    | {
        "CONN_MAX_AGE": env.integer("CONN_MAX_AGE", 600, "Seconds a database connection is kept for the next request."),
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_redis_socket = f"{_sockets}/redis.sock"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or f"unix://{_redis_socket}?db=1",
        "KEY_PREFIX": "tanggap",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())

# Celery: beat only sweeps, what is due stands in PostgreSQL -----------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://") or f"redis+socket://{_redis_socket}?virtual_host=0"
# A lost message is made good by the next sweep; a long one must not be handed out twice.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "unacked_restore_throttle": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_QUEUES = [Queue(name) for name in ("outbox", "follow", "clocks", "bulk")]
# Nobody reads "unrouted": with missing queues refused, a task that names none fails where it is sent.
CELERY_TASK_DEFAULT_QUEUE = "unrouted"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
HEARTBEAT = timedelta(seconds=10)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {"task": "itsm.tasks.heartbeat", "schedule": schedule(HEARTBEAT), "options": {"expires": 30}},
}

# Applications, lowest layer first -----------------------------------------------------------------------------------

FIRST_PARTY_APPS = ["records", "people", "services", "notifications", "incidents", "surveys", "desk", "portal"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "django_fsm",
    "django_htmx",
    "pgtrigger",
    "template_partials",
    *env.words("EXTRA_APPS", [], "More Django apps, such as checks that run while developing."),
    *FIRST_PARTY_APPS,
    "itsm",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.ActorMiddleware",
]
ROOT_URLCONF = "itsm.urls"
WSGI_APPLICATION = "itsm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People and language ------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LANGUAGE_CODE = "en"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "Asia/Jakarta", "Time zone of people who have not chosen one.")
USE_TZ = True

# Files --------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.folder(
    "STATIC_ROOT", BASE_DIR / "staticfiles", "Where collected static files are put.", shown="`staticfiles`"
)
# The sources lie beside the bundles and are nobody's business; only what a build made, and pictures, are served.
STATICFILES_DIRS = [
    (name, BASE_DIR / "static" / name) for name in ("dist", "img") if (BASE_DIR / "static" / name).is_dir()
]
_hashes_static = env.boolean("STATIC_HASHED", not DEBUG, "Serve static files under hashed names.", shown="not DEBUG")
MEDIA_ROOT = env.folder(
    "MEDIA_ROOT", TANGGAP_HOME / "media", "Where attachments are kept.", shown="`TANGGAP_HOME/media`"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _hashes_static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
ATTACHMENT_MAX_BYTES = env.integer("ATTACHMENT_MAX_BYTES", 25 * 1024 * 1024, "Largest attachment in bytes.", least=1)

# Mail ---------------------------------------------------------------------------------------------------------------

EMAIL_URL = env.secret(
    "EMAIL_URL", "", "`smtp+tls://user:password@host:587`.", shown="mails are kept at `/mailbox/` for each person"
)
MAIL_TO_MAILBOX = not EMAIL_URL
if EMAIL_URL:
    _mail = Env.email_url_config(EMAIL_URL)
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"] or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env.integer("EMAIL_TIMEOUT", 20, "Seconds to wait for the mail server.", least=1)
MAIL_DOMAIN = env.text(
    "MAIL_DOMAIN",
    urlsplit(SITE_URL).hostname or "localhost",
    "Domain in the Message-ID of our mails.",
    shown="the host of SITE_URL",
)
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", f"Tanggap <support@{MAIL_DOMAIN}>", "Sender of our mails.", shown="Tanggap <support@MAIL_DOMAIN>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 0, "Seconds browsers must insist on HTTPS (behind TLS only).")
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
if env.boolean("BEHIND_PROXY", False, "Believe `X-Forwarded-Proto` and `-Host` of the reverse proxy in front."):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

# Processes and logs -------------------------------------------------------------------------------------------------

WEB_WORKERS = env.integer("WEB_WORKERS", 1, "Web server processes.", least=1, most=64)
WEB_THREADS = env.integer("WEB_THREADS", 4, "Threads of each web server process.", least=1, most=64)
WORKER_PROCESSES = env.integer("WORKER_PROCESSES", 2, "Celery worker processes.", least=1, most=64)
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", "How much is logged.", among=["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        # Granian logs each request when asked; a 404 is no news.
        "django.request": {"level": "ERROR"},
    },
}
