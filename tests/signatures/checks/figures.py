"""The names by which the checks are measured, and how many of them are flagged."""

from itertools import count, islice
from pathlib import Path

from signatures import checks, details
from signatures.checks import Facts, shipped

DATA = Path(__file__).parent / "data"
REAL_NAMES = 5_000
TUNING = 3  # every third hostile name is for tuning, the others only for measuring


def hostile_names(*, tuning: bool) -> list[Facts]:
    """What hostile visitors type: the third by which the checks may be tuned, or the rest by which they are judged."""
    lines = (DATA / "hostile_names.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    chosen = [line for number, line in enumerate(lines) if (number % TUNING == 0) is tuning]
    return [Facts(*(part.strip() for part in line.split("|"))) for line in chosen]


def real_names() -> list[tuple[str, Facts]]:
    """5,000 different names, as (language, name): given names and surnames of one language, in turn."""
    lines = (DATA / "real_names_by_language.txt").read_text(encoding="utf-8").splitlines()
    languages = {}
    for line in lines:
        if line and not line.startswith("#"):
            language, _colon, people = line.partition(": ")
            given, surnames = ([name.strip() for name in part.split(",")] for part in people.split(" / "))
            languages[language] = (given, ["" if name == "-" else name for name in surnames])

    def endless():
        for turn in count():
            for language, (given, surnames) in languages.items():
                surname = surnames[(turn // len(given) + turn) % len(surnames)]
                yield language, Facts(given[turn % len(given)], surname)

    return list(islice(endless(), REAL_NAMES))


def flags(facts: Facts) -> list[str]:
    return [found.name for found in checks.look(facts, shipped.word_lists())]


def flagged_real_names() -> tuple[list[tuple[str, Facts, list[str]]], int]:
    """The real names that are flagged with their reasons, and how many there are in all.

    All of them sign one statement here, so those that share a name are twins.
    """
    people = real_names()
    seen: dict[str, int] = {}
    for _language, facts in people:
        key = details.name_key(facts.first_name, facts.last_name)
        seen[key] = seen.get(key, 0) + 1
    flagged = []
    for language, facts in people:
        found = flags(facts)
        if seen[details.name_key(facts.first_name, facts.last_name)] > 1:
            found.append("twin")
        if found:
            flagged.append((language, facts, found))
    return flagged, len(people)
