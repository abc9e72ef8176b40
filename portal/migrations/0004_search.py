"""Search in Thai, which has no spaces: an index of every three letters."""

from typing import Any

from django.db import migrations, transaction
from django.db.utils import DatabaseError

SQLITE = [
    """CREATE VIRTUAL TABLE portal_searchwords
       USING fts5(words, content='portal_searchentry', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON portal_searchentry BEGIN
       INSERT INTO portal_searchwords(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON portal_searchentry BEGIN
       INSERT INTO portal_searchwords(portal_searchwords, rowid, words) VALUES ('delete', old.id, old.words);
       END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON portal_searchentry BEGIN
       INSERT INTO portal_searchwords(portal_searchwords, rowid, words) VALUES ('delete', old.id, old.words);
       INSERT INTO portal_searchwords(rowid, words) VALUES (new.id, new.words); END""",
    "INSERT INTO portal_searchwords(portal_searchwords) VALUES ('rebuild')",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX portal_searchentry_words ON portal_searchentry USING gin (words gin_trgm_ops)",
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
    dependencies = [("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
