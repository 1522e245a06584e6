"""Invented spellings for measuring keys by sound. Nobody here is a real person."""

# One name in two spellings, across scripts or across the habits of two countries.
_SAME = """
Șerban/Шербан Serban/Щербан Sherban/Șerban Ceban/Чебан Cheban/Чебан Iurie/Юрий Yuri/Юрий
Iuri/Юрій Yurii/Iurie Natalia/Наталья Natalia/Наталія Nataliya/Наталья Oleksandr/Александр
Alexandru/Олександр Alexandru/Oleksandr Evghenii/Евгений Yevhenii/Evghenii Eugeniu/Евгений
Eugeniu/Євгеній Gheorghe/Георгий Gheorghe/Heorhii Ghenadie/Геннадий Ghenadie/Hennadii
Dumitru/Дмитрий Dumitru/Dmytro Ecaterina/Екатерина Ecaterina/Kateryna Iulia/Юлия Yulia/Юлія
Mihail/Михаил Mihai/Михаил Mihail/Mykhailo Nicolae/Николай Nicolae/Mykola Ștefan/Степан
Stefan/Stepan Vasile/Василий Vasile/Vasyl Petru/Пётр Petru/Petro Pavel/Павло Paul/Павел
Andrei/Андрей Andrei/Андрій Andrii/Андрей Serghei/Сергей Serghei/Serhii Sergiu/Сергій
Vladimir/Володимир Volodymyr/Владимир Elena/Олена Olena/Елена Yelena/Elena Galina/Галина
Halyna/Галина Svetlana/Світлана Svitlana/Светлана Snejana/Снежана Snizhana/Снежана
Irina/Ірина Iryna/Ирина Ana/Ганна Hanna/Анна Ion/Иван Ion/Ioan Ivan/Иоан Liudmila/Людмила
Lyudmyla/Людмила Anatolie/Анатолий Anatolii/Анатолий Tatiana/Татьяна Tetiana/Татьяна
Oxana/Оксана Oksana/Оксана Grigore/Григорий Hryhorii/Григорий Igor/Ігор Ihor/Игорь
Veaceslav/Вячеслав Viacheslav/Вячеслав Iosif/Йосип Iacob/Яков Yakiv/Яков Xenia/Ксения
Uliana/Ульяна Fiodor/Фёдор Fedir/Фёдор Teodor/Фёдор Constantin/Константин Ilie/Илья
Maria/Марія Cristina/Христина Zinaida/Зинаида Jana/Жана
Covalenco/Коваленко Kovalenko/Covalenco Șevciuc/Шевчук Shevchuk/Șevciuc Cojocaru/Кожокару
Jitari/Житарь Zhitar/Jitari Țîmbalist/Цымбалист Tsymbalist/Țîmbalist Vîntu/Vântu Sîrbu/Сырбу
Ciobanu/Чобану Chobanu/Ciobanu Cebotari/Чеботарь Chebotar/Cebotari Munteanu/Мунтяну
Ceaicovschi/Чайковский Tchaikovsky/Ceaicovschi Covalciuc/Ковальчук Kovalchuk/Covalciuc
Tcacenco/Ткаченко Tkachenko/Tcacenco Pascenco/Пащенко Pashchenko/Pașcenco Țurcanu/Цуркану
Turcanu/Цуркану Guțu/Гуцу Gutsu/Guțu Gonța/Гонца Chiriac/Кириак Chirtoacă/Киртоакэ
Petrovici/Петрович Petrovich/Petrovici Tcaci/Ткач Tkach/Tcaci Iachim/Яким Yakym/Iachim
Hîncu/Хынку Leahu/Ляху Bodnariuc/Боднарюк Zaharia/Захария Zakharia/Захария Lupașcu/Лупашку
Cușnir/Кушнир Kushnir/Cușnir Pșenicinîi/Пшеничный Pshenichnyi/Пшеничный Hmelnițchi/Хмельницкий
Khmelnytskyi/Хмельницький Savcenco/Савченко Savchenko/Savcenco Giurgiu/Джурджу Boico/Бойко
Boiko/Boico Racoviță/Раковица Rakovitsa/Racoviță Untilă/Унтилэ Ungureanu/Унгуряну
Mițkevici/Мицкевич Enache/Енаке Urechean/Урекян Ivancic/Иванчик Ivanchik/Иванчик
Corcinschi/Корчинский Korchinski/Корчинский Ovcinnicov/Овчинников Ovchinnikov/Овчинников
Șciuchin/Щукин Shchukin/Șciuchin Josan/Жосан Bejenaru/Беженару Bezhenaru/Беженару
Laurențiu/Лавренти Ghimpu/Гимпу Chetraru/Кетрару Marcenco/Марченко Marchenko/Марченко
Luchian/Лукьян Arhip/Архип Țăranu/Цэрану Eșanu/Ешану Vîlcu/Вылку
"""

# Common names that are clearly different people's.
_DIFFERENT = """
Alexandru Andrei Boris Constantin Cristina Daniela Denis Dumitru Ecaterina Elena Eugeniu Galina
Gheorghe Igor Ilie Irina Iurie Larisa Lidia Liudmila Maria Mihail Natalia Nicolae Olga Pavel
Petru Rodica Ruslan Serghei Silvia Svetlana Ștefan Tatiana Valentina Vasile Veaceslav Victor
Viorica Vladimir Ceban Rusu Munteanu Cojocaru Lungu Rotaru Moraru Popa Botnaru Ciobanu Gonța
Șevciuc Bondarenco Melnic Vieru Grosu Sandu Balan Cazacu Țurcanu Plămădeală Guțu Croitoru
Jitari Hîncu
"""

SAME = [tuple(line.split("/")) for line in _SAME.split()]
DIFFERENT = _DIFFERENT.split()
