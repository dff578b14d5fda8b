"""What is the same everywhere. `API_APPS` names the rooms that answer queries."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cms.settings import env
from content import clock

ROOT = env.ROOT

DEMO = env.flag("DEMO")
LOCAL_SITES = DEMO  # municipalities answer at <key>.localhost, see content/addresses.py
CLOCK = env.moment("CLOCK")
PORT = env.number("PORT", 8000, least=1, most=65535)
PUBLIC_SCHEME = "https"

# A demo whose clock stands still keeps its own data beside the living demo's, so that neither disturbs the other.
VAR = env.folder("VAR_DIR", ROOT / "var") / (f"clock-{CLOCK:%Y%m%dT%H%M}" if CLOCK else "")

API_APPS = ["stories", "opportunities", "search"]

INSTALLED_APPS = [
    "cms",
    "graphql_api",
    "home",
    *API_APPS,
    "partners",
    "content",  # before wagtail: it must hear of a deletion first, to know it from an unpublishing
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.settings",
    "wagtail.locales",
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
    "django_tasks",
    "strawberry_django",
    "corsheaders",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "cms.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")}
# A publish and the entry and change that tell of it are one transaction; public views opt out.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)  # SQLite makes the file, not its folder
    # IMMEDIATE: two editors who save at once wait for each other instead of failing. WAL: readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Prepared statements (content/statements.py) are planned once, not anew for every value.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()

# Finished answers, kept in each worker until a change concerns them: see graphql_api/caching.py.
ANSWERS_MB = env.number("ANSWERS_MB", 24, least=0, most=4096)  # 0: none are kept
ALWAYS_ASK = env.flag("ALWAYS_ASK")  # the database, for each answer, what is new; else it tells us
CACHE_URL = env.text("CACHE_URL", "")  # a Redis that several machines share; empty: each keeps its own
SHARED_SECONDS = env.number("SHARED_SECONDS", 0, least=0, most=86_400)  # how long a CDN may keep answers without asking
STALE_SECONDS = env.number("STALE_SECONDS", 300, least=0, most=86_400)  # how long, while we are away
TAGS_HEADER = env.text("TAGS_HEADER", "")  # Surrogate-Key or Cache-Tag, for a CDN that can be told what to drop
PURGE_URL = env.text("PURGE_URL", "")  # where that CDN takes purges, see graphql_api/purging.py
PURGE_TOKEN = env.text("PURGE_TOKEN", "")
if PURGE_URL and not PURGE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"PURGE_URL is {PURGE_URL!r}. It must start with https:// or http://.")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "cms" / "static"]
MEDIA_URL = "/media/"  # only editors' previews and documents use it; readers' pictures leave through signed addresses
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor posts many fields

WAGTAIL_SITE_NAME = "Ildsjæl"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"
WAGTAILIMAGES_IMAGE_MODEL = "content.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.forms.PhotoForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True
# Nothing of ours, the admin included, calls a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}}

# The API is open for reading, without credentials; no cookie is read or set there.
CORS_URLS_REGEX = r"^/(graphql|feeds)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "POST", "OPTIONS"]

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/django-admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}

if CLOCK:
    if not DEMO:
        raise ImproperlyConfigured("CLOCK stops the clock and is for demos only. Unset it, or set DEMO=on.")
    CLOCK = CLOCK.astimezone(ZoneInfo(TIME_ZONE))
if DEMO:
    clock.take_over(CLOCK)
