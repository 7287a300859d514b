"""Sending a private file to somebody whose right to see it the caller has judged."""

from django.http import FileResponse

from sapar.documents.media_types import ALLOWED_UPLOADS
from sapar.documents.models import StoredFile
from sapar.documents.storage import open_file

# What people may send, and what Sapar makes of their pictures.
SHOWN_IN_BROWSER = {kind.name for kind in ALLOWED_UPLOADS} | {"image/webp"}


def file_response(stored_file: StoredFile, *, as_attachment: bool = False) -> FileResponse:
    """The file under its own name; no cache keeps it, and nothing inside it can run.

    What is neither PDF nor picture is always offered for saving, never shown.
    """
    response = FileResponse(
        open_file(stored_file),
        as_attachment=as_attachment or stored_file.media_type not in SHOWN_IN_BROWSER,
        filename=stored_file.name,
        content_type=stored_file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
