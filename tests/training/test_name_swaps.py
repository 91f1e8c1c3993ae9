"""Other names in the place of an article's own."""

from __future__ import annotations

import numpy as np

from training.corpora import Example, Name
from training.name_swaps import NameBank


def example(text: str, *names: tuple[str, str]) -> Example:
    """A text with every occurrence, in order, of the given names."""
    found: list[Name] = []
    at = 0
    for form, kind in names:
        start = text.index(form, at)
        at = start + len(form)
        found.append(Name(start, at, kind))
    return Example(id="a", text=text, names=tuple(found), name_scheme="newswire")


OWN = example(
    "John Smith left Oslo on Monday. Smith, of Acme, said Oslo was cold.",
    ("John Smith", "Person"),
    ("Oslo", "Location"),
    ("Monday", "Date"),
    ("Smith", "Person"),
    ("Acme", "Organization"),
    ("Oslo", "Location"),
)
OTHERS = example(
    "Wei Zhang Mombasa Olopa Interpol",
    ("Wei Zhang", "Person"),
    ("Mombasa", "Location"),
    ("Olopa", "Person"),
    ("Interpol", "Organization"),
)


def test_a_form_is_replaced_everywhere_and_a_surname_follows_its_name() -> None:
    bank = NameBank([OTHERS])
    results = {bank.swapped(OWN, np.random.default_rng(seed)).text for seed in range(60)}
    assert "Wei Zhang left Mombasa on Monday. Zhang, of Interpol, said Mombasa was cold." in results
    assert OWN.text in results
    assert all(("Mombasa" in text) != ("Oslo" in text) for text in results)
    assert all("Zhang, of" in text for text in results if text.startswith("Wei Zhang"))


def test_the_names_stand_where_the_new_text_has_them() -> None:
    for seed in range(20):
        swapped = NameBank([OTHERS]).swapped(OWN, np.random.default_rng(seed))
        forms = [(swapped.text[n.start : n.end], n.type) for n in swapped.names or ()]
        assert [kind for _, kind in forms] == [n.type for n in OWN.names or ()]
        assert {form for form, kind in forms if kind != "Date"} <= {
            *("John Smith", "Smith", "Oslo", "Acme", "Wei Zhang", "Zhang", "Olopa", "Mombasa", "Interpol")
        }
        assert ("Monday", "Date") in forms


def test_a_name_without_another_of_its_length_stays() -> None:
    long_names = example("Bank of the West Indies", ("Bank of the West Indies", "Organization"))
    swapped = NameBank([OTHERS]).swapped(long_names, np.random.default_rng(1))
    assert swapped == long_names
