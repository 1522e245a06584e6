"""Finding a person's name in either script: folding, keys by sound, documents, phones, order."""

from punte.algorithms.textsearch.folding import fold, name_parts
from punte.algorithms.textsearch.identifiers import Region, fold_date, fold_document, fold_phone
from punte.algorithms.textsearch.keys import SearchKeys, pair, query_keys, search_keys
from punte.algorithms.textsearch.order import sort_key
from punte.algorithms.textsearch.scripts import Script, transliterate
from punte.algorithms.textsearch.sound import phonetic
from punte.algorithms.textsearch.text import LIMIT, TextError

__all__ = [
    "LIMIT",
    "Region",
    "Script",
    "SearchKeys",
    "TextError",
    "fold",
    "fold_date",
    "fold_document",
    "fold_phone",
    "name_parts",
    "pair",
    "phonetic",
    "query_keys",
    "search_keys",
    "sort_key",
    "transliterate",
]
