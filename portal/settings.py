"""All settings of the portal; what differs between machines comes from the environment."""

import re
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.urls import reverse_lazy

django_stubs_ext.monkeypatch(extra_classes=[File])

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# ── the machine ───────────────────────────────────────────────────────────────
SECRET_KEY = env.str("SECRET_KEY")  # no default: without a key nothing starts
DEBUG = env.bool("DEBUG", default=False)
# The demonstration runs like the real thing (DEBUG off, Thai error pages) but over plain HTTP on this
# machine, and its accounts may skip the second factor.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
HTTPS = env.bool("HTTPS", default=not (DEBUG or DEMONSTRATION))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")  # in feeds, sitemap, PDF
BACKUP_KEY = env.str("BACKUP_KEY", default="")  # public half; the private one is kept away from this machine
USE_FORWARDED_PROTO = env.bool("USE_FORWARDED_PROTO", default=False)

# ── the house ─────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # templates of forms; ours in templates/django/forms come first
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tables2",
    "django_prose_editor",
    "simple_history",
    # rooms, one for each measure that keeps its own records
    "measures.authority",
    "measures.manuals",
    "measures.services",
    "measures.risk",
    "measures.participation",
    "measures.hr",
    "measures.ethics",
    "procurement",
    "complaints",
    # the roof: reads every room
    "measures",
]
MIDDLEWARE = [
    "complaints.quiet.KeepQuiet",  # first: nobody after it sees who sends a complaint
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.refuse_unreadable_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.sign_in.SignInUnlessOpen",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.limit_sessions",
    "portal.middleware.require_second_factor",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
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
                "portal.context.site",
            ],
            "builtins": ["portal.templatetags.thai", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without a scheme; Django 6 does so by itself
DJANGO_TABLES2_TEMPLATE = "components/table.html"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── data ──────────────────────────────────────────────────────────────────────
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing in the middle of a transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What was confirmed outlives a power cut, not only a crash: a reporter's code is shown once.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",  # a deleted complaint is overwritten, not only forgotten
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Pages ask short questions; compiling one takes the server longer than answering it.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
MEDIA_ROOT = DATA_DIR / "media"  # private: reached through views only
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_HASHED = env.bool("STATIC_HASHED", default=not DEBUG)
STORAGES = {
    "default": {
        "BACKEND": "portal.storage.PrivateStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_HASHED

# ── language and time: Thai, whatever the browser asks for ────────────────────
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# ── people ────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an address we do not know gets no mail
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told by mail
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False  # a new password never stands for the second factor
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)  # for throttling by address
MFA_ADAPTER = "portal.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
# Verification guards against strangers who sign up with another's address; here the administrator sets it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "portal.accounts.forms.AddKeyForm",
    "edit_webauthn": "portal.accounts.forms.EditKeyForm",
}
SESSION_COOKIE_AGE = 30 * 60  # seconds without use; the longest session is in portal.middleware
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# ── security headers ──────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if USE_FORWARDED_PROTO else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"

# ── uploads ───────────────────────────────────────────────────────────────────
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
UPLOAD_MAX_DOCUMENT_BYTES = 25 * 1024 * 1024
UPLOAD_MAX_PICTURE_BYTES = 10 * 1024 * 1024

# ── open data ─────────────────────────────────────────────────────────────────
# Given out by the Open Contracting Partnership to each publisher of OCDS; this one stands for "not yet asked for".
OCID_PREFIX = env.str("OCID_PREFIX", default="ocds-000000")
if not re.fullmatch("ocds-[a-z0-9]{6}", OCID_PREFIX):
    raise ImproperlyConfigured("OCID_PREFIX ต้องเป็น ocds- ตามด้วยตัวอักษรเล็กหรือตัวเลขหกตัว")

# ── mail and logs ─────────────────────────────────────────────────────────────
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds: whoever sends a report must not wait for a mail server that does not answer
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
# Whatever reports a crash, by whatever way: of the complaint channel it learns the class and the place only.
DEFAULT_EXCEPTION_REPORTER = "complaints.quiet.QuietReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "complaints.quiet.QuietFilter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # No AdminEmailHandler: a crash never mails what somebody typed.
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Both tell every step they take.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
# HSTS speaks for this host alone: what lies under it, and a browser's preload list, are the domain owner's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
