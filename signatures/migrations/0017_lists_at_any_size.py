from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signatures", "0016_fill_desk_words")]

    operations = [
        migrations.RemoveIndex(model_name="signature", name="signature_charts"),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False)),
                fields=["statement", "confirmed_at", "source", "source_tag", "state"],
                name="signature_charts",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("flagged", True)), fields=["-created_at", "-id"], name="signature_newest_flagged"
            ),
        ),
    ]
