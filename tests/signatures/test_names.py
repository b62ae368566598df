"""What a name may hold, and how it is folded: promise 4."""

import contextlib
import pickle
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from signatures import characters, names
from tests.signatures.real_names import REAL_NAMES
from tests.signatures.refused_inputs import REFUSED

BIDI_CONTROLS = {"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
CLEAN = {"first_name": names.clean_name, "last_name": names.clean_name, "roles": names.clean_roles}
REFUSED_TEXTS = [case for case in REFUSED if case[0] in CLEAN]
SINGLE_NAMES = sorted({name for first, last, _ in REAL_NAMES for name in (first, last) if name})

# Text as people and as attackers type it: everything, and the corners where the rules meet.
CORNERS = st.sampled_from(
    [
        *" \t\n\u00a0\u2000\u3000'’-.@/:·aeoAŁßİıſςé\u0301\u0323",
        *"\u200b\u200c\u200d\u202e\u00ad\ufe0f\u180b\u180e",
        *"محكक\u094dिന\u0d4dខ\u17d2ก็เ葛\ufa10김がᠠ😀\U000e0100",
        *["e\u0301", "e\u0302\u0303", ".com", "www."],
    ]
)
LETTERS = st.characters(categories=["L"])
TEXT = st.lists(st.one_of(st.characters(), CORNERS, CORNERS, LETTERS), max_size=12).map("".join)


def cleaned(tidy, text: str) -> str:
    """`text` as accepted; cases that are refused are of no interest."""
    try:
        return tidy(text)
    except names.Refused:
        assume(False)
        raise


@pytest.mark.parametrize("name", SINGLE_NAMES)
def test_a_real_name_is_kept_as_it_is_written(name):
    kept = names.clean_name(name)
    if "\ufa10" in name:
        assert kept == name
    else:
        assert kept == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", SINGLE_NAMES)
def test_a_real_name_may_stand_among_the_roles(name):
    assert names.clean_roles(f"{name}, Unite rep") == f"{names.clean_roles(name + ',')} Unite rep"


def test_the_table_of_real_names_covers_the_world():
    scripts = {unicodedata.name(char).split()[0] for name in SINGLE_NAMES for char in name if char.isalpha()}
    assert len(REAL_NAMES) >= 60
    assert len(scripts) >= 20


@pytest.mark.parametrize(("field", "value", "code"), REFUSED_TEXTS)
def test_what_no_name_needs_is_refused_with_a_plain_reason(field, value, code):
    with pytest.raises(names.Refused) as refusal:
        CLEAN[field](value)
    assert refusal.value.code == code
    assert str(refusal.value) == refusal.value.message == names.MESSAGES[code]


def test_every_reason_is_met_by_a_case():
    assert {code for _, _, code in REFUSED_TEXTS} == set(names.MESSAGES)


def test_a_refusal_survives_being_pickled():
    assert pickle.loads(pickle.dumps(names.Refused("emoji"))).message == names.MESSAGES["emoji"]  # noqa: S301


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna  ", "Anna"),
        ("\tAnna\u00a0", "Anna"),
        ("\u3000山田\u3000", "山田"),
        ("Anna\r\n", "Anna"),
        ("Mary   Anne", "Mary Anne"),
        ("Mary \u00a0 Anne", "Mary Anne"),
        ("山田\u3000太郎", "山田\u3000太郎"),
        ("山田\u3000\u3000太郎", "山田\u3000太郎"),
        ("Zoe\u0308", "Zoë"),
        ("A" * 80, "A" * 80),
        ("e\u0301" * 80, "é" * 80),
        ("A" + " " * 5000 + "B", "A B"),
    ],
)
def test_spaces_are_tidied_and_accents_composed(typed, kept):
    assert names.clean_name(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Ph.D", "Jr.", "St.John", "M.P.", "J.R.R.", "K.Ng", "Md.Ali", "Dr.Dev", "Wm.Smith", "Mc.Donald",
        "T.S.Eliot", "S.Me", "Aung.Win", "Net", "Com", "Org", "A. Com", "<b>Anna</b>", "=Anna()", "Ke$ha",
        "Anna & Bo",
    ],
)  # fmt: skip
def test_dots_and_odd_signs_alone_make_no_web_address(text):
    assert names.clean_name(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Secretary, Exampletown CLP; Unite rep",
        "Unite rep, U.K. branch no.12",
        "Unite branch № 12",
        "Unison. Net zero officer",
        "Chair/Treasurer (job-share), GMB S.E./East",
        "Vice-President 2017–2019, B.Sc., Ph.D., M.P.",
        "Rep @ Amazon",
        "Gen.Sec/Chair",
        "x" * 200,
    ],
)
def test_roles_hold_what_people_write_about_themselves(text):
    assert names.clean_roles(text) == text


