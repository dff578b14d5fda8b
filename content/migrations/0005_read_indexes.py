"""Indexes for reading: every order of a list, also of a filtered one, is a walk along one index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_from_entries(apps, schema_editor):
    facet_model, entry_model = apps.get_model("content", "Facet"), apps.get_model("content", "Entry")
    of_entry = entry_model.objects.filter(pk=OuterRef("entry_id"))
    facet_model.objects.update(**{name: Subquery(of_entry.values(name)) for name in ("type", "published_at", "item")})
    if schema_editor.connection.vendor == "postgresql":  # it refuses to alter a table whose rows still wait for checks
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("content", "0004_consent")]

    operations = [
        migrations.AddField("facet", "type", models.CharField(max_length=24, null=True)),
        migrations.AddField("facet", "published_at", models.DateTimeField(null=True)),
        migrations.AddField("facet", "item", models.UUIDField(null=True)),
        migrations.RunPython(copy_from_entries, migrations.RunPython.noop),
        migrations.AlterField("facet", "type", models.CharField(max_length=24)),
        migrations.AlterField("facet", "published_at", models.DateTimeField()),
        migrations.AlterField("facet", "item", models.UUIDField()),
        migrations.AlterField(
            "facet",
            "entry",
            models.ForeignKey(
                "content.entry", on_delete=django.db.models.deletion.CASCADE, related_name="facets", db_index=False
            ),
        ),
        migrations.RemoveIndex("facet", "entries_with"),
        migrations.AddConstraint(
            "facet", models.UniqueConstraint(fields=["entry", "dimension", "value"], name="an_entry_has_it_once")
        ),
        migrations.AddIndex(
            "facet",
            models.Index(fields=["dimension", "value", "-published_at", "item", "type"], name="newest_with"),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["-updated_at", "item"], name="updated_last", condition=models.Q(is_content=True)),
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["title_key", "item"], name="by_title", condition=models.Q(is_content=True))
        ),
        migrations.AddIndex("entry", models.Index(fields=["site", "-published_at", "item"], name="newest_of_a_site")),
        migrations.AddIndex(
            "entry", models.Index(fields=["type", "-updated_at", "item"], name="updated_last_of_a_type")
        ),
        migrations.AddIndex("entry", models.Index(fields=["type", "title_key", "item"], name="of_a_type_by_title")),
    ]
