"""Where the corridor lies: districts with their share of persons, crossings, routes."""

from __future__ import annotations

# Districts of the Republic of Moldova and counties of Romania: (name, share, how fast things go
# there (1 is average, more is slower), how many of the referred get help). The numbers are ours.
DISTRICTS: dict[str, tuple[tuple[str, float, float, float], ...]] = {
    "MD": (
        ("Chișinău", 20, 0.8, 0.42), ("Bălți", 6, 0.9, 0.36), ("Anenii Noi", 2, 1.1, 0.28),
        ("Basarabeasca", 1, 1.5, 0.20), ("Briceni", 1.5, 1.4, 0.22), ("Cahul", 4, 0.9, 0.34),
        ("Cantemir", 1.5, 1.6, 0.18), ("Călărași", 2, 1.1, 0.27), ("Căușeni", 2.2, 1.2, 0.25),
        ("Cimișlia", 1.3, 1.4, 0.22), ("Criuleni", 1.7, 1.1, 0.29), ("Dondușeni", 1, 1.5, 0.2),
        ("Drochia", 2, 1.2, 0.26), ("Dubăsari", 0.8, 1.9, 0.15), ("Edineț", 2, 1.1, 0.29),
        ("Fălești", 2.3, 1.2, 0.24), ("Florești", 2, 1.3, 0.24), ("Găgăuzia", 4, 1.2, 0.27),
        ("Glodeni", 1.4, 1.4, 0.21), ("Hîncești", 3.2, 1.1, 0.27), ("Ialoveni", 2.5, 1, 0.31),
        ("Leova", 1.5, 1.4, 0.21), ("Nisporeni", 1.8, 1.3, 0.23), ("Ocnița", 1.5, 1.5, 0.2),
        ("Orhei", 3, 1, 0.32), ("Rezina", 1.3, 1.4, 0.2), ("Rîșcani", 1.8, 1.2, 0.25),
        ("Sîngerei", 2.4, 1.3, 0.23), ("Soroca", 2.8, 1.1, 0.28), ("Strășeni", 2.3, 1.1, 0.27),
        ("Șoldănești", 1.1, 1.7, 0.17), ("Ștefan Vodă", 2, 1.2, 0.26), ("Taraclia", 1.2, 1.4, 0.2),
        ("Telenești", 1.9, 1.3, 0.22), ("Ungheni", 3.6, 0.9, 0.35), ("Bender", 1.5, 1.8, 0.15),
    ),
    "RO": (
        ("București", 11, 0.9, 0.66), ("Iași", 9, 0.7, 0.72), ("Galați", 5.5, 0.9, 0.62),
        ("Vaslui", 4.5, 1.2, 0.5), ("Botoșani", 4, 1.2, 0.5), ("Suceava", 4, 1, 0.56),
        ("Neamț", 3, 1.1, 0.55), ("Bacău", 4, 1, 0.56), ("Vrancea", 2.2, 1.1, 0.5),
        ("Brăila", 2, 1, 0.55), ("Tulcea", 1.5, 1.1, 0.5), ("Constanța", 4, 0.9, 0.6),
        ("Buzău", 2, 1.1, 0.52), ("Prahova", 2.5, 1, 0.58), ("Ilfov", 2, 1, 0.6),
        ("Giurgiu", 1.2, 1.3, 0.45), ("Călărași", 1.5, 1.3, 0.44), ("Ialomița", 1.1, 1.3, 0.45),
        ("Teleorman", 1.5, 1.4, 0.42), ("Argeș", 2, 1, 0.57), ("Olt", 2, 1.3, 0.44),
        ("Dolj", 3, 1, 0.55), ("Gorj", 1.3, 1.1, 0.5), ("Mehedinți", 1.3, 1.2, 0.46),
        ("Vâlcea", 1.3, 1.1, 0.52), ("Dâmbovița", 1.8, 1.1, 0.5), ("Brașov", 2.3, 0.9, 0.64),
        ("Covasna", 1, 1.1, 0.52), ("Harghita", 1, 1.1, 0.52), ("Mureș", 1.8, 1, 0.58),
        ("Sibiu", 1.5, 0.9, 0.64), ("Alba", 1.2, 1, 0.58), ("Hunedoara", 1.5, 1, 0.55),
        ("Cluj", 2.3, 0.8, 0.68), ("Bistrița-Năsăud", 1.2, 1, 0.55), ("Maramureș", 1.8, 1, 0.57),
        ("Satu Mare", 1.2, 1, 0.55), ("Sălaj", 0.9, 1.1, 0.52), ("Bihor", 2, 0.9, 0.6),
        ("Arad", 1.5, 0.9, 0.6), ("Timiș", 2.3, 0.8, 0.66), ("Caraș-Severin", 1.1, 1.2, 0.48),
    ),
}  # fmt: skip

# Crossings of the corridor: (place, district).
CROSSINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "MD": (
        ("Sculeni", "Ungheni"), ("Leușeni", "Hîncești"), ("Palanca", "Ștefan Vodă"),
        ("Otaci", "Ocnița"), ("Giurgiulești", "Cahul"), ("Costești", "Rîșcani"),
        ("Lipcani", "Briceni"), ("Cahul–Oancea", "Cahul"), ("Criva", "Briceni"),
        ("Tudora", "Ștefan Vodă"), ("Larga", "Briceni"), ("Basarabeasca", "Basarabeasca"),
        ("Ungheni feroviar", "Ungheni"), ("Aeroportul Chișinău", "Chișinău"),
    ),
    "RO": (
        ("Albița", "Vaslui"), ("Sculeni-RO", "Iași"), ("Galați Rutier", "Galați"),
        ("Siret", "Suceava"), ("Oancea", "Galați"), ("Stânca", "Botoșani"),
        ("Rădăuți-Prut", "Botoșani"), ("Isaccea", "Tulcea"), ("Iași feroviar", "Iași"),
        ("Sighetu Marmației", "Maramureș"), ("Nădlac", "Arad"), ("Borș", "Bihor"),
        ("Giurgiu", "Giurgiu"), ("Aeroportul Otopeni", "Ilfov"), ("Aeroportul Iași", "Iași"),
    ),
}  # fmt: skip

# Countries in which persons were found or exploited, and of whom third-country nationals are.
ROUTES = (
    ("MD", 30), ("RO", 22), ("RU", 8), ("TR", 7), ("IT", 6), ("DE", 6), ("GB", 4), ("FR", 4),
    ("ES", 3), ("PL", 3), ("CY", 2), ("AE", 2), ("UA", 3),
)  # fmt: skip
NATIONALITIES: dict[str, tuple[tuple[str, float], ...]] = {
    "MD": (("MD", 82), ("UA", 10), ("RO", 2), ("RU", 1), ("UZ", 1), ("BD", 1), ("NP", 1), ("", 2)),
    "RO": (("RO", 78), ("MD", 9), ("UA", 6), ("NP", 1.5), ("BD", 1.5), ("LK", 1), ("VN", 1),
           ("", 2)),
}  # fmt: skip
LANGUAGES: dict[str, tuple[tuple[str, float], ...]] = {
    "MD": (("ro", 74), ("ru", 17), ("uk", 4), ("gag", 4), ("rom", 1)),
    "RO": (("ro", 92), ("hu", 3), ("rom", 5)),
    "UA": (("uk", 62), ("ru", 38)),
    "RU": (("ru", 1),),
    "UZ": (("uz", 1),), "BD": (("bn", 1),), "NP": (("ne", 1),), "LK": (("en", 1),),
    "VN": (("vi", 1),), "": (("", 1),),
}  # fmt: skip
