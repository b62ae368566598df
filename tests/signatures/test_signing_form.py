"""The signing form through a browser's eyes: what it takes, what it refuses, and that nothing typed is lost."""

from types import SimpleNamespace

import pytest

from public_forms import form_tokens
from public_forms.form_tokens import GOOD_FOR_HOURS, HOUR
from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, parsed, post_form, values, words

pytestmark = pytest.mark.django_db

TYPED = {
    "first_name": "Zoë",
    "last_name": "O'Neill-Nguyễn",
    "email": "Zoe.ONeill@example.org",
    "roles": "Secretary, Exampletown CLP; <Unite> rep & more",
    "display": "initial",
    "publish_consent": "on",
    "keep_in_touch": "on",
}


def typed_again(response) -> dict[str, str]:
    """What the fields of a refused form hold."""
    held = values(post_form(response, "/sign/"))
    return {name: held.get(name) for name in TYPED}


def test_a_good_form_leads_to_the_page_that_shows_the_address_as_typed(page):
    visitor = Visitor()
    answer = visitor.sign(page, **TYPED)
    assert answer.status_code == 303
    assert "Zoe.ONeill@example.org" in words(visitor.follow(answer))


def test_a_good_form_is_an_unconfirmed_signature_with_what_was_typed(page):
    Visitor().sign(page, **TYPED)
    signature = Signature.objects.get()
    assert signature.state == State.UNCONFIRMED
    assert signature.details == builders.details(
        first_name="Zoë",
        last_name="O'Neill-Nguyễn",
        roles="Secretary, Exampletown CLP; <Unite> rep & more",
        display="initial",
        publish_consent=True,
        keep_in_touch=True,
    )


def test_the_last_name_and_the_roles_may_stay_empty(page):
    assert Visitor().sign(page, last_name="", roles="").status_code == 303


def test_fields_that_are_not_sent_at_all_count_as_empty(page):
    answer = Visitor().sign(page, last_name=None, roles=None, display=None)
    assert answer.status_code == 303


def test_who_is_only_counted_need_not_consent_to_be_published(page):
    assert Visitor().sign(page, display="count_only", publish_consent=None).status_code == 303


@pytest.mark.parametrize("display", ["full", "initial", "", None])
def test_a_name_is_not_taken_without_consent_to_publish_it(page, display):
    refused = Visitor().sign(page, display=display, publish_consent=None)
    assert refused.status_code == 422
    assert not Signature.objects.exists()


def test_keeping_in_touch_is_no_condition_and_not_ticked_beforehand(page):
    visitor = Visitor()
    form = post_form(visitor.get(page.url), "/sign/")
    assert not form.find("input", {"name": "keep_in_touch"}).has_attr("checked")
    assert not form.find("input", {"name": "publish_consent"}).has_attr("checked")
    assert visitor.sign(page, keep_in_touch=None).status_code == 303


@pytest.mark.parametrize(
    ("sent", "ticked"),
    [
        ("on", True),
        ("1", True),
        ("True", True),
        ("yes", True),
        ("0", False),
        ("no", False),
        ("off", False),
        ("x", False),
    ],
)
def test_only_a_plain_yes_ticks_a_box(page, sent, ticked):
    assert Visitor().sign(page, keep_in_touch=sent).status_code == 303
    assert Signature.objects.get().keep_in_touch_ticked is ticked


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"email": ""},
        {"email": "no address"},
        {"roles": "see https://example.com/"},
        {"publish_consent": None},
        {"display": "in capitals"},
        {"website": "https://example.com/"},
        {"form_token": "made up"},
        {"form_token": None},
    ],
    ids=str,
)
def test_a_refused_form_answers_422_stores_nothing_and_keeps_what_was_typed(page, wrong):
    refused = Visitor().sign(page, **(TYPED | wrong))
    assert refused.status_code == 422
    assert not Signature.objects.exists()
    kept = TYPED | {name: value for name, value in wrong.items() if name in TYPED}
    if "display" in wrong:
        kept["display"] = None  # a choice that isn't there can't be shown as chosen
    assert typed_again(refused) == kept


@pytest.mark.parametrize("name", ["first_name", "email", "roles"])
def test_each_error_stands_beside_its_field_and_is_linked_to_it(page, name):
    refused = parsed(Visitor().sign(page, **{name: "www.example.com" if name == "roles" else ""}))
    control = refused.find("input", {"name": name})
    described = control["aria-describedby"].split()
    beside = refused.find(id=f"id_{name}_error")
    assert beside["id"] in described
    assert len(beside.get_text(strip=True)) > 15
    assert all(refused.find(id=each) for each in described)
    assert control["aria-invalid"] == "true"
    assert refused.find("a", href=f"#{control['id']}")  # from the summary at the top


