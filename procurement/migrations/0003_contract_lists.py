"""Indexes of the public lists of contracts, and of every three letters of what is published."""

from typing import Any

from django.db import migrations, models, transaction
from django.db.utils import DatabaseError

import procurement.models.indexes

PUBLIC = models.Q(("revises", None), ("status", "published"))
SQLITE = [
    """CREATE VIRTUAL TABLE procurement_contractwords
       USING fts5(year, words, content='procurement_contract', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER contract_words_added AFTER INSERT ON procurement_contract
       WHEN new.status = 'published' AND new.revises_id IS NULL BEGIN
       INSERT INTO procurement_contractwords(rowid, year, words) VALUES (new.id, new.year, new.words); END""",
    """CREATE TRIGGER contract_words_removed AFTER DELETE ON procurement_contract
       WHEN old.status = 'published' AND old.revises_id IS NULL BEGIN
       INSERT INTO procurement_contractwords(procurement_contractwords, rowid, year, words)
       VALUES ('delete', old.id, old.year, old.words); END""",
    # One trigger, because two of one kind may come in any order, and the old words have to go first.
    """CREATE TRIGGER contract_words_changed AFTER UPDATE ON procurement_contract BEGIN
       INSERT INTO procurement_contractwords(procurement_contractwords, rowid, year, words)
       SELECT 'delete', old.id, old.year, old.words WHERE old.status = 'published' AND old.revises_id IS NULL;
       INSERT INTO procurement_contractwords(rowid, year, words)
       SELECT new.id, new.year, new.words WHERE new.status = 'published' AND new.revises_id IS NULL; END""",
    """INSERT INTO procurement_contractwords(rowid, year, words)
       SELECT id, year, words FROM procurement_contract WHERE status = 'published' AND revises_id IS NULL""",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX procurement_contract_words ON procurement_contract USING gin (words gin_trgm_ops)
       WHERE status = 'published' AND revises_id IS NULL""",
]


def make_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            for statement in POSTGRESQL:
                schema_editor.execute(statement)
    except DatabaseError:
        # A server without pg_trgm, or whose owner may not add it: the search finds the same, only slower.
        return


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_search"),
        ("procurement", "0002_roles"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contract",
            index=procurement.models.indexes.HighestFirst(
                condition=PUBLIC,
                fields=[
                    "year",
                    "-dated_on",
                    "-id",
                    "status",
                    "revises",
                    "published_at",
                    "agreed_price",
                    "reference_price",
                    "method",
                    "kind",
                    "owner_group",
                    "supplier",
                    "stated_progress",
                    "signed_on",
                    "ends_on",
                ],
                name="contract_list_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=procurement.models.indexes.HighestFirst(
                condition=PUBLIC,
                fields=[
                    "year",
                    "-agreed_price",
                    "-id",
                    "status",
                    "revises",
                    "published_at",
                    "reference_price",
                    "method",
                    "kind",
                    "owner_group",
                    "supplier",
                    "stated_progress",
                    "signed_on",
                    "ends_on",
                    "dated_on",
                ],
                name="contract_list_by_price",
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=procurement.models.indexes.HighestFirst(
                condition=PUBLIC,
                fields=[
                    "year",
                    "-reference_price",
                    "-id",
                    "status",
                    "revises",
                    "published_at",
                    "agreed_price",
                    "method",
                    "kind",
                    "owner_group",
                    "supplier",
                    "stated_progress",
                    "signed_on",
                    "ends_on",
                    "dated_on",
                ],
                name="contract_list_by_reference",
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["year", "withdrawn_at"], name="contract_withdrawn"),
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
