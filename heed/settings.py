"""Settings, from the environment (`docs/reference/settings.md`); a bad value stops the start, with a sentence."""

import os
from pathlib import Path

from heed import environment as env

DATA = Path(
    env.text(
        "HEED_DATA",
        "var",
        "The folder for what Heed keeps as files: keys that are not set, SQLite's file, mail as files.",
    )
).absolute()
DEMO = env.yes_no(
    "HEED_DEMO",
    default=False,
    about="Whether this is the demo, where anybody signs in as anybody. `heed demo` sets it; never set it for real.",
)
if DEMO:
    DATA /= "demo"
DEBUG = False
SECRET_KEY = env.secret(
    "HEED_SECRET_KEY",
    DATA / "secret.key",
    "Signs sessions, links that set a password, and forms. A new one signs everybody out and ends such links.",
)
LEDGER_KEY = env.secret(
    "HEED_LEDGER_KEY",
    DATA / "ledger.key",
    "Binds the ledger's entries together. Without this very key the ledger can never be verified again: keep a copy "
    "where neither the database nor its back-ups lie.",
)
EVIDENCE_KEY = env.secret(
    "HEED_EVIDENCE_KEY",
    DATA / "evidence.key",
    "Seals the files that people add as evidence. Without this very key none of them can ever be opened again: keep a "
    "copy where neither the files nor their back-ups lie.",
)
BASE_URL = env.text(
    "HEED_BASE_URL",
    "http://localhost:8000",
    "The address under which people reach Heed; it stands in every message. With https:// Heed answers over TLS only.",
).rstrip("/")
ALLOWED_HOSTS = env.words(
    "HEED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]"],
    "The names of hosts that Heed answers to. The name in HEED_BASE_URL must be one of them.",
)
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "heed",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "heed.web.headers.Headers",  # first: no answer leaves without them
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "heed.web.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heed.web.stamps.Stamped",
    "django.contrib.messages.middleware.MessageMiddleware",
    "heed.web.refusals.Refusals",
    "heed.web.uploads.Uploads",  # before anything reads a body
    "django.middleware.csrf.CsrfViewMiddleware",
    "heed.web.kept.Kept",
    "heed.web.sessions.SignInFirst",
    "heed.web.partners.gate.TheirsAlone",  # what it lets nobody see does not exist, for the people of partners
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "heed.urls"
WSGI_APPLICATION = "heed.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heed.web.context.page",
            ],
            "libraries": {"heed": "heed.web.templatetags.heed"},
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "heed.web.templatetags.heed",
            ],
        },
    }
]
DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        DATA / "heed.sqlite3",
        "Where the database is: `postgres://user:password@host:5432/heed`, or `sqlite:///` and a path. For a socket: "
        "`postgres://heed@/heed?host=/run/postgresql`.",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "heed.User"
AUTHENTICATION_BACKENDS = ["heed.web.account.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORM_RENDERER = "heed.web.govuk.renderer.Renderer"
STATIC_URL = "/static/"
STATIC_ROOT = Path(
    env.text(
        "HEED_STATIC",
        str(Path(__file__).parent.parent / "built" / "static"),
        "The folder of the style sheet, the script and the pictures, as setting up made it.",
    )
)
FONTS = Path(
    env.text(
        "HEED_FONTS",
        str(Path(__file__).parent.parent / "built" / "fonts"),
        "The folder of the fonts that letters are set in, as setting up made it.",
    )
)
STATICFILES_DIRS = [folder for folder in [Path(__file__).parent.parent / "built" / "assets"] if folder.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "heed.web.files.Hashed"},
}
MAIL = env.text(
    "HEED_MAIL",
    "file",
    "How messages leave: `smtp`, `notify` (GOV.UK Notify) or `file` (written to HEED_DATA/mail; for trying out only).",
)
MAIL_FROM = env.text("HEED_MAIL_FROM", "Heed <heed@example.org>", "Whom messages come from (not with Notify).")
MAIL_FOLDER = DATA / "mail"
SMTP_URL = env.text(
    "HEED_SMTP_URL",
    "",
    "The mail server: `smtp://user:password@host:587` (STARTTLS), `smtps://user:password@host:465` (TLS at once), or "
    "`smtp://host:25?tls=none` for one on the same machine.",
)
NOTIFY_KEY = env.text("HEED_NOTIFY_KEY", "", "The whole API key of GOV.UK Notify.")
NOTIFY_TEMPLATE = env.text(
    "HEED_NOTIFY_TEMPLATE",
    "",
    "The id of an e-mail template at Notify whose subject is `((subject))` and whose text is `((body))`, nothing else.",
)
NOTIFY_URL = env.text("HEED_NOTIFY_URL", "https://api.notifications.service.gov.uk", "Where Notify's API is.")
EVIDENCE_FOLDER = DATA / "evidence"
EVIDENCE_FILE = 1_000_000 * env.number(
    "HEED_EVIDENCE_MB", 50, "How large one file of evidence may be, in megabytes.", least=1
)
EVIDENCE_CASE = 1_000_000 * env.number(
    "HEED_EVIDENCE_CASE_MB", 500, "How large all files of one report may be together, in megabytes.", least=1
)
SCANNER = env.address(
    "HEED_SCANNER",
    ("clamd",),
    "The virus scanner that files of evidence are shown to: `clamd://host:3310`, or `clamd:///path` for a socket. "
    "Without one, pages say that files are not scanned.",
)
HEARTBEAT_URL = env.text(
    "HEED_HEARTBEAT_URL",
    "",
    "An address at a watch of yours elsewhere. A worker asks for it every half minute while all is well; when that "
    "stops, the watch must tell somebody.",
)
# A cookie whose name begins with __Host- can be set by this very host only, over HTTPS only.
HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = f"{HOST}session", f"{HOST}csrf", f"{HOST}language"
MARK_COOKIE_NAME = f"{HOST}was"  # whose browser it was, for heed.web.kept
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# Lax, not Strict: a link in an e-mail must find its reader signed in.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60  # seconds without a page; heed.web.sessions ends it after 12 hours whatever happens
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "heed.web.errors.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options comes from heed.web.headers, on every answer
    "security.W021",  # whether browsers preload HSTS is for the owner of the domain to decide
]
# Behind a proxy that ends TLS; it must set this header itself and drop one that came from outside.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ACCOUNT_ADAPTER = "heed.web.account.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "heed.web.account.forms.SignIn",
    "reset_password": "heed.web.account.forms.AskReset",
    "reset_password_from_key": "heed.web.account.forms.NewPassword",
    "change_password": "heed.web.account.forms.ChangePassword",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address comes from the agency's own staff list
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is written to because somebody typed their address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "heed.web.logs.Discreet", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django would send mail about failures, with everything that was typed in it.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
os.environ.setdefault("TZ", "UTC")
if DEMO:  # whatever else is set: invented people never come into a real database, and none of their messages leaves
    DATABASES = {"default": env.sqlite(DATA / "heed.sqlite3")}
    MAIL, HEARTBEAT_URL, SCANNER = "file", "", ""
