"""The auditor reads what people ask and what became of it, as everything else but complaints."""

from django.db import migrations

from portal.roles import Role, grant


class Migration(migrations.Migration):
    dependencies = [("services", "0002_roles")]

    operations = [
        migrations.RunPython(
            grant("services", ["enquiry"], {Role.AUDITOR: ("view",)}), migrations.RunPython.noop
        ),
    ]
