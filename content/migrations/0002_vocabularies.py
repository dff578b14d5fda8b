"""The shared vocabularies as shipped. Terms that editors have changed since are left as they are."""

from django.db import migrations

from content.vocabularies import BROADER, SHIPPED


def ship(apps, schema_editor):
    term_model = apps.get_model("content", "Term")
    for vocabulary, terms in SHIPPED.items():
        for position, (code, da, nb, nn, en) in enumerate(terms, start=1):
            term_model.objects.get_or_create(
                vocabulary=vocabulary,
                code=code,
                defaults={"labels": {"da": da, "nb": nb, "nn": nn, "en": en}, "position": position},
            )
    for (vocabulary, code), broader in BROADER.items():
        broader_term = term_model.objects.get(vocabulary=vocabulary, code=broader)
        term_model.objects.filter(vocabulary=vocabulary, code=code).update(broader=broader_term)


def take_back(apps, schema_editor):
    term_model = apps.get_model("content", "Term")
    for vocabulary, terms in SHIPPED.items():
        term_model.objects.filter(vocabulary=vocabulary, code__in=[code for code, *_labels in terms]).delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]

    operations = [migrations.RunPython(ship, take_back)]
