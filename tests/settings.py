"""The project's own settings over a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATA_FOLDER = Path(tempfile.mkdtemp(prefix="sapar-tests-"))
atexit.register(shutil.rmtree, DATA_FOLDER, ignore_errors=True)
os.environ["SAPAR_DATA"] = str(DATA_FOLDER)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{DATA_FOLDER / 'sapar.sqlite3'}")

from sapar.config.settings import *  # noqa: E402, F403

# Deeds run in threads of their own, as they do in production, so SQLite needs a real file.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATA_FOLDER / "test.sqlite3"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
