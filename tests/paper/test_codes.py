"""Codes that a tired person can type: nothing that looks like something else, and slips are noticed."""

import pytest

from paper import codes
from paper.codes import ALPHABET, BadCode, Kind


@pytest.fixture(params=range(20))
def code(request):
    return codes.derived(Kind.NUMBERED, f"sheet {request.param}")


def test_a_code_holds_no_letter_that_is_mistaken_for_another():
    assert not set(ALPHABET) & set("0O1IL2Z5SB8"[:-1])
    assert not set(ALPHABET) & set("AEIOU")


def test_a_code_is_read_as_people_type_it(code):
    shown = codes.printed(code)

    assert len(shown) == 8
    assert shown[3] == "-"
    for typed in (shown, shown.lower(), f" {code} ", shown.replace("-", " - "), code.replace("8", "B")):
        assert codes.read(typed) == code


def test_every_single_slip_is_noticed(code):
    for place in range(1, len(code)):
        for other in set(ALPHABET) - {code[place]}:
            with pytest.raises(BadCode):
                codes.read(code[:place] + other + code[place + 1 :])


def test_two_characters_that_changed_places_are_noticed(code):
    for place in range(1, len(code) - 1):
        if code[place] != code[place + 1]:
            with pytest.raises(BadCode):
                codes.read(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@pytest.mark.parametrize("typed", ["", "N4K", "N4K-7RM9X", "HELLO!!", "É4K-7RM9", "\x00" * 7, "X" * 10_000])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(BadCode):
        codes.read(typed)


def test_a_derived_code_is_always_the_same_and_another_for_other_words():
    assert codes.derived(Kind.VERSION, "one") == codes.derived(Kind.VERSION, "one")
    assert len({codes.derived(Kind.VERSION, str(number)) for number in range(500)}) == 500


def test_codes_by_chance_are_valid_and_differ():
    found = {codes.drawn(Kind.NUMBERED) for _turn in range(300)}

    assert len(found) > 295
    assert {codes.read(code) for code in found} == found
