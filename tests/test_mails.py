"""Every mail of the site: none is forgotten, and whoever gets it can read it, with HTML or without.

`tests/mail_samples.py` has one of each.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import wagtail.admin
from wagtail.admin import mail as wagtail_mail

from enquiries.models import FORM_PAGES
from outbox import renderers
from signatures.models import StatementPage
from tests.mail_samples import Sample, rolled_back

pytestmark = pytest.mark.django_db

NAMES = (
    "confirm",
    "reminder",
    "signed again, is being checked",
    "signed again, is up",
    "signed again, was not published",
    "your name is up",
    "you are counted",
    "not published",
    "private link",
    "we hold nothing",
    "it is erased",
    *(f"{kind}: {whom}" for kind in FORM_PAGES for whom in ("to organisers", "to whoever wrote")),
    "page: submitted",
    "page: not approved",
    "page: approved",
    "page: comments",
    "new password",
)
NOTIFICATIONS = Path(wagtail.admin.__file__).parent / "templates/wagtailadmin/notifications"
# Of Wagtail's mails those that nothing sends here: left over from before workflows, or for superusers alone.
NEVER_SENT = {"approved", "rejected", "task_state_approved", "task_state_rejected", "workflow_state_submitted"}
DARK = "#171312"
FOR_HTML_ALONE = {
    "If the button does nothing, copy this address into your browser:",
    "Labour Campaign for Free Movement",
}


@pytest.fixture(scope="module")
def mails(django_db_setup, django_db_blocker) -> dict[str, Sample]:
    with django_db_blocker.unblock():
        return {sample.name: sample for sample in rolled_back()}


@pytest.fixture(params=NAMES)
def sample(mails, request) -> Sample:
    return mails[request.param]


class _Reader(HTMLParser):
    """What a person reads in a mail's HTML, where its links lead, and what it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs) -> None:
        given = dict(attrs)
        self.silent += tag in {"style", "title"}
        if tag == "a":
            self.links.append(given["href"])
        elif tag in {"img", "link", "script", "iframe"} or "src" in given or "url(" in given.get("style", ""):
            self.loads.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(" ".join(data.split()))


# --- None is missing -------------------------------------------------------------------------------------------------


def test_the_samples_are_those_that_the_tests_name(mails):
    assert tuple(mails) == NAMES


def test_every_kind_that_the_outbox_knows_has_a_sample(mails):
    assert {sample.kind for sample in mails.values()} == {
        kind for kind in renderers.registered() if not kind.startswith("test.")
    }


def test_every_mail_whose_words_a_statement_holds_has_a_sample(mails):
    fields = [field for field in StatementPage._meta.get_fields() if field.name.endswith("_subject")]
    subjects = [sample.mail.subject for sample in mails.values()]

    assert len(fields) >= 6
    for field in fields:
        begin = str(field.default).split("{", 1)[0].strip()
        assert any(subject.startswith(begin) for subject in subjects), field.name


def test_every_notification_of_wagtails_has_a_sample_and_words_of_ours():
    names = {path.name.removesuffix("_subject.txt") for path in NOTIFICATIONS.glob("*_subject.txt")}
    ours = Path(__file__).resolve().parent.parent / "templates/wagtailadmin/notifications"

    assert {path.name.removesuffix("_subject.txt") for path in ours.glob("*_subject.txt")} == names - NEVER_SENT
    assert {path.name for path in ours.glob("*.html")} == {f"{name}.html" for name in names - NEVER_SENT} | {
        "base.html"
    }


def test_superusers_are_not_told_twice(settings):
    assert settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS is False
    assert hasattr(wagtail_mail, "WorkflowStateSubmissionEmailNotifier")  # whose mail it would be


def test_who_is_counted_without_a_name_is_not_told_that_it_is_up(mails):
    counted = mails["you are counted"].mail

    assert counted.subject.startswith("Your signature counts:")
    assert "name is not shown" in counted.body
    assert "name is up" not in counted.body


# --- Each can be read ------------------------------------------------------------------------------------------------


def test_its_subject_is_one_line_and_its_text_has_neither_code_nor_gaps(sample):
    subject, text = sample.mail.subject, sample.mail.body

    assert subject == " ".join(subject.split())
    assert 10 < len(subject) < 100
    for mark in ("{", "}", "&quot;", "&#x27;", "&amp;", "<p", "None"):
        assert mark not in subject + text
    assert "\n\n\n" not in text
    assert text.startswith(("Hello", "A "))


def test_its_html_says_what_its_text_says_and_loads_nothing(sample):
    if sample.name == "new password":  # the shorter, the surer it comes
        assert sample.html == ""
        return
    reader = _Reader(sample.html)
    said = " ".join(sample.mail.body.split())

    assert reader.loads == []
    assert set(reader.links) <= set(re.findall(r"https?://\S+", sample.mail.body))
    sentences = [words for words in reader.words if len(words) > 30 and words not in FOR_HTML_ALONE]
    assert sentences
    for words in sentences:
        assert words.rstrip(".:") in said


def test_it_is_dark_where_its_reader_has_it_dark(sample):
    html = sample.html

    assert not html or (DARK in html and 'name="color-scheme" content="light dark"' in html)
