import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signatures", "0002_act"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AutomaticPublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("lot", models.PositiveIntegerField()),
                ("looked_at", models.DateTimeField(null=True, verbose_name="looked at")),
            ],
            options={
                "verbose_name": "automatic publication",
                "verbose_name_plural": "automatic publications",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SignatureFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, verbose_name="check")),
                ("detail", models.CharField(blank=True, max_length=80)),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "reason to look twice",
                "verbose_name_plural": "reasons to look twice",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="by_site",
            field=models.BooleanField(default=False, verbose_name="the site's own"),
        ),
        migrations.AddField(
            model_name="signature",
            name="flagged",
            field=models.BooleanField(default=False, editable=False, verbose_name="to look twice at"),
        ),
        migrations.AddField(
            model_name="signature",
            name="name_key",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="signature",
            name="network_hash",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="statementpage",
            name="publish_unflagged",
            field=models.BooleanField(
                default=False,
                help_text="Names then reach the wall unseen, as soon as they are confirmed, unless there is a reason to look twice. A sample of them is on the admin home each day for you to look at.",
                verbose_name="publish at once what no check flags",
            ),
        ),
        migrations.AlterField(
            model_name="supporter",
            name="domain",
            field=models.CharField(blank=True, max_length=255, verbose_name="mail domain"),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("flagged", True), ("state", "waiting")),
                fields=["confirmed_at", "id"],
                name="signature_queue_flagged",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("flagged", False), ("state", "waiting")),
                fields=["confirmed_at", "id"],
                name="signature_queue_unflagged",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("network_hash", ""), _negated=True),
                fields=["network_hash", "created_at"],
                name="signature_by_network",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False)),
                fields=["statement", "name_key"],
                name="signature_twins",
            ),
        ),
        migrations.AddIndex(
            model_name="supporter",
            index=models.Index(fields=["domain", "created_at"], name="supporter_by_domain"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_site", True), _negated=True),
                    models.Q(("by_signer", False), ("made_by__isnull", True)),
                    _connector="OR",
                ),
                name="decision_by_one",
            ),
        ),
        migrations.AddField(
            model_name="automaticpublication",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="automatic", to="signatures.decision"
            ),
        ),
        migrations.AddField(
            model_name="automaticpublication",
            name="looked_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="looked at by",
            ),
        ),
        migrations.AddField(
            model_name="signatureflag",
            name="signature",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="flags",
                to="signatures.signature",
            ),
        ),
        migrations.AddIndex(
            model_name="automaticpublication",
            index=models.Index(fields=["day", "lot"], name="automatic_sample"),
        ),
        migrations.AddIndex(
            model_name="signatureflag",
            index=models.Index(fields=["name", "signature"], name="flag_by_name"),
        ),
        migrations.AddConstraint(
            model_name="signatureflag",
            constraint=models.UniqueConstraint(fields=("signature", "name"), name="flag_once_per_check"),
        ),
    ]