def test_a_form_kept_too_long_is_refused_with_everything_typed_and_can_be_sent_again(page, monkeypatch):
    visitor = Visitor()
    old = visitor.get(page.url)
    now = form_tokens.time.time()
    monkeypatch.setattr(form_tokens, "time", SimpleNamespace(time=lambda: now + (GOOD_FOR_HOURS + 1) * HOUR))
    refused = visitor.press(old, "/sign/", **TYPED)
    assert refused.status_code == 422
    assert typed_again(refused) == TYPED
    assert "more than a day" in words(refused)
    assert visitor.press(refused, "/sign/").status_code == 303


@pytest.mark.parametrize("token", ["", "made up", "statement-version:1 1 " + "0" * 40, "x" * 500, "\x00"])
def test_a_foreign_form_is_refused_with_everything_typed_and_can_be_sent_again(page, token):
    visitor = Visitor()
    refused = visitor.sign(page, **(TYPED | {"form_token": token}))
    assert refused.status_code == 422
    assert typed_again(refused) == TYPED
    assert visitor.press(refused, "/sign/").status_code == 303


def test_the_form_of_another_statement_signs_nothing_and_can_be_sent_again(page):
    other = builders.statement("other", title="Another statement")
    visitor = Visitor()
    foreign = values(post_form(visitor.get(other.url), "/sign/"))["form_token"]
    refused = visitor.sign(page, **(TYPED | {"form_token": foreign}))
    assert refused.status_code == 422
    assert typed_again(refused) == TYPED
    assert "required" not in words(refused)  # no word that leaves the visitor without a next step
    assert visitor.press(refused, "/sign/").status_code == 303
    assert Signature.objects.get().statement_id == page.pk


def test_who_met_the_trap_can_empty_it_and_go_on(page):
    visitor = Visitor()
    refused = visitor.sign(page, **(TYPED | {"website": "https://example.com/"}))
    assert refused.status_code == 422
    assert "trap" in words(refused)
    assert visitor.press(refused, "/sign/", website="").status_code == 303


def test_a_closed_statement_takes_no_signature_and_says_so(page):
    visitor = Visitor()
    open_form = visitor.get(page.url)
    page.signing_open = False
    page.save_revision().publish()
    answer = visitor.press(open_form, "/sign/", **TYPED)
    assert answer.status_code == 422
    assert page.closed_note in words(answer)
    assert not Signature.objects.exists()


def test_a_statement_that_is_not_published_takes_no_signature(page):
    visitor = Visitor()
    open_form = visitor.get(page.url)
    page.unpublish()
    assert visitor.press(open_form, "/sign/", **TYPED).status_code == 404
    assert not Signature.objects.exists()


def test_opening_the_forms_own_address_leads_to_the_statement(page, client):
    assert client.get(f"/sign/{page.pk}/")["Location"] == page.url


def test_the_address_can_be_corrected_with_everything_else_kept(page):
    visitor = Visitor()
    sent = visitor.follow(visitor.sign(page, **TYPED))
    (again,) = [link["href"] for link in parsed(sent).find_all("a") if "/again/" in link["href"]]
    form = visitor.get(again)
    assert typed_again(form) == TYPED
    corrected = visitor.press(form, "/sign/", email="zoe@example.org")
    assert "zoe@example.org" in words(visitor.follow(corrected))


def test_the_mail_can_be_asked_for_once_more(page, monkeypatch):
    """The button on the page after the form; a second mail may wait for the mailbox's limits, none is lost."""
    from signatures.services import signing

    visitor = Visitor()
    sent = visitor.follow(visitor.sign(page, **TYPED))
    asked = []

    def ask(_version, address, given, *_rest, **_named) -> None:
        asked.append((address.normal, given))

    monkeypatch.setattr(signing, "sign", ask)
    answer = visitor.press(sent, "/sent/")
    assert answer.status_code == 303
    assert [address for address, _details in asked] == ["Zoe.ONeill@example.org"]
    assert "asked for another email" in words(visitor.follow(answer))


def test_a_page_after_the_form_that_is_too_old_says_so(page, monkeypatch):
    visitor = Visitor()
    sent = visitor.sign(page, **TYPED)["Location"]
    monkeypatch.setattr("signatures.views.signing.SENT_SECONDS", -1)
    assert visitor.get(sent).status_code == 410
    assert visitor.get(sent.replace("/sent/", "/again/")).status_code == 410


def test_the_longest_details_still_make_an_address_that_servers_take(page):
    """Application servers refuse request lines over 4,094 bytes: then the signer would see an error after all."""
    longest = {
        "first_name": "𞤀𞤣" * 40,
        "last_name": "𞤂𞤢" * 40,
        "roles": "𞤅𞤫" * 100,
        "email": f"{'a' * 64}@{'b' * 60}.org",
    }
    answer = Visitor().sign(page, **longest)
    assert answer.status_code == 303
    assert len(answer["Location"]) < 4_000