def test_characters_newer_than_this_python_are_letters_where_only_han_can_stand():
    assert names.clean_name("\U000323b0") == "\U000323b0"


@pytest.mark.parametrize("tidy", [names.clean_name, names.clean_roles])
@given(text=TEXT)
def test_cleaning_what_is_clean_changes_nothing(tidy, text):
    once = cleaned(tidy, text)
    assert tidy(once) == once


@pytest.mark.parametrize("tidy", [names.clean_name, names.clean_roles])
@given(text=TEXT)
def test_cleaning_changes_nothing_but_composition_and_spaces(tidy, text):
    def bare(value: str) -> str:
        return unicodedata.normalize("NFC", "".join(char for char in value if not char.isspace()))

    assert bare(cleaned(tidy, text)) == bare(text)


@pytest.mark.parametrize("tidy", [names.clean_name, names.clean_roles])
@given(text=TEXT)
def test_nothing_accepted_holds_a_control_or_a_direction_trick(tidy, text):
    kept = cleaned(tidy, text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") for char in kept)
    assert not any(unicodedata.bidirectional(char) in BIDI_CONTROLS for char in kept)
    assert {char for char in kept if unicodedata.category(char) == "Cf"} <= set("\u200b\u200c\u200d\u180e")


@given(text=TEXT)
def test_an_accepted_name_has_something_to_see_and_fits(text):
    name = cleaned(names.clean_name, text)
    assert any(characters.is_letter(char) for char in name)
    assert name == name.strip()
    assert 0 < len(name) <= names.NAME_LIMIT


@given(text=st.text(max_size=400))
def test_any_text_is_cleaned_or_refused_and_nothing_else_happens(text):
    for tidy in (names.clean_name, names.clean_roles):
        with contextlib.suppress(names.Refused):
            assert isinstance(tidy(text), str)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("NGUYỄN", "nguyen"),
        ("Łukasz", "lukasz"),
        ("Bjørn Sæther", "bjorn saether"),
        ("Þórdís Guðmundsdóttir", "thordis gudmundsdottir"),
        ("Weiß", "weiss"),
        ("WEISS", "weiss"),
        ("Đặng", "dang"),
        ("İbrahim IŞIK", "ibrahim isik"),
        ("ışık", "isik"),
        ("Għawdex", "ghawdex"),
        ("Ŋaliɛ Ɔkɔ", "nalie oko"),
        ("O’Neill", "o'neill"),
        ("O´Neill", "o'neill"),
        ("O`Neill", "o'neill"),
        ("Kaʻahumanu", "ka'ahumanu"),
        ("Ａｎｎａ", "anna"),
        ("Παπαδοπούλου", "παπαδοπουλου"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("Ёлкин", "елкин"),
        ("שָׂרָה", "שרה"),
        ("مُحَمَّد", "محمد"),
        ("محمد\u200cرضا", "محمدرضا"),
        ("हिन्दी", "हिन्दी"),
        ("เก่ง", "เก่ง"),
        ("がく", "がく"),
        ("ｶﾞ", "ガ"),
        ("\u1100\u1175\u11b7", "김"),
        ("葛\U000e0100城", "葛城"),
        ("  Mary \u00a0 Anne ", "mary anne"),
    ],
)
def test_folding_forgets_case_accents_and_width_and_no_more(text, folded):
    assert names.fold(text) == folded


