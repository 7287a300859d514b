"""Acts and the PDFs of their texts."""

from __future__ import annotations

import io
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from sapar.content.actions.regulations import add_regulation, add_regulation_version
from sapar.content.enums import RegulationKind, RegulationStatus
from sapar.content.models import Regulation, RegulationVersion
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from tests.factories.people import TESTER, make_unit


def make_regulation(owner: Unit | None = None, **fields: Any) -> Regulation:
    """In force, never checked, kept by the department unless said otherwise."""
    given = {
        "kind": RegulationKind.ORDER,
        "title": Translated("Кредит туралы бұйрық", "Приказ о кредитах", "Order on credits"),
        "issuer": Translated("Министр", "Министр", "Minister"),
        "number": "152",
        "status": RegulationStatus.IN_FORCE,
        "concerns": ["learners"],
    }
    owner = owner or make_unit(UnitKind.DEPARTMENT)
    return add_regulation(owner, by=TESTER, **{**given, **fields})


def make_text(
    regulation: Regulation, content: bytes, language: str = "ru", **fields: Any
) -> RegulationVersion:
    fields.setdefault("name", "Wording of 2024")
    upload = SimpleUploadedFile("order.pdf", content, "application/pdf")
    return add_regulation_version(regulation, upload, language=language, by=TESTER, **fields)


def pdf_saying(text: str, pages: int = 1) -> bytes:
    """A PDF whose every page says the text and its number."""
    source = f"#for number in range({pages}) [ {text} #(number + 1) #pagebreak(weak: true) ]"
    content = typst.compile(source.encode())
    assert isinstance(content, bytes)
    return content


def locked(content: bytes, password: str) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(content)).pages:
        writer.add_page(page)
    writer.encrypt(password, algorithm="AES-256")
    writer.write(out)
    return out.getvalue()
