"""The index proper. SQLite: an FTS5 table beside the documents, kept in step by triggers (it holds
no second copy of the words). PostgreSQL: generated columns and a GIN index; the small one of the
title tells title hits without fetching the large one.

SQLite forgets the triggers when Django rebuilds the table: a later migration that alters a column
of Document has to drop and make them again with the two functions below.
"""

from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title_words, words, content='search_document', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index(rowid, title_words, words)
        VALUES (new.id, new.title_words, new.words); END""",
    """CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words); END""",
    """CREATE TRIGGER search_document_changed
        AFTER UPDATE OF title_words, words ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words);
        INSERT INTO search_index(rowid, title_words, words)
        VALUES (new.id, new.title_words, new.words); END""",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
)
SQLITE_AWAY = (
    "DROP TRIGGER search_document_added",
    "DROP TRIGGER search_document_gone",
    "DROP TRIGGER search_document_changed",
    "DROP TABLE search_index",
)
POSTGRESQL = (
    """ALTER TABLE search_document ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', title_words)) STORED""",
    """ALTER TABLE search_document ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_words), 'A') ||
        setweight(to_tsvector('simple', words), 'D')) STORED""",
    "CREATE INDEX search_document_vector ON search_document USING gin (vector)",
)
POSTGRESQL_AWAY = ("ALTER TABLE search_document DROP COLUMN vector, DROP COLUMN title_vector",)


def make_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_AWAY if is_sqlite else POSTGRESQL_AWAY:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="title_words",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="document",
            name="path",
            field=models.CharField(
                blank=True, default="", help_text="below the language", max_length=200
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="document",
            name="is_learned",
            field=models.BooleanField(
                default=False,
                help_text="whether its words are among those that spelling is guessed from",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["id"], condition=models.Q(is_learned=False), name="document_to_learn"
            ),
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=40, unique=True)),
                ("stems", models.CharField(max_length=90)),
                ("shown", models.CharField(max_length=40)),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
