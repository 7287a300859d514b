"""Where a fact comes from: stored without words, worded in the reader's language."""

from django.utils.translation import gettext as _

from sapar.sheets.models import SheetRun

_UPLOAD = "registrar-upload:"


def upload_source(run: SheetRun) -> str:
    return f"{_UPLOAD}{run.public_id}"


def source_words(source: str) -> str:
    """What to show for `Fact.source`; a source that somebody wrote is shown as it was written."""
    if source.startswith(_UPLOAD):
        return _("Registrar's upload %(run)s") % {"run": source.removeprefix(_UPLOAD)}
    return source
