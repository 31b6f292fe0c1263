"""Settings, all from the environment (docs/admin/settings.md). One file for every place it runs in."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _

from itsm.env import Environment
from itsm.home import secret_key, sockets

env = Environment(os.environ)
BASE_DIR = Path(__file__).resolve().parent.parent

# Where it lives
HOME = env.folder("TANGGAP_HOME", BASE_DIR / "var", "Database, Redis, attachments and keys.", shown="./var")
PORT = env.integer("PORT", 8000, "The port the web server listens on.", least=1, most=65535)
SITE_URL = env.text(
    "SITE_URL",
    f"http://localhost:{PORT}",
    "The address people reach it by; mails link to it.",
    shown="http://localhost:PORT",
)
BIND_ADDRESS = env.text("BIND_ADDRESS", "127.0.0.1", "Where `manage.py up` listens; 0.0.0.0 for every network.")
# The machine itself always: health is asked for by address, whatever the site is called.
ALLOWED_HOSTS = [
    *env.words("ALLOWED_HOSTS", [], "Host names it answers to.", shown="the host of SITE_URL, and this machine"),
    *filter(None, [urlsplit(SITE_URL).hostname]),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", [SITE_URL], "Origins whose forms are accepted.", shown="SITE_URL"
)
DEBUG = env.boolean("DEBUG", False, "Show faults in the browser. Never where others can reach it.")
IN_TESTS = env.boolean("TANGGAP_TESTING", False, "Set by the test run: quick password hashing, pattern page.")
SECRET_KEY = env.secret(
    "SECRET_KEY", "", "Signs sessions. Made once in TANGGAP_HOME where it is not given."
) or secret_key(HOME)

# Parts it stands on
DATABASE_URL = env.secret(
    "DATABASE_URL", "", "PostgreSQL 15 or later; embedded where it is not given.", shown="embedded"
)
REDIS_URL = env.secret("REDIS_URL", "", "Redis 6 or later; embedded where it is not given.", shown="embedded")
EMAIL_URL = env.secret("EMAIL_URL", "", "SMTP server, as smtp+tls://user:password@host:587; a mailbox page without it.")
EMBEDS_DATABASE, EMBEDS_REDIS = not DATABASE_URL, not REDIS_URL
SOCKETS = sockets(HOME)

DATABASES = {
    "default": {
        **(
            {"ENGINE": "django.db.backends.postgresql", "NAME": "tanggap", "USER": "tanggap", "HOST": str(SOCKETS)}
            if EMBEDS_DATABASE
            else environ.Env.db_url_config(DATABASE_URL)
        ),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS = REDIS_URL or f"unix://{SOCKETS}/redis.sock?db=0"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS, "KEY_PREFIX": "tanggap"}
}

# Applications, the lowest layer first: reactions run in this order
FIRST_PARTY = [
    "records",
    "people",
    "services",
    "notifications",
    "incidents",
    "sla",
    "knowledge",
    "surveys",
    "desk",
    "portal",
    "insight",
    "api",
    "itsm",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "csp",
    "django_htmx",
    "template_partials",
    *env.words("EXTRA_APPS", [], "More Django apps, such as checks while developing.", shown="none"),
    *FIRST_PARTY,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
                "django.template.context_processors.tz",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "itsm.context.shell",
            ],
            "builtins": ["records.templatetags.looks", "template_partials.templatetags.partials"],
        },
    }
]

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if IN_TESTS:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account:login"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
MESSAGE_TAGS = {message_levels.ERROR: "danger"}

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# Files
STATIC_URL = "static/"
STATICFILES_DIRS = [("dist", BASE_DIR / "static" / "dist")]
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or IN_TESTS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or IN_TESTS
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
ATTACHMENT_MAX_BYTES = (
    env.integer("ATTACHMENT_MAX_MB", 25, "Largest attachment, in megabytes.", least=1, most=200) * 1_000_000
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_PERMISSIONS = 0o600

# Mail
MAIL_TO_MAILBOX = not EMAIL_URL
MAIL_DOMAIN = env.text("MAIL_DOMAIN", "tanggap.localhost", "The domain in the Message-ID of mails.")
DEFAULT_FROM_EMAIL = env.text(
    "MAIL_FROM", f"Tanggap <desk@{MAIL_DOMAIN}>", "The sender of mails.", shown="desk@MAIL_DOMAIN"
)
if EMAIL_URL:
    vars().update(environ.Env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 20

# The desk
UNDO_SEND = env.integer("UNDO_SEND", 6, "Seconds in which a sent answer can be taken back; 0 sends at once.", most=60)

# Safety
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Programs
API_RATE = env.integer("API_RATE", 600, "Requests a minute that each access token may send to the API.", least=1)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.problems.handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tanggap",
    "DESCRIPTION": "Everything of incidents and articles for programs: the same acts, rights and limits as the pages.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "TAGS": [
        {"name": "incidents", "description": "Incidents and service requests"},
        {"name": "actions", "description": "What can be done to one"},
        {"name": "conversation", "description": "What was said and done about one"},
        {"name": "articles", "description": "What is known: articles, their versions, whether they help"},
        {"name": "catalogue", "description": "What can be requested, and approvals"},
        {"name": "views", "description": "Saved views"},
        {"name": "surveys", "description": "Ratings, their results and follow-ups"},
        {"name": "lists", "description": "What may be chosen, and who I am"},
    ],
    "ENUM_NAME_OVERRIDES": {
        "Kind": "incidents.choices.Kind",
        "State": "incidents.choices.State",
        "ArticleKind": "knowledge.choices.Kind",
        "ArticleState": "knowledge.choices.State",
        "Readers": "knowledge.choices.Readers",
        "Approval": "incidents.choices.Approval",
        "ItemApproval": "incidents.catalogue.choices.ItemApproval",
        "StepRole": "incidents.catalogue.choices.StepRole",
        "FieldType": "incidents.catalogue.choices.FieldType",
        "CancelReason": "incidents.choices.CancelReason",
        "CancelReasonByHand": "api.incidents.given.BY_HAND",
        "HoldReason": "incidents.choices.HoldReason",
        "Outcome": "incidents.choices.Outcome",
        "OutcomeKnown": "api.incidents.given.ENDED",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.schema.told_of_problems",
    ],
}

# Workers
CELERY_BROKER_URL = REDIS.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "unacked_restore_throttle": 1, "socket_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "outbox"
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ROUTES = {
    "notifications.tasks.deliver": {"queue": "outbox"},
    "notifications.tasks.follow": {"queue": "follow"},
    "itsm.tasks.heartbeat": {"queue": "clocks"},
    "sla.tasks.sweep": {"queue": "clocks"},
    "sla.tasks.reckon": {"queue": "bulk"},
    "sla.tasks.refresh_holidays": {"queue": "bulk"},
    "incidents.tasks.remind_approvers": {"queue": "clocks"},
    "notifications.tasks.forget": {"queue": "bulk"},
    "knowledge.tasks.remind": {"queue": "bulk"},
    "knowledge.tasks.count_words": {"queue": "bulk"},
    "knowledge.tasks.forget_searches": {"queue": "bulk"},
    "incidents.tasks.learn_words": {"queue": "bulk"},
    "incidents.tasks.learn_words_anew": {"queue": "bulk"},
    "incidents.tasks.flag_unowned": {"queue": "clocks"},
    "surveys.tasks.sweep": {"queue": "bulk"},
}
QUEUES = ["outbox", "follow", "clocks", "bulk"]
CELERY_BEAT_SCHEDULE = {
    "deliver": {"task": "notifications.tasks.deliver", "schedule": 10.0, "options": {"expires": 10}},
    "follow": {"task": "notifications.tasks.follow", "schedule": 10.0, "options": {"expires": 10}},
    "sweep": {"task": "sla.tasks.sweep", "schedule": 5.0, "options": {"expires": 5}},
    "surveys": {"task": "surveys.tasks.sweep", "schedule": 30.0, "options": {"expires": 30}},
    "reckon": {"task": "sla.tasks.reckon", "schedule": 10.0, "options": {"expires": 10}},
    "holidays": {"task": "sla.tasks.refresh_holidays", "schedule": 86_400.0, "options": {"expires": 3600}},
    "forget": {"task": "notifications.tasks.forget", "schedule": 86_400.0, "options": {"expires": 3600}},
    "remind": {"task": "knowledge.tasks.remind", "schedule": 3600.0, "options": {"expires": 3600}},
    "article_words": {"task": "knowledge.tasks.count_words", "schedule": 300.0, "options": {"expires": 300}},
    "forget_searches": {"task": "knowledge.tasks.forget_searches", "schedule": 86_400.0, "options": {"expires": 3600}},
    "words": {"task": "incidents.tasks.learn_words", "schedule": 300.0, "options": {"expires": 300}},
    "words_anew": {"task": "incidents.tasks.learn_words_anew", "schedule": 86_400.0, "options": {"expires": 3600}},
    "unowned": {"task": "incidents.tasks.flag_unowned", "schedule": 60.0, "options": {"expires": 60}},
    "approvers": {"task": "incidents.tasks.remind_approvers", "schedule": 300.0, "options": {"expires": 300}},
    "heartbeat": {"task": "itsm.tasks.heartbeat", "schedule": 10.0, "options": {"expires": 20}},
}

METRICS_TOKEN = env.secret(
    "METRICS_TOKEN",
    "",
    "Whoever shows it as a bearer token reads /metrics; without one there is no such page.",
    shown="none",
)
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", "How much is logged.", among=["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"faults": {"()": "itsm.logs.OnlyFaultsAtLength"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
APP_NAME = _("Tanggap")
