"""How a signer's details become the name on the wall and the key it is sorted by."""

import pytest

from signatures.details import Details, Display, public_name


def given(first_name, last_name, display):
    return Details(first_name, last_name, "Unite rep", display, publish_consent=True, keep_in_touch=False)


@pytest.mark.parametrize(
    ("first_name", "last_name", "display", "shown"),
    [
        ("Ada", "Lovelace", Display.FULL, "Ada Lovelace"),
        ("Ada", "Lovelace", Display.INITIAL, "Ada L."),
        ("Ada", "Lovelace", Display.COUNT_ONLY, ""),
        ("Sukarno", "", Display.FULL, "Sukarno"),
        ("Sukarno", "", Display.INITIAL, "Sukarno"),
        ("Siân", "O'Neill", Display.INITIAL, "Siân O."),
        ("محمد", "علي", Display.FULL, "محمد علي"),
        ("小明", "王", Display.INITIAL, "小明 王"),
        ("Łucja", "Łukasz", "initial", "Łucja Ł."),
    ],
)
def test_the_public_name_is_what_the_signer_chose_to_show(first_name, last_name, display, shown):
    assert public_name(first_name, last_name, display) == shown


def test_the_wall_sorts_a_full_name_by_its_last_name():
    assert given("Ada", "Łovelace", Display.FULL).wall_key == "lovelace ada"


def test_the_wall_sorts_an_initial_by_no_more_than_it_shows():
    lovelace = given("Ada", "Lovelace", Display.INITIAL)
    lawrence = given("Ada", "Lawrence", Display.INITIAL)
    assert lovelace.wall_key == lawrence.wall_key
    assert "ovelace" not in lovelace.wall_key


def test_those_who_are_only_counted_have_no_key_to_sort_by():
    assert given("Ada", "Lovelace", Display.COUNT_ONLY).wall_key == ""


def test_a_key_fits_its_column_however_long_the_folded_name_grows():
    ligatures = "ﷺ" * 80  # one character that folds to eighteen
    assert len(given(ligatures, ligatures, Display.FULL).wall_key) <= 160
