"""A mail that must leave: why, when, and how far it got. What it says is found out when it goes."""

import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import EncryptedTextField

STORED = "stored"  # the kind of mails that came whole, from Django or Wagtail


def new_message_id() -> str:
    """A Message-ID for one mail, for ever (RFC 5322, 3.6.4), however often it is tried."""
    host = urlsplit(settings.BASE_URL).hostname.encode("idna").decode()
    return f"<{uuid.uuid4()}@{f'[{host}]' if ':' in host else host}>"


class State(models.TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("not needed any more")


UNFINISHED = (State.QUEUED, State.SENDING)
COUNTED = (State.QUEUED, State.SENDING, State.SENT)  # what the limits of a mailbox count


def counted_for(mailbox: str) -> Q:
    """What the limits of this mailbox count."""
    return Q(mailbox=mailbox, limited=True, state__in=COUNTED)


class MessageQuerySet(models.QuerySet):
    """Verbs that read aloud, and can be chained."""

    def about(self, kind: str, subject_id: int | None) -> "MessageQuerySet":
        return self.filter(kind=kind, subject_id=subject_id)

    def queued(self) -> "MessageQuerySet":
        return self.filter(state=State.QUEUED)

    def due(self, now: datetime) -> "MessageQuerySet":
        """Waiting, and their time has come."""
        return self.queued().filter(due_at__lte=now)

    def late(self, since: datetime) -> "MessageQuerySet":
        """Should have left by `since`: no worker runs, or the mail server keeps turning it away."""
        return self.queued().filter(Q(due_at__lte=since) | Q(first_tried_at__lte=since))

    def abandoned(self, now: datetime) -> "MessageQuerySet":
        """Begun by a worker whose lease ran out: it must have died."""
        return self.filter(state=State.SENDING, leased_until__lte=now)

    def beside_no_other(self) -> "MessageQuerySet":
        """Without the limited ones whose mailbox is just being mailed: two at once could break its limits."""
        being_mailed = Message.objects.filter(limited=True, mailbox=OuterRef("mailbox"), state=State.SENDING)
        return self.exclude(Q(limited=True) & Exists(being_mailed))

    def counted(self, mailbox: str) -> "MessageQuerySet":
        return self.filter(counted_for(mailbox))

    def failed(self) -> "MessageQuerySet":
        return self.filter(state=State.FAILED)

    def without_content(self) -> "MessageQuerySet":
        """The same rows; their content is neither read nor deciphered unless somebody asks for it."""
        return self.defer("content")


class Message(models.Model):
    """One mail to one mailbox. Only `outbox.services` and the worker write it."""

    kind = models.CharField(_("kind"), max_length=60, help_text=_("Which renderer writes it."))
    subject_id = models.BigIntegerField(_("subject"), null=True, help_text=_("What the renderer needs."))
    mailbox = models.CharField(
        _("mailbox"), max_length=64, blank=True, help_text=_("A keyed hash to count by; never an address.")
    )
    limited = models.BooleanField(_("limited"), default=False, help_text=_("A public form caused it."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    lease = models.UUIDField(_("lease"), null=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, editable=False)
    lost_leases = models.PositiveSmallIntegerField(_("workers lost over it"), default=0, editable=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    first_tried_at = models.DateTimeField(_("first tried"), null=True, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=300, default=new_message_id, editable=False)
    last_error = models.CharField(
        _("last error"), max_length=120, blank=True, help_text=_("Its type and the mail server's code.")
    )
    content = EncryptedTextField(_("content"), blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ("view", "change")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="outbox_message_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.SENT, State.DROPPED)) | Q(content=""),
                name="outbox_message_finished_keeps_no_content",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, lease__isnull=False, leased_until__isnull=False)
                | (~Q(state=State.SENDING) & Q(lease__isnull=True, leased_until__isnull=True)),
                name="outbox_message_leased_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(limited=False) | ~Q(mailbox=""), name="outbox_message_limited_names_mailbox"
            ),
            models.UniqueConstraint(
                fields=("kind", "subject_id"),
                condition=Q(state=State.QUEUED) & ~Q(kind=STORED),
                name="outbox_message_one_queued_per_subject",
            ),
            models.UniqueConstraint(
                fields=("mailbox",),
                condition=Q(state=State.SENDING, limited=True),
                name="outbox_message_one_limited_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("kind", "subject_id"), name="outbox_message_subject"),
            models.Index(fields=("due_at", "id"), condition=Q(state=State.QUEUED), name="outbox_message_due"),
            models.Index(fields=("leased_until",), condition=Q(state=State.SENDING), name="outbox_message_leased"),
            models.Index(fields=("due_at",), condition=Q(state=State.FAILED), name="outbox_message_failed"),
            models.Index(fields=("mailbox",), condition=Q(limited=True), name="outbox_message_counted"),
        )

    def __str__(self) -> str:
        # Logs of the admin keep this text for ever: it says nothing about anybody.
        return str(self.pk)

    def slot(self, now: datetime) -> datetime:
        """The time that the limits count: when it went, or else when it will go at the earliest."""
        return self.sent_at or max(self.due_at, now)


class Suppression(models.Model):
    """The owner of a mailbox asked never to be mailed. A keyed hash is all that is kept, and it is kept for ever."""

    mailbox = models.CharField(_("mailbox"), max_length=64, unique=True, editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("suppressed mailbox")
        verbose_name_plural = _("suppressed mailboxes")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
