"""Where a picture or a file stands: in columns of any record, and in texts that embed it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import ForeignObjectRel, Model, TextField
from django.db.models.functions import Cast

from sapar.content.models import Article, Attachment, Event, FrequentQuestion, Picture, PictureSize
from sapar.core.models import PublicIdModel

# Records whose texts may embed, and the columns that do: embeds are no foreign keys.
TEXTS: tuple[tuple[type[PublicIdModel], tuple[str, ...]], ...] = (
    (Article, ("body",)),
    (Event, ("description",)),
    (FrequentQuestion, ("answer",)),
)


@dataclass(frozen=True, slots=True)
class Use:
    """A record that shows a picture or offers a file."""

    kind: str
    public_id: str
    title: str


def uses_of(record: Picture | Attachment) -> list[Use]:
    """Every record that would lose something if this were deleted, once each."""
    found = [_use(holder) for holder in (*_pointing_at(record), *_embedding(record))]
    return list(dict.fromkeys(found))


def _pointing_at(record: Picture | Attachment) -> list[Model]:
    """Records of any app with a foreign key or a list that holds it; its own sizes do not count."""
    found: list[Model] = []
    # Hidden relations too: they have no name to ask by, but they hold all the same.
    for relation in record._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.field.model
        if model is not PictureSize and not model._meta.auto_created:
            found += model._default_manager.filter(**{relation.field.name: record})
    return found


def _embedding(record: Picture | Attachment) -> list[Model]:
    kind = "picture" if isinstance(record, Picture) else "file"
    mark = f"[[{kind}:{record.public_id}]]"
    found: list[Model] = []
    for model, columns in TEXTS:
        for column in columns:
            texts = model._default_manager.annotate(embedding=Cast(column, TextField()))
            found += texts.filter(embedding__icontains=mark)
    return found + _published_with(mark)


def _published_with(mark: str) -> list[Model]:
    """Readers see a revision, which may still hold what the working copy has lost."""
    texts = Article.objects.annotate(embedding=Cast("published__content", TextField()))
    return list(texts.filter(embedding__icontains=mark))


def _use(holder: Model) -> Use:
    return Use(holder._meta.model_name or "", str(getattr(holder, "public_id", "")), str(holder))
