import django.db.models.deletion
from django.db import migrations, models

import signatures.models.fields


class Migration(migrations.Migration):
    dependencies = [("signatures", "0014_held_and_unnamed")]

    operations = [
        migrations.CreateModel(
            name="DeskWord",
            fields=[
                (
                    "signature",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_words",
                        to="signatures.signature",
                    ),
                ),
                ("word", signatures.models.fields.CodePointCharField(max_length=40)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "signature", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["word", "signature"], name="deskword_prefix")],
            },
        ),
        migrations.RemoveIndex(model_name="signature", name="signature_queue_flagged"),
        migrations.RemoveIndex(model_name="signature", name="signature_queue_unflagged"),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["flagged", "confirmed_at", "id"],
                name="signature_queue_ordinary_1st",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["-flagged", "confirmed_at", "id"],
                name="signature_queue_flagged_1st",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False)),
                fields=["-confirmed_at", "-id"],
                name="signature_confirmed",
            ),
        ),
    ]
