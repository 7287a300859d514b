"""Static files are collected when one has changed, and only then."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sapar.cli.static_files import collect_static_files


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path


def test_the_same_files_are_collected_once(tmp_path: Path) -> None:
    assert [collect_static_files(), collect_static_files()] == [True, False]
    assert (tmp_path / "ui/sapar.css").exists()


def test_a_file_that_changed_is_collected_again() -> None:
    collect_static_files()
    source = str(finders.find("ui/autosave.js"))
    before = os.stat(source)
    try:
        os.utime(source, (before.st_atime, before.st_mtime + 1))
        assert collect_static_files()
    finally:
        os.utime(source, (before.st_atime, before.st_mtime))
