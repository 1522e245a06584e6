"""The named people of the demo, one or two for each role; their names are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Player:
    """One login. agency: a key of `agencies.LEADING`. desks: how many of its desks, from which."""

    login: str
    name: str
    role: str
    agency: str
    language: str = "ro"
    desks: tuple[int, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.login}@punte.demo"


CAST = (
    Player("officer.sculeni", "Ion Malprutean", "officer", "border:MD:Sculeni"),
    Player("officer.albita", "Vasile Podalbescu", "officer", "border:RO:Albița"),
    Player("coordinator.chisinau", "Ana Punteanu", "coordinator", "unit:MD:Chișinău"),
    Player("coordinator.iasi", "Ioana Luncașu", "coordinator", "unit:RO:Iași"),
    Player("coordinator2.chisinau", "Анна Мостова", "coordinator", "unit:MD:Chișinău", "ru"),
    Player("coordinator2.iasi", "Radu Teișanu", "coordinator", "unit:RO:Iași"),
    Player("supervisor.chisinau", "Elena Izvoranu", "supervisor", "unit:MD:Chișinău"),
    Player("supervisor.iasi", "Mihai Ulmeanca", "supervisor", "unit:RO:Iași"),
    Player("national.md", "Doina Stejăroiu", "coordinator", "national:MD"),
    Player("national.ro", "Andrei Brădeț", "coordinator", "national:RO"),
    Player("ngo.iasi", "Оксана Мостенко", "caseworker", "ngo:RO:Iași", "uk", (0,)),
    Player("ngo2.iasi", "Cristina Răchiteanu", "caseworker", "ngo:RO:Iași", "ro", (1,)),
    Player("ngo.chisinau", "Irina Zăvoianu", "caseworker", "ngo:MD:Chișinău", "ro", (0, 1)),
    Player("shelter.iasi", "Maria Cireșaru", "shelter_manager", "shelter:RO:Iași", "ro", (0,)),
    Player("shelter.chisinau", "Natalia Vadurean", "shelter_manager", "shelter:MD:Chișinău",
           "ro", (0,)),
    Player("health.iasi", "Simona Sălciescu", "health_worker", "health:RO:Iași", "ro", (0, 1)),
    Player("health.chisinau", "Людмила Вербина", "health_worker", "health:MD:Chișinău", "ru",
           (0, 1)),
    Player("investigator.chisinau", "Сергей Ольхов", "investigator", "police:MD:Chișinău", "ru"),
    Player("investigator.iasi", "Tudor Nucăreanu", "investigator", "police:RO:Iași"),
    Player("investigator2.chisinau", "Lilia Fagureanu", "investigator", "police:MD:Chișinău"),
    Player("investigator2.iasi", "Horia Carpenescu", "investigator", "police:RO:Iași"),
    Player("prosecutor.md", "Veronica Frăsineanu", "prosecutor", "prosecutor:MD"),
    Player("prosecutor.ro", "Emil Alunariu", "prosecutor", "prosecutor:RO"),
    Player("crime.chisinau", "Павел Вязов", "crime_analyst", "police:MD:Chișinău", "ru"),
    Player("crime.iasi", "Anca Socoteanu", "crime_analyst", "police:RO:Iași"),
    Player("keeper.chisinau", "Dorin Cornereanu", "evidence_keeper", "police:MD:Chișinău"),
    Player("keeper.iasi", "Livia Gorunescu", "evidence_keeper", "police:RO:Iași"),
    Player("analyst.md", "Silvia Plopșoreanu", "analyst", "analysis:MD", "en"),
    Player("analyst.ro", "Octavian Păltinaru", "analyst", "analysis:RO", "en"),
    Player("oversight.md", "Tamara Dumbrăvița", "oversight", "oversight:MD"),
    Player("oversight.ro", "Petru Ostrovean", "oversight", "oversight:RO"),
    Player("oversight2.md", "Микола Калиненко", "oversight", "oversight:MD", "uk"),
    Player("manager.iasi", "Alina Poienaru", "manager", "ngo:RO:Iași"),
    Player("manager.chisinau", "Grigore Sănduleț", "manager", "unit:MD:Chișinău"),
    Player("manager2.iasi", "Sorina Scorușanu", "manager", "police:RO:Iași"),
    Player("manager2.chisinau", "Eugen Jugastreanu", "manager", "police:MD:Chișinău"),
    Player("admin.md", "Victor Iezereanu", "administrator", "programme:MD", "en"),
    Player("admin.ro", "Daniela Trestieru", "administrator", "programme:RO", "en"),
    Player("admin2.md", "Лидия Рябинина", "administrator", "programme:MD", "ru"),
    Player("admin2.ro", "Cornel Mestecănescu", "administrator", "programme:RO"),
)  # fmt: skip
