"""Withdrawals that outlive their photo, when a consent was given, and the ledger of who was handed a photo."""

from django.db import migrations, models
from django.utils import timezone


def remember(apps, schema_editor):
    """What was withdrawn before stays withdrawn."""
    photo_model, withdrawal_model = apps.get_model("content", "Photo"), apps.get_model("content", "Withdrawal")
    withdrawal_model.objects.bulk_create(
        withdrawal_model(
            photo=photo.uid,
            file_hash=photo.file_hash,
            at=photo.withdrawn_at or timezone.now(),
            evidence=photo.evidence,
        )
        for photo in photo_model.objects.filter(consent="WITHDRAWN")
    )


class Migration(migrations.Migration):
    dependencies = [("content", "0003_the_log_knows_time")]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("photo", models.UUIDField(db_index=True, help_text="The photo's uid.")),
                ("file_hash", models.CharField(blank=True, db_index=True, max_length=40)),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="What it stood on. It proves nothing any more.", max_length=120
                    ),
                ),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
        migrations.AddField(
            model_name="photo",
            name="consent_given_on",
            field=models.DateField(blank=True, null=True, verbose_name="consent given on"),
        ),
        migrations.CreateModel(
            name="PhotoUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("photo", models.UUIDField(help_text="The photo's uid.")),
                ("reader", models.CharField(max_length=100, verbose_name="reader")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("OWN_WEBSITE", "own website"),
                            ("PARTNER_SITES", "partner sites"),
                            ("SOCIAL_MEDIA", "social media"),
                            ("PRINT", "print"),
                        ],
                        max_length=13,
                        verbose_name="used for",
                    ),
                ),
                ("first_at", models.DateTimeField(verbose_name="first time")),
                ("last_at", models.DateTimeField(verbose_name="last time")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("photo", "reader", "purpose"), name="a_use_of_a_photo_is_one_line")
                ],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
