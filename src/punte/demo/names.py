"""Invented people. Family names are made of bridges, rivers and trees, so that they look it."""

from __future__ import annotations

from random import Random

# Each: given names of women, of men, and family names (woman's form, man's form).
Names = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


_RO: Names = (
    ("Ana", "Maria", "Ioana", "Elena", "Cristina", "Daniela", "Irina", "Doina", "Mădălina",
     "Ștefania", "Țvetana", "Rodica", "Lăcrămioara", "Viorica", "Natalia", "Aurica", "Simona",
     "Mihaela", "Gabriela", "Alina", "Silvia", "Tamara", "Veronica", "Ilinca", "Smaranda"),
    ("Ion", "Vasile", "Andrei", "Mihai", "Ștefan", "Gheorghe", "Petru", "Nicolae", "Dumitru",
     "Constantin", "Cătălin", "Sorin", "Radu", "Vlad", "Ilie", "Tudor", "Grigore", "Pavel",
     "Sergiu", "Victor", "Octavian", "Marin", "Costel", "Florin", "Țugui"),
    _same("Punteanu", "Podalbescu", "Malprutean", "Răchiteanu", "Fruzescu", "Lăstăreanu",
          "Izvoranu", "Zăpodean", "Luncașu", "Stejăroiu", "Arțăreanu", "Mestecănaru",
          "Sălciescu", "Teișanu", "Ulmeanca", "Plopșoreanu", "Ghioceanu", "Cireșaru",
          "Nucăreanu", "Brădeț", "Păltinaru", "Vișinescu", "Scorușeanu", "Poienaru-Exemplu",
          "Vadurean", "Undiță", "Trestieru", "Zăvoianu", "Sănduleț", "Țărmureanu",
          "Prundaru", "Iezereanu", "Gârlișanu", "Ostrovean", "Șipoteanu", "Dumbrăvița"),
)  # fmt: skip
_RU: Names = (
    ("Анна", "Мария", "Елена", "Ольга", "Наталья", "Светлана", "Ирина", "Татьяна", "Людмила",
     "Галина", "Юлия", "Ксения", "Виктория", "Алла", "Зинаида"),
    ("Иван", "Алексей", "Сергей", "Дмитрий", "Николай", "Пётр", "Андрей", "Михаил", "Юрий",
     "Виктор", "Степан", "Фёдор", "Григорий", "Павел", "Илья"),
    (("Мостова", "Мостов"), ("Рябинкина", "Рябинкин"), ("Кленовская", "Кленовский"),
     ("Ручейкова", "Ручейков"), ("Бережная-Пример", "Бережной-Пример"), ("Ольхова", "Ольхов"),
     ("Тростникова", "Тростников"), ("Переправкина", "Переправкин"), ("Липова", "Липов"),
     ("Вербина", "Вербин"), ("Осинкина", "Осинкин"), ("Заречнова", "Заречнов"),
     ("Камышова", "Камышов"), ("Ясенёва", "Ясенёв"), ("Тополева", "Тополев")),
)  # fmt: skip
_UK: Names = (
    ("Оксана", "Ганна", "Марія", "Олена", "Наталія", "Юлія", "Ірина", "Людмила", "Соломія",
     "Катерина", "Христина", "Леся", "Дарина", "Зоряна", "Уляна"),
    ("Іван", "Олексій", "Сергій", "Дмитро", "Микола", "Петро", "Андрій", "Михайло", "Юрій",
     "Тарас", "Степан", "Остап", "Григорій", "Богдан", "Ілля"),
    _same("Мостенко", "Вербицюк", "Кленчук", "Річкуненко", "Берегівець", "Вільшанюк",
          "Очеретько", "Переправко", "Липівчук", "Калиненко", "Осикунь", "Заріченко",
          "Комишан", "Ясенюк-Приклад", "Тополенко"),
)  # fmt: skip
_OTHER: Names = (
    ("Sita", "Anjali", "Fatima", "Rina", "Linh", "Nodira", "Malika", "Kumari"),
    ("Ram", "Hari", "Karim", "Rafiq", "Minh", "Jasur", "Anvar", "Nimal"),
    _same("Sampledar", "Exemplar Rai", "Testhapa", "Demorov", "Modelov", "Nguyen-Mau"),
)
_BY_LANGUAGE = {"ro": _RO, "rom": _RO, "hu": _RO, "gag": _RU, "ru": _RU, "uk": _UK, "": _RO}

# The same name as another writes it: letters lost or written in the other script.
_PLAIN = str.maketrans("ăâîșțĂÂÎȘȚ", "aaistAAIST")
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "io", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ț", "ч": "ci", "ш": "ș", "щ": "șci",
    "ъ": "", "ы": "î", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "ie",
    "ґ": "g",
})  # fmt: skip


def draw_name(rng: Random, language: str, sex: str) -> tuple[str, str]:
    """Given and family name of an invented person."""
    women, men, families = _BY_LANGUAGE.get(language, _OTHER)
    man = sex == "male" or (sex != "female" and rng.random() < 0.5)
    return rng.choice(men if man else women), rng.choice(families)[1 if man else 0]


def other_spelling(name: str) -> str:
    """A name as it stands in another paper: without diacritics, or in Latin letters."""
    latin = name.lower().translate(_CYRILLIC)
    return latin.title() if latin != name.lower() else name.translate(_PLAIN)
