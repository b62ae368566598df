"""What somebody wrote to the campaign."""

import json
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enquiries import clock
from enquiries.checks import Suspicion
from enquiries.questions import ASKED, COMPLAINT_ABOUT, PROSE, Kind, Topic
from enquiries.states import DELETABLE, State
from vault.fields import EncryptedTextField

STATE_LABELS = {
    State.NEW.value: _("new"),
    State.ANSWERED.value: _("answered"),
    State.CLOSED.value: _("closed"),
    State.QUARANTINED.value: _("in quarantine"),
}


# Plain strings and sorted lists, because migrations write these conditions down.
HAS_CLOCK = Q(kind=Kind.COMPLAINT.value) | Q(topic=Topic.MY_DATA.value)

CLOCK_RUNS = HAS_CLOCK & Q(state__in=sorted(state.value for state in clock.RUNNING))


class EnquiryQuerySet(models.QuerySet):
    def new(self) -> "EnquiryQuerySet":
        return self.filter(state=State.NEW)

    def quarantined(self) -> "EnquiryQuerySet":
        return self.filter(state=State.QUARANTINED)

    def deletable(self) -> "EnquiryQuerySet":
        return self.filter(state__in=sorted(DELETABLE))

    def speaker_requests(self) -> "EnquiryQuerySet":
        return self.filter(kind=Kind.SPEAKER)

    def to_acknowledge(self) -> "EnquiryQuerySet":
        """Complaints, and questions about somebody's data, that no organiser has answered or closed yet."""
        return self.filter(CLOCK_RUNS)

    def overdue(self, now: datetime) -> "EnquiryQuerySet":
        return self.to_acknowledge().filter(received_at__lte=clock.overdue_before(now))

    def of_mailbox(self, key: str) -> "EnquiryQuerySet":
        return self.filter(mailbox_key=key)


class Enquiry(models.Model):
    """One message or speaker request. Who wrote it and what can't be read in the database without our keys.

    `services` are the only writers after the first save.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    retention_months = models.PositiveSmallIntegerField(_("months for which it is kept, as the page said"))
    topic = models.CharField(_("what it is about"), max_length=12, choices=Topic, blank=True)
    name = EncryptedTextField(_("name"))
    email = EncryptedTextField(_("email address"))
    answers = EncryptedTextField(_("answers"), help_text=_("Everything else that was asked, as JSON."))
    mailbox_key = models.CharField(max_length=64, editable=False)
    text_key = models.CharField(max_length=64, blank=True, editable=False)

    state = models.CharField(_("state"), max_length=12, choices=STATE_LABELS, default=State.NEW.value, editable=False)
    suspicion = models.CharField(_("why it is suspected"), max_length=12, choices=Suspicion, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    received_at = models.DateTimeField(_("received"), editable=False)
    acknowledged_at = models.DateTimeField(_("auto-answer asked for"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        default_permissions = ("view",)
        permissions = (
            ("handle_enquiry", _("Can answer, assign, annotate and close enquiries, and delete spam")),
            ("change_handling", _("Can change who is told of enquiries, how long they are kept, and the auto-answer")),
        )
        # Plain strings and sorted lists, because migrations write these conditions down.
        constraints = (
            models.CheckConstraint(name="enquiry_kind_known", condition=Q(kind__in=sorted(Kind.values))),
            models.CheckConstraint(
                name="enquiry_state_known", condition=Q(state__in=sorted(state.value for state in State))
            ),
            models.CheckConstraint(
                name="enquiry_suspicion_known", condition=Q(suspicion__in=["", *sorted(Suspicion.values)])
            ),
            models.CheckConstraint(
                name="enquiry_suspicion_while_quarantined",
                condition=(Q(state=State.QUARANTINED.value) & ~Q(suspicion=""))
                | (~Q(state=State.QUARANTINED.value) & Q(suspicion="")),
            ),
            models.CheckConstraint(
                name="enquiry_contact_has_topic",
                condition=Q(kind=Kind.CONTACT.value, topic__in=sorted(Topic.values))
                | (~Q(kind=Kind.CONTACT.value) & Q(topic="")),
            ),
            models.CheckConstraint(
                name="enquiry_answered_has_time",
                condition=~Q(state=State.ANSWERED.value) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_closed_has_time",
                condition=~Q(state=State.CLOSED.value) | Q(closed_at__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="enquiry_by_state", fields=["state", "-received_at", "-id"]),
            models.Index(name="enquiry_by_mailbox", fields=["mailbox_key", "received_at"]),
            models.Index(name="enquiry_by_text", fields=["text_key", "received_at"], condition=~Q(text_key="")),
            models.Index(name="enquiry_clock", fields=["received_at"], condition=CLOCK_RUNS),
            models.Index(name="enquiry_retention", fields=["page", "retention_months", "received_at"]),
        )

    def __str__(self) -> str:
        # Wagtail's log keeps this text for ever, so it must never say who wrote.
        return _("enquiry %(number)s") % {"number": self.pk}

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @property
    def due_at(self) -> datetime | None:
        """When an organiser must have acknowledged it; None when no clock runs, or runs any more."""
        has_clock = self.kind == Kind.COMPLAINT or self.topic == Topic.MY_DATA
        return clock.due_at(self.received_at) if has_clock and self.state in clock.RUNNING else None

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at <= timezone.now()

    @property
    def values(self) -> dict[str, str]:
        """What was answered, by the names of the questions; choices as they are stored."""
        return {"topic": self.topic} | json.loads(self.answers or "{}")

    def set_values(self, values: dict[str, str]) -> None:
        """Take over the answers of a form; the caller saves."""
        self.topic = values.get("topic", "")
        kept = {each.name: values.get(each.name, "") for each in ASKED[self.kind] if each.name != "topic"}
        self.answers = json.dumps(kept, ensure_ascii=False)

    @property
    def given(self) -> list[tuple[str, str]]:
        """Questions and answers as people read them, in the order of the form, without those left empty."""
        values = self.values
        shown = [(each.label, each.answer(values.get(each.name, ""))) for each in ASKED[self.kind]]
        return [(label, text) for label, text in shown if text]

    @property
    def prose(self) -> str:
        """The longest answer: the message, or what the speaker should talk about."""
        return self.values.get(PROSE[self.kind], "")

    @property
    def headline(self) -> str:
        """What it is about, in a few words, for lists."""
        values = self.values
        if self.kind == Kind.CONTACT:
            return str(self.get_topic_display())
        if self.kind == Kind.COMPLAINT:
            return COMPLAINT_ABOUT.answer(values.get(COMPLAINT_ABOUT.name, ""))
        return ", ".join(text for text in (values.get("organisation"), values.get("place")) if text)
