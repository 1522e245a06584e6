"""Free texts in four languages, without names. What desks and units write to one another."""

from __future__ import annotations

from punte.demo.rng import Random

_MESSAGES = {
    "ro": (
        "Persoana are nevoie de {service}; situația este stabilă, fără grabă deosebită.",
        "Vă rugăm un răspuns până la sfârșitul săptămânii. Persoana poate veni însoțită.",
        "A fost discutat cu persoana; este de acord și așteaptă un prim contact.",
        "Este nevoie de un interpret. Preferă să vorbească cu o femeie.",
    ),
    "en": (
        "The person needs {service}; the situation is stable.",
        "Please answer before the week ends. The person can come with an escort.",
        "Discussed with the person, who agrees and waits for a first contact.",
    ),
    "ru": (
        "Человеку нужна помощь: {service}. Положение устойчивое.",
        "Просим ответить до конца недели. Человек может приехать с сопровождением.",
        "Обсудили с человеком, согласие есть, ждёт первого звонка.",
    ),
    "uk": (
        "Людині потрібна допомога: {service}. Становище стабільне.",
        "Просимо відповісти до кінця тижня. Людина може приїхати із супроводом.",
        "Обговорили з людиною, згода є, чекає на перший дзвінок.",
    ),
}
_SERVICES = {
    "ro": {
        "housing": "cazare", "medical": "ajutor medical", "psychological": "consiliere",
        "social": "asistență socială", "legal": "consultație juridică", "educational": "educație",
        "recreational": "activități de grup", "material": "ajutor material",
        "vocational": "formare", "job_search": "căutarea unui loc de muncă",
        "transport": "transport", "interpretation": "interpretare",
    },
    "ru": {
        "housing": "жильё", "medical": "врач", "psychological": "психолог",
        "social": "социальная помощь", "legal": "юрист", "educational": "учёба",
        "recreational": "занятия в группе", "material": "вещи и продукты",
        "vocational": "обучение профессии", "job_search": "поиск работы",
        "transport": "дорога", "interpretation": "переводчик",
    },
    "uk": {
        "housing": "житло", "medical": "лікар", "psychological": "психолог",
        "social": "соціальна допомога", "legal": "юрист", "educational": "навчання",
        "recreational": "заняття в групі", "material": "речі та продукти",
        "vocational": "навчання професії", "job_search": "пошук роботи",
        "transport": "дорога", "interpretation": "перекладач",
    },
}  # fmt: skip
_NOTES = {
    "ask": (
        "Este nevoie de o însoțire? Ce limbă vorbește?", "Which language does the person speak?",
        "Нужна ли детская кроватка?", "Чи потрібен супровід?",
    ),
    "answer": (
        "Vorbește română și rusă, vine însoțită.", "Romanian; an escort comes along.",
        "Да, нужна. Приезжает с ребёнком.", "Так, супровід потрібен.",
    ),
    "wait_list": (
        "Se eliberează un loc în aproximativ zece zile.", "A place is free in about ten days.",
        "Место освободится примерно через неделю.", "Місце звільниться за тиждень.",
    ),
    "decline": (
        "Nu avem loc liber în acest moment.", "We have no free place at present.",
        "Сейчас свободных мест нет.", "Зараз вільних місць немає.",
    ),
    "redirect": (
        "Biroul propus este mai aproape de persoană.", "The other desk is closer to the person.",
        "Другая служба ближе к человеку.", "Інша служба ближча до людини.",
    ),
    "deliver": (
        "Ajutorul a fost dat în întregime, cu acordul persoanei.", "All help was given as agreed.",
        "Помощь оказана полностью.", "Допомогу надано повністю.",
    ),
    "partly": (
        "Consilierea continuă, cazarea s-a încheiat.", "Counselling goes on; housing has ended.",
        "Жильё предоставлено, обучение ещё идёт.", "Житло надано, навчання триває.",
    ),
    "not_deliver": (
        "Serviciul nu a putut fi dat în perioada stabilită.", "It could not be given in time.",
        "Услугу не удалось оказать в срок.", "Послугу не вдалося надати вчасно.",
    ),
    "person_withdrew": (
        "Persoana nu mai dorește serviciul.", "The person no longer wants this help.",
        "Человек отказался от услуги.", "Людина відмовилася від послуги.",
    ),
    "lose_contact": (
        "Trei apeluri fără răspuns în două săptămâni.", "Three calls in two weeks, no answer.",
        "Три звонка за две недели без ответа.", "Три дзвінки за два тижні без відповіді.",
    ),
    "unsafe": (
        "Oprit: locul nu mai este sigur.", "Stopped: the place is no longer safe.",
        "Остановлено: место небезопасно.", "Зупинено: місце небезпечне.",
    ),
    "return": (
        "Persoana spune că mai are nevoie de ajutor.", "The person says that help is still needed.",
        "Человек говорит, что помощь ещё нужна.", "Людина каже, що допомога ще потрібна.",
    ),
    "withdraw": (
        "Ajutorul a fost găsit în altă parte.", "Help was found elsewhere.",
        "Помощь нашлась в другом месте.", "Допомогу знайшли деінде.",
    ),
}  # fmt: skip
_GROUNDS = {
    "potential": "Semne la prima discuție; este nevoie de o discuție mai lungă.",
    "presumed": "Documente reținute, datorie pentru drum, muncă sub amenințare.",
    "identified": "Discuție repetată cu interpret; act, mijloc și scop arătate de mai multe semne.",
    "not_victim": "Conflict de muncă fără constrângere; persoana a fost îndrumată la inspecție.",
}
_RU_GROUNDS = {
    "potential": "Признаки при первой беседе; нужна ещё одна.",
    "presumed": "Документы отобраны, долг за дорогу, работа под угрозой.",
    "identified": "Повторная беседа с переводчиком; действие, средство и цель показаны признаками.",
    "not_victim": "Трудовой спор без принуждения; человек направлен в инспекцию.",
}
_SIGNS = (
    "Controlul documentelor în autocar; altcineva răspundea la întrebări.",
    "Apel la linia de ajutor; persoana era speriată și vorbea încet.",
    "Проверка на маршруте: паспорт был у другого человека.",
    "Під час огляду виявлено сліди ударів; людина просила не дзвонити додому.",
    "Found at a work site without pay and without papers.",
)
RISK_GROUND = (
    "Persoana este în pericol și nu poate fi întrebată acum; se cere loc sigur imediat.",
    "The child needs a safe place tonight and no guardian can be reached.",
)


def message(rng: Random, service: str) -> str:
    """What a referral says to the desk."""
    language = rng.choices(("ro", "en", "ru", "uk"), (60, 12, 18, 10))[0]
    word = _SERVICES.get(language, {}).get(service, service)
    return rng.choice(_MESSAGES[language]).format(service=word)


def note(rng: Random, move: str) -> str:
    """The words of a move that wants some; others have none."""
    words = _NOTES.get(move)
    return rng.choices(words, (60, 12, 18, 10))[0] if words else ""


def ground(rng: Random, status: str) -> str:
    """Why a status was decided."""
    return (_RU_GROUNDS if rng.random() < 0.2 else _GROUNDS)[status]


def sign(rng: Random) -> str:
    """What the notifier saw."""
    return rng.choice(_SIGNS)