@given(text=st.one_of(TEXT, st.sampled_from(SINGLE_NAMES)))
def test_folding_twice_is_folding_once(text):
    once = names.fold(text)
    assert names.fold(once) == once


@given(text=TEXT)
def test_capitals_and_composition_make_no_difference_to_folding(text):
    for form in ("NFC", "NFD"):
        assert names.fold(unicodedata.normalize(form, text)) == names.fold(text)


@pytest.mark.parametrize("name", SINGLE_NAMES)
def test_no_real_name_folds_away(name):
    assert names.fold(name)
    assert names.words(name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O'Neill", ["oneill", "o", "neill"]),
        ("O’Neill", ["oneill", "o", "neill"]),
        ("Smith-Jones", ["smithjones", "smith", "jones"]),
        ("בן־דוד", ["בןדוד", "בן", "דוד"]),
        ("J.R.R. Tolkien", ["jrr", "j", "r", "tolkien"]),
        ("Gal·la", ["galla", "gal", "la"]),
        ("Secretary, Exampletown CLP; CLP (chair)", ["secretary", "exampletown", "clp", "chair"]),
        ("Unite rep, branch no.12", ["unite", "rep", "branch", "no12", "no", "12"]),
        ("हिन्दी เก่ง", ["हिन्दी", "เก่ง"]),
        ("x" * 60, ["x" * 40]),
        ("'' - . ,", []),
        ("", []),
    ],
)
def test_words_are_the_parts_of_a_name_and_the_parts_joined(text, found):
    assert names.words(text) == found


@pytest.mark.parametrize("query", ["o'neill", "O’NEILL", "oneill", "neill", "o'n", "onei", "O'Néill"])
def test_a_name_with_an_apostrophe_is_found_however_it_is_sought(query):
    indexed = names.words("Sinéad O'Neill")
    assert all(any(word.startswith(sought) for word in indexed) for sought in names.words(query))


@given(text=TEXT)
def test_words_are_short_folded_and_never_repeated(text):
    found = names.words(text)
    assert len(set(found)) == len(found)
    assert all(0 < len(word) <= names.WORD_LIMIT for word in found)
    assert all(characters.is_word_part(char) for word in found for char in word)


@pytest.mark.parametrize("name", SINGLE_NAMES)
def test_a_name_is_found_by_its_own_words(name):
    assert set(names.words(names.fold(name))) == set(names.words(name))


def test_the_wall_is_sorted_by_last_name_without_regard_to_accents():
    people = [("Zoë", "Ångström"), ("Anna", "Zeller"), ("Suharto", ""), ("Ada", "angstrom"), ("Bo", "Łuk")]
    assert sorted(people, key=lambda person: names.sort_key(*person)) == [
        ("Ada", "angstrom"),
        ("Zoë", "Ångström"),
        ("Bo", "Łuk"),
        ("Suharto", ""),
        ("Anna", "Zeller"),
    ]


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        ("Kowalska", "K."),
        ("Święcicki", "Ś."),
        ("Łuk", "Ł."),
        ("O'Neill", "O."),
        ("'t Hooft", "t."),
        ("van der Berg", "v."),
        ("Van Morrison", "V."),
        ("(née) Murphy", "n."),
        ("ʻAkana", "ʻA."),
        ("ẹ́gbé", "ẹ́."),
        ("Иванова", "И."),
        ("ბერიძე", "ბ."),
        ("عبد", "ع"),
        ("王", "王"),
        ("葛\U000e0100城", "葛\U000e0100"),
        ("김", "김"),
        ("श्रीवास्तव", "श्री"),
        ("เก่งกาจ", "เก่"),
        ("សុខ", "សុ"),
        ("", ""),
        ("…", ""),
    ],
)
def test_the_initial_is_the_first_letter_as_written(last, shown):
    assert names.initial(last) == shown


@pytest.mark.parametrize("name", SINGLE_NAMES)
def test_the_initial_of_a_real_name_is_part_of_it(name):
    shown = names.initial(names.clean_name(name))
    assert shown
    assert names.clean_name(name).find(shown.removesuffix(".")) >= 0
