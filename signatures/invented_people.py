"""People who don't exist, for trials: names of many customs, roles and mail domains, always the same for a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

NAMES: dict[str, tuple[str, str]] = {
    "British": (
        "Ann Brian Carol David Eileen Frank Gill Harriet Ian Jo Kathleen Liam Mo Nora Owen Priscilla Ruth Tess Wyn "
        "Alan Beth Colin Daisy Edwin Freya George Hannah Isla Joan Keith Lorna Megan Nigel Olive Peter Rhys Sheila "
        "Tom Una Vera Walter",
        "Adams Bevan Clarke Davies Evans Fletcher Green Hardie Jenkins Keir Lansbury Morris O'Neill Pankhurst Reid "
        "Smith Thornton Webb Wilkinson Young Archer Barnes Chambers Dawson Ellis Foster Gibson Harper Ingram Jarvis "
        "Kirk Lowe Marsh Norris Oakley Parry Quinn Rhodes Stone Tucker Unwin Vaughan Watts Yates",
    ),
    "Polish": (
        "Agnieszka Łukasz Małgorzata Paweł Zofia Michał Joanna Krzysztof Ewa Wojciech",
        "Kowalska Żółkiewski Wójcik Nowak Dąbrowska Szczepański Jabłoński Lewandowska Kaczmarek Zając",
    ),
    "Romanian": ("Ștefan Ioana Andrei Mădălina Țibor Raluca", "Ionescu Popa Țurcanu Șerban Dumitrescu Câmpeanu"),
    "Nigerian": (
        "Ọlátúnjí Adébáyọ̀ Ngozi Chukwuemeka Fọlákẹ́ Ìdòwú Amina Ifeoma",
        "Ògúnbọ̀wálé Okafor Adéyẹmí Eze Bello Nwosu Àjàyí Balogun",
    ),
    "Punjabi": ("Harjit Gurpreet Manpreet Jasbir Simran Amrit", "Singh Kaur Gill Dhillon Sandhu Sidhu"),
    "Bengali": ("Rahima Kamal Nasrin Anwar Sultana Habib", "Begum Hossain Rahman Choudhury Khatun Miah"),
    "Arabic": ("محمد فاطمة يوسف ليلى خالد مريم", "العلي حداد الخطيب منصور نجار السيد"),
    "Vietnamese": ("Ánh Dũng Hương Minh Thảo Tuấn", "Nguyễn Trần Lê Phạm Hoàng Vũ"),
    "Ukrainian": ("Олена Андрій Наталія Богдан Ірина", "Шевченко Коваль Бондаренко Ткачук Лисенко"),
    "Greek": ("Γιώργος Ελένη Κώστας Μαρία Νίκος", "Παπαδόπουλος Γεωργίου Νικολάου Δημητρίου Ιωάννου"),
    "Chinese": ("小龙 丽华 建国 秀英 伟", "李 王 张 陈 刘"),
    "Portuguese": ("João Inês Tomás Conceição Zé Luísa", "da|Silva dos|Santos Gonçalves Araújo Magalhães Falcão"),
    "Turkish": ("İpek Çağlar Şule Oğuz Gül Yiğit", "Yıldız Çelik Şahin Öztürk Kılıç Doğan"),
    "Irish": ("Siobhán Pádraig Niamh Tadhg Aoife", "Ní|Mhurchú Ó|Briain O’Sullivan Ó|Ceallaigh McAuley"),
    "Somali": ("Hodan Abdi Ifrah Cabdulle Sahra", "Warsame Jama Xasan Nuur Guled"),
    "Spanish": ("Íñigo María|José Núria Begoña Álvaro", "García|Márquez Núñez Ibáñez Peña Echeverría"),
}

BODIES = [
    "Exampletown CLP",
    "Sampleford North CLP",
    "Unite",
    "Unison",
    "GMB",
    "RMT",
    "UCU",
    "CWU",
    "NEU",
    "PCS",
    "IWGB",
    "Trades Council",
]
OFFICES = [
    "Secretary",
    "Chair",
    "Treasurer",
    "Rep",
    "Branch officer",
    "Delegate",
    "Member",
    "Health and safety rep",
    "Women's officer",
]
DOMAINS = (
    "example.org",
    "example.com",
    "example.net",
    "mail.example.org",
    "union.example",
    "post.example.com",
    "student.example.net",
)


@dataclass(frozen=True)
class InventedPerson:
    first_name: str
    last_name: str
    roles: str
    email: str


def people(seed: int = 2017) -> Iterator[InventedPerson]:
    """Invented people without end; the same ones in the same order for the same `seed`."""
    chance = random.Random(seed)  # noqa: S311  (nothing secret hangs on it)
    customs = [(_split(first), _split(last)) for first, last in NAMES.values()]
    weights = [20] + [2] * (len(customs) - 1)
    number = 0
    while True:
        number += 1
        first_names, last_names = chance.choices(customs, weights)[0]
        one_name = chance.random() < 0.01
        yield InventedPerson(
            first_name=_some(first_names, " ", 0.35, chance),
            last_name="" if one_name else _some(last_names, "-", 0.15, chance),
            roles=_roles(chance),
            email=f"invented{seed}.{number}@{chance.choice(DOMAINS)}",
        )


def _some(names: list[str], between: str, share: float, chance: random.Random) -> str:
    """One of the names, or for that share of people two: else in a few thousand too many would share theirs."""
    first, second = chance.sample(names, 2)
    return f"{first}{between}{second}" if chance.random() < share and " " not in first + second else first


def worth_a_look(person: InventedPerson, chance: random.Random) -> InventedPerson:
    """The same mailbox with what organisers meet among real signers, and the checks are there to find."""
    odd = (
        {"first_name": person.first_name.upper(), "last_name": person.last_name.upper()},
        {"roles": f"MP for {chance.choice(('Exampletown', 'Sampleford North', 'Mockbury'))}"},
        {"roles": f"General Secretary, {chance.choice(('Example Workers', 'Union of Samples'))}"},
        {"roles": f"Ring me: 07700 900{chance.randrange(1000):03}"},  # numbers that Ofcom keeps for invented people
        {"first_name": "Asdfgh", "last_name": "Qwrtzp", "roles": ""},
        {"first_name": "Аnn", "last_name": "Clаrke"},  # two of the letters are Cyrillic ones
    )
    return replace(person, **chance.choice(odd))


def _split(names: str) -> list[str]:
    """Names stand between blanks; "|" is a blank within one."""
    return [name.replace("|", " ") for name in names.split()]


def _roles(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return ""
    role = f"{chance.choice(OFFICES)}, {chance.choice(BODIES)}"
    return f"{role}; {chance.choice(BODIES)} member" if kind > 0.85 else role
