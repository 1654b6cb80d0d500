"""Settings for tests, types and checks: the real ones, in an environment of their own.

What a developer has set does not count here; only `DATABASE_URL` is kept, so that the same tests run on
PostgreSQL. Each process gets a var folder of its own, which it takes away when it ends.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

from tests.undefined import Undefined

_var = tempfile.mkdtemp(prefix="anpacken-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("ANPACKEN_")]:
    if not _name.startswith("ANPACKEN_TEST_"):
        del os.environ[_name]
os.environ["ANPACKEN_DEMO"] = "1"
os.environ["ANPACKEN_VAR"] = _var
os.environ["ANPACKEN_SECRET_KEY"] = "only-for-tests-0123456789-abcdefghijklmnop"
os.environ.pop("PORT", None)

from anpacken.config.settings import *  # noqa: E402, F403
from anpacken.config.settings import DATABASES, MIDDLEWARE, STORAGES, TEMPLATES  # noqa: E402
from anpacken.core import catalogues  # noqa: E402

catalogues.compile_stale()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = "tests.static_files.FoundOnce"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
DATABASES["default"]["CONN_MAX_AGE"] = 0
Path(_var, "static").mkdir()
warnings.filterwarnings("default", category=DeprecationWarning, module="anpacken")
