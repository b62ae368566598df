import django.utils.timezone
from django.db import migrations, models

import outbox.models
import vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(help_text="Which renderer writes it.", max_length=60, verbose_name="kind"),
                ),
                (
                    "subject_id",
                    models.BigIntegerField(help_text="What the renderer needs.", null=True, verbose_name="subject"),
                ),
                (
                    "mailbox",
                    models.CharField(
                        blank=True,
                        help_text="A keyed hash to count by; never an address.",
                        max_length=64,
                        verbose_name="mailbox",
                    ),
                ),
                (
                    "limited",
                    models.BooleanField(default=False, help_text="A public form caused it.", verbose_name="limited"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting to be sent"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "not needed any more"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="due")),
                ("lease", models.UUIDField(editable=False, null=True, verbose_name="lease")),
                (
                    "leased_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="leased until"),
                ),
                (
                    "lost_leases",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="workers lost over it"),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                (
                    "first_tried_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first tried"),
                ),
                (
                    "message_id",
                    models.CharField(
                        default=outbox.models.new_message_id,
                        editable=False,
                        max_length=300,
                        verbose_name="Message-ID",
                    ),
                ),
                (
                    "last_error",
                    models.CharField(
                        blank=True,
                        help_text="Its type and the mail server's code.",
                        max_length=120,
                        verbose_name="last error",
                    ),
                ),
                (
                    "content",
                    vault.fields.EncryptedTextField(blank=True, editable=False, verbose_name="content"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(fields=["kind", "subject_id"], name="outbox_message_subject"),
                    models.Index(
                        condition=models.Q(("state", "queued")), fields=["due_at", "id"], name="outbox_message_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "sending")),
                        fields=["leased_until"],
                        name="outbox_message_leased",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")),
                        fields=["due_at"],
                        name="outbox_message_failed",
                    ),
                    models.Index(
                        condition=models.Q(("limited", True)),
                        fields=["mailbox"],
                        name="outbox_message_counted",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sending", "sent", "failed", "dropped"])),
                        name="outbox_message_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("sent", "dropped")), _negated=True),
                            ("content", ""),
                            _connector="OR",
                        ),
                        name="outbox_message_finished_keeps_no_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease__isnull", False),
                                ("leased_until__isnull", False),
                                ("state", "sending"),
                            ),
                            models.Q(
                                models.Q(("state", "sending"), _negated=True),
                                ("lease__isnull", True),
                                ("leased_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_message_leased_while_sending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limited", False), models.Q(("mailbox", ""), _negated=True), _connector="OR"
                        ),
                        name="outbox_message_limited_names_mailbox",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "queued"), models.Q(("kind", "stored"), _negated=True)),
                        fields=("kind", "subject_id"),
                        name="outbox_message_one_queued_per_subject",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("limited", True), ("state", "sending")),
                        fields=("mailbox",),
                        name="outbox_message_one_limited_at_a_time",
                    ),
                ],
            },
        ),
    ]
