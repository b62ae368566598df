"""Each check by itself: what it notices, and the innocent names beside it that it must let pass."""

import pytest

from signatures.checks import CHECKS, Facts, crowds, look, shipped
from signatures.checks.reasons import REASONS
from signatures.checks.word_lists import WordList, WordLists
from signatures.invented_people import NAMES
from tests.signatures.real_names import REAL_NAMES

ABUSE = ["fuck*", "*cunt*", "arse hole", "wanker", "go home", "=göt", "*傻逼*", "хуй"]
LISTS = WordLists(
    abusive=WordList(ABUSE),
    names=WordList(["Keir Starmer", "Jacob Rees-Mogg", "Hitler", "Владимир Путин"]),
    offices=WordList(["MP", "Councillor", "General Secretary", "Lord", "Prime Minister"]),
    innocent=WordList(["Scunthorpe", "Arse Hole Farm"]),
)


def found(first: str, last: str = "", roles: str = "", domain: str = "") -> dict[str, str]:
    return {each.name: each.detail for each in look(Facts(first, last, roles, domain), LISTS)}


# --- Abuse ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Fuck", "Labour"),
        ("fuckface", "Jones"),
        ("FÜCK", "Off"),
        ("F u c k", "You"),
        ("F.u.c.k", ""),
        ("F-u-c-k", ""),
        ("Fuc", "K"),
        ("Fuuuuck", "This"),
        ("F*ck", "You"),
        ("Wank3r", ""),
        ("W@nker", ""),
        ("Ｆｕｃｋ", ""),
        ("𝓕𝓾𝓬𝓴", ""),
        ("Wan", "Ker"),
        ("Сunt", "Smith"),
        ("Smith-Wanker", ""),
        ("Go", "Home"),
        ("GoHome", ""),
        ("go home", "migrants"),
        ("Arsehole", ""),
        ("Arse", "Hole"),
        ("Göt", ""),
        ("王傻逼", ""),
        ("хуй", ""),
        ("ХУЙ", ""),
        ("A55 H0le Arse", "Hole"),
    ],
)
def test_an_abusive_word_is_seen_through_its_disguise(first, last):
    assert "abuse" in found(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Ann", "Scunthorpe"),
        ("Rudolf", "Uckermann"),
        ("Got", "Nguyen"),
        ("Dick", "Cockburn"),
        ("Wanda", "Kerr"),
        ("Ann", "Homewood"),
        ("Hugo", "Hómer"),
        ("Arse Hole Farm", "Shop"),
        ("Goh", "Omer"),
    ],
)
def test_a_word_that_stands_in_a_name_by_accident_is_no_abuse(first, last):
    assert "abuse" not in found(first, last)


def test_roles_are_searched_word_by_word():
    assert "abuse" in found("Ann", "Other", "Chief wanker, Unite")
    assert "abuse" in found("Ann", "Other", "f u c k the union")
    assert "abuse" not in found("Ann", "Other", "Scunthorpe CLP; rep, Wan Ker branch")


def test_the_detail_is_the_word_of_the_list_and_nothing_of_the_person():
    assert found("Mcfuckface", "Fuckington")["abuse"] == "fuck*"


# --- Impersonation --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Keir", "Starmer"),
        ("keir", "STARMER"),
        ("Starmer", "Keir"),
        ("Sir Keir", "Starmer MP"),
        ("KeirStarmer", ""),
        ("K e i r", "Starmer"),
        ("Ke1r", "5tarmer"),
        ("Кеіr", "Stаrmer"),
        ("Jacob", "Rees-Mogg"),
        ("Jacob Rees", "Mogg"),
        ("Adolf", "Hitler"),
        ("Hitler", ""),
        ("Владимир", "Путин"),
        ("Keir", "Starmér"),
    ],
)
def test_a_well_known_name_is_found_in_either_order_and_in_disguise(first, last):
    assert found(first, last)["watched_name"] == ""


@pytest.mark.parametrize(
    ("first", "last"), [("Keir", "Hardie"), ("Ann", "Starmer"), ("Keira", "Starmer"), ("Ann", "Hitlerová")]
)
def test_half_of_a_well_known_name_is_anybodys(first, last):
    assert "watched_name" not in found(first, last)


