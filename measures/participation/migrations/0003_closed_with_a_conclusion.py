"""The database itself refuses to note that a consultation is done while no conclusion of it is published.

A later migration that makes the table of closures anew has to make the triggers anew, too.
"""

from typing import Any

from django.db import migrations

PUBLISHED = """SELECT 1 FROM participation_conclusion
    WHERE id = NEW.conclusion_id AND consultation_id = NEW.consultation_id
    AND status = 'published' AND revises_id IS NULL"""
SQLITE = [
    f"""CREATE TRIGGER closure_needs_conclusion_{act.lower()} BEFORE {act} ON participation_closure
        WHEN NOT EXISTS ({PUBLISHED})
        BEGIN SELECT RAISE(ABORT, 'closure: no published conclusion'); END"""
    for act in ("INSERT", "UPDATE")
]
POSTGRESQL = [
    f"""CREATE FUNCTION closure_needs_conclusion() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS ({PUBLISHED}) THEN
                RAISE EXCEPTION 'closure: no published conclusion' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER closure_needs_conclusion BEFORE INSERT OR UPDATE ON participation_closure
       FOR EACH ROW EXECUTE FUNCTION closure_needs_conclusion()""",
]


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_roles")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
