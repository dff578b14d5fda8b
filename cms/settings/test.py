"""In tests: fast, and strict where production is lenient."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from content import clock

DEBUG = False
SECRET_KEY = "tests-only-" + "0" * 50
ALLOWED_HOSTS = ["*"]
PUBLIC_SCHEME = "http"
LOCAL_SITES = True
PORT = 8000
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test logs in a hundred times
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="ildsjael-test-"))
STATIC_ROOT = MEDIA_ROOT / "static"
STATIC_ROOT.mkdir()
# A variable that a template misspells shows up in the answer instead of vanishing.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]  # noqa: F405
clock.take_over()  # tests may stop the clock