@pytest.mark.parametrize(
    ("first", "last", "roles", "office"),
    [
        ("Ann", "Other", "MP for Leeds", "MP"),
        ("Ann", "Other MP", "", "MP"),
        ("Cllr", "Other", "councillor", "Councillor"),
        ("Ann", "Other", "General secretary, Unite", "General Secretary"),
        ("Prime", "Minister", "", "Prime Minister"),
        ("Lord", "Other", "", "Lord"),
        ("Ann", "Other", "Unite (general   secretary)", "General Secretary"),
    ],
)
def test_a_claimed_office_is_found(first, last, roles, office):
    assert found(first, last, roles)["office"] == office


@pytest.mark.parametrize(
    ("first", "last", "roles"),
    [
        ("Ann", "Other", "Secretary, Exampletown CLP; Unite rep"),
        ("Jack", "Lord", ""),
        ("Mp", "Singh", ""),
        ("Ann", "Other", "Branch secretary (general)"),
        ("Lordina", "Mensah", ""),
        ("Ann", "Other", "MPhil student"),
    ],
)
def test_ordinary_roles_and_surnames_claim_no_office(first, last, roles):
    assert "office" not in found(first, last, roles)


# --- Letters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Аnn", "Smith"),
        ("Ann", "Ѕmith"),
        ("Ánn", "Smιth"),
        ("𝐀𝐧𝐧", ""),
        ("Ann", "Ｓmith"),
        ("Ann", "Сорес"),
        ("ᴀɴɴ", "Smith"),
    ],
)
def test_look_alike_letters_are_noticed(first, last):
    assert "mixed_scripts" in found(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("小明", "Li"),
        ("たろう", "山田"),
        ("Анна", "Коваль"),
        ("Anna", "Коваль"),
        ("ʻIolani", "Kaʻahumanu"),
        ("Ελένη", "Παππά"),
        ("X Æ A-12", "Musk"),
        ("Ŋaliɛ", "Ɔkɔ"),
    ],
)
def test_alphabets_side_by_side_are_not(first, last):
    assert "mixed_scripts" not in found(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("asdf", "ghjk"),
        ("Qwerty", ""),
        ("sdfghj", ""),
        ("lkjhgf", "x"),
        ("aaaa", "bbbb"),
        ("xxx", ""),
        ("dfgdfgdfg", ""),
        ("asdasd", ""),
        ("Brtghk", ""),
        ("Ann", "Smith99"),
        ("12345", "Ann"),
        ("hahaha", ""),
        ("aNnAbElLa", ""),
        ("K3ir", ""),
    ],
)
def test_what_nobody_is_called_is_noticed(first, last):
    assert "odd_letters" in found(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Ng", "Wu"),
        ("O", ""),
        ("Krk", "Vlk"),
        ("Llŷr", "Cwm"),
        ("Doherty", "Trewin"),
        ("Sass", "Gaddafi"),
        ("Lulu", "Koko"),
        ("Schtscherbakow", "Knightsbridge"),
        ("John", "Smith 3rd"),
        ("Louis", "XIV"),
        ("MacDonald", "LeBron"),
        ("Aaliyah", "Isaac"),
        ("Wertheim", "Property"),
        ("Ярослав", "Щрбкв"),
        ("Harry S", "Truman"),
        ("Jyrki", "Pyykkö"),
        ("bell", "hooks"),
    ],
)
def test_short_and_rough_names_are_names(first, last):
    assert "odd_letters" not in found(first, last)


@pytest.mark.parametrize(
    ("first", "last", "noticed"),
    [
        ("ANN", "SMITH", True),
        ("ІРИНА", "КОВАЛЬ", True),
        ("ANN", "Smith", False),
        ("JJ", "Okocha", False),
        ("J.R.", "", False),
        ("محمد", "العلي", False),
        ("李", "小龙", False),
        ("ᏎᏉᏯ", "ᏣᎳᎩ", False),
        ("ΕΛΕΝΗ", "ΠΑΠΠΑ", True),
        ("გიორგი", "ბერიძე", False),
    ],
)
def test_a_name_all_in_capitals_is_noticed_where_there_are_small_letters(first, last, noticed):
    assert ("capitals" in found(first, last)) is noticed


