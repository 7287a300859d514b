"""Settings, read from the environment; docs/operator/ lists every variable and its meaning."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sapar.config.database import database_from_url
from sapar.config.mail import mail_settings
from sapar.core.keys import load_keys

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SAPAR_DATA", "data")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = os.environ.get("SAPAR_DEBUG") == "1"
SAMPLE_MODE = os.environ.get("SAPAR_SAMPLE") == "1"
SAMPLE_CLOCK_FILE = DATA / "sample-clock"
COMMIT = os.environ.get("SAPAR_COMMIT", "")

_secret_keys = load_keys("session", DATA / "keys")
SECRET_KEY = _secret_keys[0].secret
SECRET_KEY_FALLBACKS = [key.secret for key in _secret_keys[1:]]
FIELD_KEYS = load_keys("field", DATA / "keys")
LOOKUP_KEYS = load_keys("lookup", DATA / "keys")

ALLOWED_HOSTS = os.environ.get("SAPAR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# The address people reach Sapar at; it stands in mails, which are rendered outside any request.
PUBLIC_ADDRESS = os.environ.get("SAPAR_ADDRESS", "http://localhost:8000").rstrip("/")
_secure = PUBLIC_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

# Our own apps first, so that their templates and their words win.
INSTALLED_APPS = [
    "sapar.cli",
    "sapar.portal",
    "sapar.office",
    "sapar.desk",
    "sapar.search",
    "sapar.ui",
    "sapar.stories",
    "sapar.nominations",
    "sapar.selection",
    "sapar.applications",
    "sapar.calls",
    "sapar.partnerships",
    "sapar.records",
    "sapar.content",
    "sapar.accounts",
    "sapar.institutions",
    "sapar.sheets",
    "sapar.messaging",
    "sapar.documents",
    "sapar.links",
    "sapar.jobs",
    "sapar.audit",
    "sapar.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sapar.ui.middleware.refuse_nul",
    "sapar.ui.pages.keep_pages",
    "sapar.accounts.roles_today.remember_roles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sapar.config.urls"
WSGI_APPLICATION = "sapar.config.wsgi.application"
FORM_RENDERER = "sapar.ui.forms.SaparRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sapar.ui.context.ui",
            ],
        },
    },
]

DATABASES = {
    "default": database_from_url(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'sapar.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sapar.accounts.backends.SaparBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "sapar.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
# Failed sign-ins are axes' affair; an address of a lecture hall is shared by many.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "1/60s/key",
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# By address alone: whoever guesses at one account from many places is stopped as well.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "sapar.accounts.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "sapar.accounts.lockout.locked_out"
# Trying on while locked out does not make it longer, so the time that the page names is true.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = UNIVERSITY_TIME_ZONE = os.environ.get("SAPAR_TIME_ZONE", "Asia/Almaty")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "sapar.ui.bundle.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
FILES = DATA / "files"
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if _secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "sapar.ui.views.csrf_failure"

MAIL_FOLDER = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("SAPAR_MAIL_FROM", "Sapar <noreply@localhost>")
globals().update(mail_settings(os.environ.get("SAPAR_SMTP_URL", "")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"sapar": {"level": "INFO"}},
}
