"""The synonyms that an installation begins with. Back again takes away those that nobody has changed."""

from django.db import migrations

from search.synonyms import SHIPPED


def bring(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(synonym(words=list(words)) for words in SHIPPED)


def take_back(apps, schema_editor):
    for synonym in apps.get_model("search", "Synonym").objects.all():
        if tuple(synonym.words) in SHIPPED:
            synonym.delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(bring, take_back)]