# --- Contact details, mailboxes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ("Call 07700 900123", "phone"),
        ("+44 (0)20 7946-0000", "phone"),
        ("0 7 7 0 0 9 0 0 1 2 3", "phone"),
        ("ann at example dot org", "email"),
        ("ann(at)example", "email"),
        ("@annother", "email"),
        ("ann @ example", "email"),
        ("visit example dot com", "web"),
        ("example (dot) com", "web"),
        ("cheap-shop.xyz", "web"),
        ("https example", "web"),
        ("t.me/something", "web"),
        ("my WhatsApp", "web"),
        ("best casino", "web"),
    ],
)
def test_contact_details_are_noticed(roles, kind):
    assert found("Ann", "Other", roles)["contact"] == kind


@pytest.mark.parametrize(
    "roles",
    [
        "Secretary, Exampletown CLP; Unite rep",
        "UCU rep 2015-2019",
        "Branch 1/1148",
        "Chair, No. 12 branch",
        "Unite SE/6246",
        "rep.Unite",
        "Member since 1997",
        "at the Dot Cotton Club",
        "Delegate 2017, 2018, 2019",
    ],
)
def test_years_branches_and_full_stops_are_no_contact_details(roles):
    assert "contact" not in found("Ann", "Other", roles)


@pytest.mark.parametrize(
    ("domain", "noticed"),
    [
        ("mailinator.com", True),
        ("x.MAILINATOR.com", True),
        ("gmail.com", False),
        ("", False),
        ("union.example", False),
        ("com", False),
    ],
)
def test_throw_away_mail_domains_are_noticed(domain, noticed):
    assert ("disposable" in found("Ann", "Other", domain=domain)) is noticed


# --- Crowds ---------------------------------------------------------------------------------------------------


def test_a_crowd_is_so_many_within_such_a_time():
    from datetime import UTC, datetime, timedelta

    start = datetime(2026, 5, 1, tzinfo=UTC)
    times = [(number, start + timedelta(minutes=15 * number)) for number in range(10)]  # five within an hour
    assert crowds.in_crowds(times, crowds.Crowd(5, timedelta(hours=1))) == set(range(10))
    assert crowds.in_crowds(times, crowds.Crowd(6, timedelta(hours=1))) == set()
    bunch = [(number, start + timedelta(hours=9, minutes=number)) for number in range(20, 26)]
    assert crowds.in_crowds([*times, *bunch], crowds.Crowd(6, timedelta(hours=1))) == set(range(20, 26))


# --- All of them ----------------------------------------------------------------------------------------------


def test_every_check_explains_itself():
    for name, reason in REASONS.items():
        assert reason.name == name
        assert str(reason.label)
        assert str(reason.sentence).endswith((".", "?"))
    assert len(REASONS) == len(CHECKS) + len(crowds.ABOUT_SEVERAL)


@pytest.mark.parametrize("raw", ["", " ", "*", "=", "***", "\u200b", "🙂", "a" * 200, "١٢٣", "%s{}", "*-*"])
def test_no_entry_and_no_name_breaks_a_check(raw):
    lists = WordLists(*(WordList([raw, "ok"]) for _ in range(4)))
    found = look(Facts(raw, raw, raw, raw), lists)

    assert {each.name for each in found} <= set(REASONS)


def test_the_names_that_we_have_always_tested_with_pass_under_the_shipped_lists():
    flagged = [
        (first, last)
        for first, last, _custom in REAL_NAMES
        if {found.name for found in look(Facts(first, last), shipped.word_lists())} - {"capitals"}
    ]
    assert flagged == []


@pytest.mark.parametrize("custom", NAMES)
def test_invented_signers_pass_under_the_shipped_lists(custom):
    given, surnames = (part.replace("|", " ").split() for part in NAMES[custom])
    flagged = [(f, s) for f in given for s in surnames if look(Facts(f, s), shipped.word_lists())]
    assert flagged == []
