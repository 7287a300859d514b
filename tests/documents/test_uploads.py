"""What may be sent in, and how it is kept and given out."""

import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents import storage
from sapar.documents.actions import clean_name, store_bytes, store_upload
from sapar.documents.models import StoredFile
from sapar.documents.serving import file_response
from tests.documents.samples import JPEG, PDF, PNG, XLSX

pytestmark = pytest.mark.django_db
BY = Actor("7KQ4-M2XD", "Айгерім Әлиева")
LIMIT = 10 * 1024 * 1024


def refusal_of(name, content):
    with pytest.raises(Refusal) as refused:
        store_upload(SimpleUploadedFile(name, content), by=BY)
    assert not StoredFile.objects.exists()
    assert words(refused.value.code, refused.value.values)
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("transcript.pdf", PDF, "application/pdf"),
        ("PHOTO.JPEG", JPEG, "image/jpeg"),
        ("photo.jpg", JPEG, "image/jpeg"),
        ("scan.png", PNG, "image/png"),
    ],
)
def test_keeps_a_file_of_an_allowed_type(name, content, media_type):
    stored = store_upload(SimpleUploadedFile(name, content, "text/html"), by=BY)

    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(content))
    assert stored.created_by == BY.public_id
    with storage.open_file(stored) as file:
        assert file.read() == content


def test_keeps_content_once_and_readable_by_its_owner_alone():
    first = store_bytes(PDF, name="a.pdf", media_type="application/pdf", by=BY)
    second = store_bytes(PDF, name="b.pdf", media_type="application/pdf", by=BY)

    path = storage.path_of(first.sha256)
    assert storage.path_of(second.sha256) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [first.sha256]


def test_takes_exactly_ten_megabytes_and_no_byte_more():
    filler = b"\n" * (LIMIT - len(PDF))
    whole = b"%PDF-1.7\n" + filler + PDF[len(b"%PDF-1.7\n") :]

    assert store_upload(SimpleUploadedFile("a.pdf", whole), by=BY).size == LIMIT
    StoredFile.objects.all().delete()
    refused = refusal_of("a.pdf", whole + b"\n")
    assert refused.code == "file-too-large"
    assert refused.values == {"name": "a.pdf", "size": "10.1", "limit": "10"}


def test_refuses_twelve_megabytes():
    refused = refusal_of("big.pdf", PDF + b"\n" * (12 * 1024 * 1024 - len(PDF)))

    assert refused.code == "file-too-large"
    assert refused.values == {"name": "big.pdf", "size": "12", "limit": "10"}


def test_refuses_an_empty_file():
    assert refusal_of("a.pdf", b"").code == "file-empty"


@pytest.mark.parametrize(
    ("name", "content", "given"),
    [
        ("letter.pdf", b"MZ\x90 a program", "EXE"),
        ("letter.docx", b"PK\x03\x04 a word processor's file", "DOCX"),
        ("letter.pdf", b"<html><script>alert(1)</script></html>", "PDF"),
        ("table.pdf", XLSX, "ZIP"),
        ("movie.gif", b"GIF89a...", "GIF"),
        ("letter.txt", b" %PDF-1.7 %%EOF", "TXT"),
    ],
)
def test_refuses_other_types_and_names_them(name, content, given):
    refused = refusal_of(name, content)

    assert refused.code == "file-type-not-allowed"
    assert refused.values == {"name": name, "type": given, "allowed": "PDF, JPEG, PNG"}


def test_refuses_a_name_that_promises_another_type():
    refused = refusal_of("transcript.pdf", PNG)

    assert refused.code == "file-type-mismatch"
    assert refused.values == {"name": "transcript.pdf", "type": "PNG", "endings": ".png"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF[:-7]),
        ("a.pdf", b"%PDF-x\n%%EOF"),
        ("a.jpg", JPEG[:-2]),
        ("a.jpg", b"\xff\xd8\xff\xe1\x00\x08\xff\xd8\xff\xd9ab"),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.png", PNG[:-12]),
        ("a.png", PNG[:20]),
        ("a.png", PNG.replace(b"IHDR", b"IDAT", 1)),
    ],
)
def test_refuses_a_file_that_is_cut_off(name, content):
    assert refusal_of(name, content).code == "file-damaged"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\scans\\Әлиева.pdf", "Әлиева.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given, kept):
    assert clean_name(given) == kept


def test_serves_a_file_that_nobody_caches_and_nothing_runs_in():
    stored = store_bytes(PDF, name="Құжат.pdf", media_type="application/pdf", by=BY)

    response = file_response(stored)

    assert b"".join(response.streaming_content) == PDF
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"] == (
        "inline; filename*=utf-8''%D2%9A%D2%B1%D0%B6%D0%B0%D1%82.pdf"
    )


def test_offers_what_is_no_picture_or_pdf_only_for_saving():
    stored = store_bytes(b"<script>", name="a.csv", media_type="text/csv", by=BY)

    response = file_response(stored)
    response.close()

    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
