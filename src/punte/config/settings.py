"""One settings file; what differs between machines comes from the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from punte.config import env

django_stubs_ext.monkeypatch()

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
PUNTE_HOME = env.folder("PUNTE_HOME", ROOT / ".punte")
KEYS = PUNTE_HOME / "keys"
DEMO = env.flag("PUNTE_DEMO")
DEBUG = False


def _secret(name: str) -> str:
    path = KEYS / name
    if not path.exists():
        raise SystemExit(f"{path} is missing. ./punte makes it: run ./punte doctor.")
    return path.read_text().strip()


SECRET_KEY = _secret("secret.key")
VAULT_KEY_FILE = KEYS / "vault.key"
VAULT_KEY_COMMAND = env.text("PUNTE_VAULT_KEY_COMMAND", "")
INDEX_KEY_FILE = KEYS / "index.key"
LEDGER_KEY_FILE = KEYS / "ledger.key"
# An authority (RFC 3161) that stamps the log's head once a day, and its certificates (PEM).
LEDGER_TSA_URL = env.text("PUNTE_TSA_URL", "")
LEDGER_TSA_CERTIFICATE = env.text("PUNTE_TSA_CERTIFICATE", "")
NODE_NAME = env.text("PUNTE_NODE", "punte.demo" if DEMO else "punte.local")

HTTPS = env.flag("PUNTE_HTTPS")
ALLOWED_HOSTS = env.text("PUNTE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [h for h in env.text("PUNTE_ORIGINS", "").split(",") if h]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "punte.core.database",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    # Before allauth, whose pages it draws anew.
    "punte.core.agencies",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "punte.core.sheets",
    "punte.core.ledger",
    "punte.core.access",
    "punte.core.vault",
    "punte.core.deadlines",
    "punte.core.escalation",
    "punte.core.files",
    "punte.core.notices",
    "punte.core.api",
    "punte.core.jobs",
    "punte.core.oversight",
    "punte.ui",
    "punte.protection.persons",
    "punte.protection.identification",
    "punte.protection.referral",
    "punte.protection.configuration",
    "punte.protection.approvals",
    "punte.protection.catalogue",
    "punte.protection.duplicates",
    "punte.protection.assistance",
    "punte.protection.plans",
    "punte.protection.delivery",
    "punte.protection.children",
    "punte.protection.justice",
    "punte.protection.funnel",
    "punte.protection.casework",
    "punte.protection.caseload",
    "punte.protection.retention",
    "punte.protection.printing",
    "punte.protection.interchange",
    "punte.investigation.cases",
    "punte.investigation.subjects",
    "punte.investigation.course",
    "punte.investigation.evidence",
    "punte.investigation.bundle",
    "punte.investigation.authorisations",
    "punte.investigation.analysis",
    "punte.investigation.exchange",
    "punte.investigation.proof",
    "punte.investigation.recordings",
    "punte.demo",
]

MIDDLEWARE = [
    "punte.config.middleware.ProblemsForPrograms",
    "punte.config.middleware.RefuseBadInput",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "punte.config.middleware.RefuseTooMuch",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "punte.core.agencies.sign_in.gates.LanguageGate",
    "punte.core.agencies.sign_in.gates.IdleGate",
    "punte.core.agencies.sign_in.gates.SecondFactorGate",
    "punte.core.agencies.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "punte.config.urls"
ASGI_APPLICATION = "punte.config.asgi.application"
AUTH_USER_MODEL = "agencies.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "punte.ui.forms.PunteRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "punte.config.navigation.frame",
            ],
        },
    }
]

# web serves people, worker runs jobs, owner changes the schema; each has its own login.
DATABASE_ROLE = env.text("PUNTE_ROLE", "web")
_POOL = {"pool": {"min_size": 2, "max_size": 20, "timeout": 10}}
DATABASES = {
    "default": env.database(
        env.text(f"DATABASE_{DATABASE_ROLE.upper()}_URL", "postgresql:///punte"),
        **(_POOL if DATABASE_ROLE == "web" else {}),
    )
}
# A connection that broke while it lay in the pool is changed for a new one before it is used.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "punte.core.agencies.adapter.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
# axes counts wrong passwords and locks; this bounds what it does not count: codes and passkeys.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Punte"
MFA_ADAPTER = "punte.core.agencies.adapter.SecondFactor"
USERSESSIONS_TRACK_ACTIVITY = True
MFA_REQUIRED = not DEMO
# What every invented person of a demo signs in with; means nothing elsewhere.
DEMO_PASSWORD = "punte-demo"  # noqa: S105
IDLE_MINUTES = env.number("PUNTE_IDLE_MINUTES", 15, low=1, high=480)
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "punte.core.agencies.sign_in.locked.axes_username"
AXES_LOCKOUT_CALLABLE = "punte.core.agencies.sign_in.locked.locked_page"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
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
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["punte.core.files.uploads.SealedUploads"]

LANGUAGE_CODE = "en"
LANGUAGES = [("ro", "Română"), ("en", "English"), ("ru", "Русский"), ("uk", "Українська")]
LOCALE_PATHS = [SOURCE / "locale"]
FORMAT_MODULE_PATH = ["punte.config.formats"]
USE_TZ = True
TIME_ZONE = env.text("PUNTE_TIME_ZONE", "Europe/Chisinau")
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = PUNTE_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILES_ROOT = PUNTE_HOME / "files"
FILES_S3_URL = env.text("PUNTE_FILES_S3_URL", "")
# A program for writing down speech, supplied by the agency: its folder, and the SHA-256 of the
# description in it (docs/operations.md). Without them nothing of the kind is offered.
SPEECH_MODEL = env.text("PUNTE_SPEECH_MODEL", "")
SPEECH_MODEL_SHA256 = env.text("PUNTE_SPEECH_MODEL_SHA256", "")
FILES_MAX_BYTES = env.number("PUNTE_FILES_MAX_BYTES", 200 * 2**20, low=1, high=2**36)
# After so many days each file of an exhibit is read again against its digests.
EVIDENCE_CHECK_DAYS = env.number("PUNTE_EVIDENCE_CHECK_DAYS", 30, low=1, high=3650)
# Of a longer request nothing is read: several files may come at once, yet none fills the disk.
REQUEST_MAX_BYTES = 4 * FILES_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("PUNTE_SMTP_HOST", "")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = env.text("PUNTE_SMTP_HOST", "")
EMAIL_PORT = env.number("PUNTE_SMTP_PORT", 25, low=1, high=65535)
DEFAULT_FROM_EMAIL = env.text("PUNTE_MAIL_FROM", "punte@localhost")
PUBLIC_ADDRESS = env.text("PUNTE_ADDRESS", "http://localhost:8000")

# Whether webhooks may reach programs in this network, and without TLS.
WEBHOOKS_LOCAL = env.flag("PUNTE_WEBHOOKS_LOCAL")

HEARTBEAT_SECONDS = env.number("PUNTE_HEARTBEAT_SECONDS", 20, low=1, high=60)

PROCRASTINATE_ON_APP_READY = "punte.core.jobs.on_app_ready.on_app_ready"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
