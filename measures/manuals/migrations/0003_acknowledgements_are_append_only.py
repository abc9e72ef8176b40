"""The database itself refuses to change or remove an acknowledgement."""

from typing import Any

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER manual_acknowledgement_no_update BEFORE UPDATE ON manuals_acknowledgement
       BEGIN SELECT RAISE(ABORT, 'acknowledgements: rows are never changed'); END""",
    """CREATE TRIGGER manual_acknowledgement_no_delete BEFORE DELETE ON manuals_acknowledgement
       BEGIN SELECT RAISE(ABORT, 'acknowledgements: rows are never removed'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION manual_acknowledgement_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'acknowledgements: rows are never changed or removed'; END $$""",
    """CREATE TRIGGER manual_acknowledgement_no_change BEFORE UPDATE OR DELETE ON manuals_acknowledgement
       FOR EACH ROW EXECUTE FUNCTION manual_acknowledgement_refuse()""",
    """CREATE TRIGGER manual_acknowledgement_no_truncate BEFORE TRUNCATE ON manuals_acknowledgement
       FOR EACH STATEMENT EXECUTE FUNCTION manual_acknowledgement_refuse()""",
]


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("manuals", "0002_roles")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
