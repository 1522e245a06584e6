"""Names across scripts. Nobody here is a real person."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from punte.algorithms.linkage import NAMES_AGREE, NAMES_NEAR, align, compare_names
from tests.algorithms.linkage.people import hard_negatives, true_pairs

ONE = """
Șerban Ion/Шербан Ион; Serban Ion/Шербан Іван; Ion Ceban/Чебан Иван; Ion Ceban/Чебан Ион Ильич;
Ghenadie Lungu/Геннадий Лунгу; Yulia Kovalenko/Юлія Коваленко; Iulia Covalenco/Юлия Коваленко;
Oleksandr Shevchuk/Alexandru Șevciuc; Natalia Cojocaru/Наталья Кожокару; Hanna Holban/Анна Голбан;
Ecaterina Jitari/Екатерина Житарь; Dumitru Țîmbalist/Дмитрий Цымбалист; Ana Vântu/Ana Vîntu;
Mihai Sîrbu/Михаил Сырбу; Ștefan Ciobanu/Степан Чобану; Sergiu Gonța/Сергей Гонца;
Iurie Ceban/Yuri Tcheban; Ana-Maria Rusu/АннаМария Русу; Vera Harea/Вера Харя;
Ana Popova/Анна Попов; Maria Ceban Ion/Мария Ивановна Чебан; Nicolae Hîncu/Микола Хынку;
Sofica Rusu/София Русу; Pavlo Hrechko/Павел Гречко
"""
# The same given name and another surname, kin with one surname, a father and his child.
TWO = """
Ion Ceban/Ion Cebanu; Ion Ceban/Ион Чебану; Ion Rotaru/Ion Rotari; Maria Popa/Marina Popa;
Ana Rusu/Ana Roșu; Alexandru Rusu/Александра Русу; Ion Popa/Ion Popescu; Ion Lupu/Ion Lupan;
Daniel Guțu/Daniela Guțu; Ion Ceban Vasile/Василий Чебан; Ion Ceban/Мария Чебан Ивановна;
Ivan Petrovici Rusu/Ivan Pavlovici Rusu; Ion Ivanov/Ion Ivanova; Ion Dan/Ion Dănilă;
Elena Ceban/Алёна Чебан; Gheorghe Rusu/Юрий Русу; Ion Moraru/Ion Muraru; Ion/Ion Ceban;
Dana Sergheevna/Dana Sergheevna Rusu; Victor Bodnari/Victor Botnari; Ion Mocan/Ion Mocanu;
Ion Turcan/Ion Țurcanu; Maria Ceban Ion/Ion Ceban; Ana Savcenco/Анна Шевченко
"""


# One name as hands of other countries and standards write it.
HANDS = """
Дмитрий Кузнецов/Kusnezow Dmitrij; Надежда Ершова/Nadeschda Jerschowa; Анна Зайцева/Anna Saizew;
Фёдор Щукин/Fiodor Chtchoukine; Георгий Соловьёв/Gueorgui Solovioff; Степан Широков/Stepan Chirokov;
Paweł Krawczuk/Павел Кравчук; Zacharczenko Juri/Юрий Захарченко; Žukova Evgenija/Евгения Жукова;
Sofija Mal'ceva/София Мальцева; Kolcov Vyacheslav/Вячеслав Кольцов; Ruslan Hrushhyov/Руслан Хрущёв;
Ђорђе Вучић/Djordje Vucic; Љиљана Живковић/Ljiljana Živković; Петър Гълъбов/Petar Galabov;
Щерева Божана/Shtereva Bozhana; Petîr Crîstev/Петър Кръстев; Cem Yıldırım/Джем Йылдырым;
Xhevdet Gjoka/Джевдет Джока; Олег Кыса/Oleg Kysa; Георгий Георгиев/Georgi Georgiev;
Віра Хмельницька/Вера Хмельницкая; Назаренко Ганна Яківна/Анна Яковлевна Назаренко;
Igor Cazac/lgor Cazac; G0rban Ion/Ion Gorban; Viоrel Рoроvici/Viorel Popovici;
d-na Elena Cebotari/Елена Чеботарь; Любовь Георгиевна Быкова/Bykova Lyubov G.;
Ion Cîrlan/Ион Кырлан; Ion Cirlan/Ион Кырлан; Costel-Răzvan Popovici/Popovici Costel;
Nicolae Gheorghiță/Георгицэ Николай Иванович; Ümit Özdemir/Юмит Оздемир;
Gheorghiță Larisa/Лариса Витальевна Георгицэ; Rareș-Mihai Băsescu/Băsescu Rareș;
Angela Cojocari/Angela Cogiocari; Serghei Gînju/Serghei Ghingiu; Olesea Crețu/Olescea Crezzu;
Жанна Шевцов/Gianna Scevzov; Gheorghe Chiriac/Gueorgue Quiriac; Михаил Журавлёв/Mijail Zhuravlev;
Захар Гончаренко/Zajar Goncharenko; Сергей Яценко/Sergej Jazenko
"""
# Names that one letter, or one that is lost in writing, tells apart; kin with like names.
HARD = """
Vera Jalbă/Вероника Жалбэ; Jana Topal/Яна Топал; Жанна Быкова/Iana Bykova;
Ion Țurcan/Ион Туркан; Иван Шава/Иван Сава;
Ion Dumitru/Ion Dumitriu; Ion Bodnari/Ion Bondari; Ion Dumitrescu/Ион Думитрашку;
Любовь Ивановна Быкова/Bykova Lyubov G.; I. Ceban/I. Ceban; Иван Жанов/Ivan Janin;
Ion Petru Rusu/Petru Ion Rusu; Ion Dan/Dănilă Ion; Tudor Ion/Иван Фёдор;
Gheorghe Mazur/Gheorghe Matur; Angela Bejan/Angela Began; Ivan Jukov/Иван Хуков;
Kirill Bejan/Кирилл Бехан; Sergey Kozak/Сергей Коцак; Нина Русу/Antonina Rusu;
Иван Петров/Pjotr Iwanow; Сергей Жуков/Sergej Schurow
"""


def pairs(lines: str) -> list[tuple[str, ...]]:
    return [tuple(pair.strip().split("/")) for pair in lines.split(";")]


@pytest.mark.parametrize(("one", "other"), [*pairs(ONE), *pairs(HANDS)])
def test_one_name_in_two_spellings_agrees(one: str, other: str) -> None:
    assert compare_names(one, other) >= NAMES_AGREE


@pytest.mark.parametrize(("one", "other"), [*pairs(TWO), *pairs(HARD)])
def test_names_of_two_people_do_not_agree(one: str, other: str) -> None:
    assert compare_names(one, other) < NAMES_AGREE


def test_names_it_was_not_made_from() -> None:
    true = true_pairs(600, seed=41)
    found = sum(compare_names(*pair) >= NAMES_AGREE for pair in true)
    assert found / len(true) >= 0.93
    assert [p for p in hard_negatives(4000, seed=42) if compare_names(*p) >= NAMES_AGREE] == []


def test_an_ending_or_a_slip_is_worth_a_look() -> None:
    assert compare_names("Ion Ceban", "Ion Cebanu") >= NAMES_NEAR
    assert compare_names("Ion Constantinescu", "Ion Constantinecu") >= NAMES_NEAR


def test_what_was_taken_for_what_is_told() -> None:
    told = align("Ion Ceban", "Чебан Иван Ильич")
    assert {(a, b) for a, b, _ in told.pairs} == {("ion", "иван"), ("ceban", "чебан")}
    assert told.extra == ("ильич",)
    assert told.value == compare_names("Ion Ceban", "Чебан Иван Ильич")
    back = align("Чебан Иван Ильич", "Ion Ceban")
    assert {(b, a) for a, b, _ in back.pairs} == {(a, b) for a, b, _ in told.pairs}


NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "Ion",
                "Иван",
                "Ceban",
                "Чебан",
                "Cebanu",
                "Ильич",
                "Ivanovici",
                "Maria",
                "I.",
                "Popa-Rusu",
            ]
        ),
        max_size=6,
    ).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
@example("\x00\ud800", "Ion")
@example("a" * 500, "ß ﬁ İ")
@example("Ion " + "schjwzcyouxhgjçığžićîkq" * 9, "Ion " + "schjwzcyouxhgjçığžićîkw" * 9)
def test_any_texts_compare_the_same_both_ways(one: str, other: str) -> None:
    assert compare_names(one, other) == pytest.approx(compare_names(other, one))
    assert 0 <= compare_names(one, other) <= 1
