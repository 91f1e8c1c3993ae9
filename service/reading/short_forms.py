"""When one name is short for another, or the same in other words: "Duke" for "Duke Energy", misspelt surnames.

Names are given as their folded words (`names.thing_words`).
"""

from __future__ import annotations

from service.reading import lexicon
from service.reading.clusters import Cluster
from service.reading.media import is_media_name


def unordered(words: tuple[str, ...]) -> str:
    """One key for "Department of State" and "State Department": their words, in no order."""
    return "words:" + " ".join(sorted(word for word in words if word not in lexicon.word_class("name_connective")))


def has_initials(cluster: Cluster, letters: str) -> bool:
    """Whether the letters are a person's initials, or the label of an outlet in an interview (WN is Wikinews)."""
    word, *more = cluster.words
    if more:
        return cluster.type == "person" and "".join(word[0] for word in cluster.words) == letters
    written_as_label = len(letters) == 2 and word[:1] == letters[0]
    return written_as_label and letters[1] in word[1:] and is_media_name(word)


def short_for(short: tuple[str, ...], long: tuple[str, ...], *, initials: bool) -> bool:
    """Tell short forms: "Duke" for "Duke Energy", "Supreme Court" for "UK Supreme Court", "Senate" for "US Senate".

    A short form that is written as ``initials`` is no part of a longer name, but for its legal form.
    """
    size = len(short)
    if long[:size] == short:
        rest = long[size:]
        outlet = is_media_name(" ".join(short))
        lettered = initials and not outlet
        generic = lexicon.word_class("legal_form" if lettered else "media_tail" if outlet else "organization_tail")
        if all(word in generic for word in rest) or short[-1] in lexicon.word_class("body_head"):
            return True
    of_body = any(long[at : at + size + 1] == (*short, "of") for at in (1, 2))  # Royal *Swedish Academy* of Sciences
    if of_body and short[-1] in lexicon.word_class("body_head"):
        return True
    connective = long[-size - 1] in lexicon.word_class("name_connective")
    closes = long[-size:] == short and not connective
    return closes and (size > 1 or short[0] in lexicon.word_class("body_head"))


def one_edit(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out or replaced, or by two that changed places."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]:
        return True
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]
