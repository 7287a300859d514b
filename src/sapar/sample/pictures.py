"""The sample's pictures, drawn while they are loaded and taken in like anybody's upload."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile

from sapar.content.actions.pictures import add_picture, release_picture
from sapar.content.models import Picture
from sapar.core.actor import Actor
from sapar.sample.reading import Entry, read_list, text
from sapar.sample.scenes import draw

CREDIT = "Sapar"


def load_pictures(by: Actor) -> dict[str, Picture]:
    """Every picture of data/pictures.yaml by its name; all of them are released."""
    return {entry["name"]: _load(entry, by) for entry in read_list("pictures")}


def _load(entry: Entry, by: Actor) -> Picture:
    output = io.BytesIO()
    draw(entry["name"]).save(output, "JPEG", quality=92)
    upload = ContentFile(output.getvalue(), name=f"{entry['name']}.jpg")
    x, y = entry.get("focus", (50, 50))
    picture = add_picture(upload, alt=text(entry["alt"]), credit=CREDIT, focus=(x, y), by=by)
    release_picture(picture)
    return picture
