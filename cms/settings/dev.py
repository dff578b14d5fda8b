"""At home."""

from cms.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "at-home-only-" + "0" * 50
ALLOWED_HOSTS = ["*"]
PUBLIC_SCHEME = "http"
LOCAL_SITES = True
INTERNAL_IPS = ["127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
