"""Settings that hold everywhere. They are safe for production; a leaf may only loosen what its job needs."""

from csp.constants import NONE, SELF

from config.env import base_url, database, env, trusted_proxies, var_dir
from config.logging import LOGGING  # noqa: F401  (a Django setting)
from config.paths import ROOT_DIR, SITE_DIR

VAR_DIR = var_dir()

# --- Who we are -----------------------------------------------------------------------------------------------
BASE_URL = base_url(default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_SITE_NAME = "Campaign desk"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Labour Campaign for Free Movement <post@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Secrets: the leaves see to it that these are set ---------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
ADDRESS_KEYS = env.list("ADDRESS_KEYS", default=[])
MAILBOX_PEPPER = env.str("MAILBOX_PEPPER", default="")
TOKEN_KEY = env.str("TOKEN_KEY", default="")

# --- Apps -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "campaign_pages",
    "signatures",
    "enquiries",
    "profile_frames",
    "paper",
    "public_forms",
    "personal_data",
    "sharing",
    "outbox",
    "background",
    "switches",
    "django_tasks",
    "django_tasks_db",
    "vault",
    "staff",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.middleware.AccessLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.public_pages.PublicPagesMiddleware",
    "config.middleware.BadPathMiddleware",
    "config.middleware.CookielessPublicMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "staff.middleware.LoginAfterFormMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.inline_scripts.PlainInlineScriptsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "sharing.middleware.SourceWordMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
# Form widgets are found among our templates first, so that the admin's date pickers can do without inline script.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -----------------------------------------------------------------------------------------------------
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}

# --- People who log in ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# --- Language and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Files ----------------------------------------------------------------------------------------------------
STATICFILES_DIRS = [SITE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))()
STATIC_URL = "/static/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.CampaignStaticFilesStorage"},
}
# The style sheets that every page loads, in this order: the first one declares the layers.
SHARED_STYLESHEETS = [
    f"css/{name}.css" for name in ("tokens", "base", "layout", "trail", "components", "forms", "wall", "print")
]
LOCAL_RUN = False  # demo logins and invented signers are made in a local run only
SERVE_MEDIA = False  # a local run serves uploads itself; in production the web server in front does

PAGE_SECONDS = 30  # how long anybody may keep a public page; the wall is to be at most 60 seconds old

# --- Limits ---------------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor needs many; public forms have a limit of their own
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Visitors' addresses --------------------------------------------------------------------------------------
TRUSTED_PROXIES = trusted_proxies()

# --- Mail -----------------------------------------------------------------------------------------------------
# Nothing sends mail inside a request: whatever Django or Wagtail send becomes a row, and the worker delivers it.
EMAIL_BACKEND = "outbox.backends.OutboxBackend"
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
OUTBOX_FILE_DIR = VAR_DIR / "mail"
OUTBOX_LEASE_SECONDS = 120
EMAIL_TIMEOUT = 20

# --- Background work ------------------------------------------------------------------------------------------
# A task is a row, written together with what causes it; `run_jobs` does it. Wagtail's own tasks go the same way.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
BACKGROUND_LEASE_SECONDS = 60
BACKGROUND_PAUSE_SECONDS = 0.3  # after each portion, on SQLite alone: see background/turns.py

# --- How long things are kept, in days: the purge deletes by these, and the privacy page says them ---------------
KEPT_DAYS = {
    "unconfirmed": 7,  # as long as the link in the confirming mail works
    "rejected": 30,
    "withdrawn": 30,
    "network_hash": 28,  # promised within 30: a daily run may be late
    "failed_mail": 90,
    "failed_mail_content": 14,
}

# --- Browsers -------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail loosens it itself for the previews in its editor

if BASE_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Wagtail --------------------------------------------------------------------------------------------------
WAGTAILSEARCH_BACKENDS = {
    # So that PostgreSQL takes "centres" for a form of "centre"; SQLite finds words as they are written.
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"},
}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []  # nothing is embedded from elsewhere
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # who may decide is told as one of a group, and nobody twice
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAIL_USER_TIME_ZONES = ["Europe/London", "Europe/Dublin", "Europe/Paris", "UTC"]
WAGTAIL_I18N_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True
