"""Everything that no name, role or address needs is refused at the form, beside its field, and kept as typed."""

from itertools import zip_longest
from urllib.parse import urlencode

import pytest

from signatures import addresses, names
from signatures.models import Signature, StatementPage
from tests.signatures.refused_inputs import REFUSED
from tests.signatures.visitor import Visitor, parsed, post_form, values

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # refused before any database is asked

GOOD = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "roles": "Unite rep"}
MESSAGES = {"email": addresses.MESSAGES}
# The form asks for a first name in words of its own.
EMPTY_FIRST_NAME = "Please enter your first name, or the one name you have."


def rounds() -> list[dict[str, tuple[str, str]]]:
    """The refused values, posted together where they are for different fields: {field: (value, code)}."""
    by_field = [[each for each in REFUSED if each[0] == field] for field in GOOD]
    return [
        {each[0]: (each[1], each[2]) for each in together if each is not None} for together in zip_longest(*by_field)
    ]


@pytest.fixture(scope="module")
def _answers(_shared_statement, django_db_blocker):
    """Each round with the status and the page it was answered with."""
    with django_db_blocker.unblock():
        page = StatementPage.objects.get(pk=_shared_statement)
        visitor = Visitor()
        filled = values(post_form(visitor.get(page.url), "/sign/")) | GOOD | {"publish_consent": "on"}
        answers = []
        for refused in rounds():
            typed = filled | {field: value for field, (value, _code) in refused.items()}
            body = urlencode(typed, errors="surrogatepass")  # half a pair goes out as the broken bytes it is
            answer = visitor.client.generic("POST", f"/sign/{page.pk}/", body, "application/x-www-form-urlencoded")
            answers.append((refused, answer.status_code, parsed(answer)))
        return answers


@pytest.fixture
def answers(_answers, page):
    return _answers


@pytest.fixture
def each_refused(answers):
    """One by one: field, value, code, page."""
    return [(field, *given, shown) for refused, _status, shown in answers for field, given in refused.items()]


def as_a_browser_holds(value: str) -> str:
    """Half a character pair can't be sent, shown or kept: its bytes become the sign for what can't be read."""
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def failing(each_refused, is_right) -> list:
    return [
        (field, ascii(value)[:60], code)
        for field, value, code, shown in each_refused
        if not is_right(field, value, code, shown)
    ]


def test_each_is_answered_422(answers):
    assert {status for _refused, status, _shown in answers} == {422}


def test_none_of_them_is_stored(answers):
    assert not Signature.objects.exists()


def test_each_is_told_why_beside_its_field_in_words_linked_to_it(each_refused):
    def is_told(field, value, code, shown):
        control = shown.find("input", {"name": field})
        beside = shown.find(id=f"id_{field}_error")
        message = (
            EMPTY_FIRST_NAME if (field, code) == ("first_name", "empty") else MESSAGES.get(field, names.MESSAGES)[code]
        )
        return beside and message in beside.get_text(" ") and beside["id"] in control["aria-describedby"].split()

    assert failing(each_refused, is_told) == []


def test_only_the_fields_that_are_wrong_are_called_wrong(answers):
    for refused, _status, shown in answers:
        assert {control["name"] for control in shown.find_all("input", {"aria-invalid": "true"})} == set(refused)


def test_each_is_kept_as_typed(each_refused):
    """Controls too: they do no harm inside an attribute, and what was typed is for its writer to correct."""

    def is_kept(field, value, code, shown):
        return shown.find("input", {"name": field}).get("value", "") == as_a_browser_holds(value)

    assert failing(each_refused, is_kept) == []


def test_everything_else_typed_is_kept(answers):
    for refused, _status, shown in answers:
        held = {name: shown.find("input", {"name": name}).get("value") for name in GOOD}
        assert {name: kept for name, kept in held.items() if name not in refused} == {
            name: kept for name, kept in GOOD.items() if name not in refused
        }
        assert shown.find("input", {"name": "publish_consent"}).has_attr("checked")
