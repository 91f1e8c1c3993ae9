"""The readers of tagged names, on lines in their real formats."""

from __future__ import annotations

from pathlib import Path

from tests.training.corpus_lines import jsonl, named
from training.corpora import read_conll, read_newswire


def test_newswire_joins_words_as_they_are_printed(tmp_path: Path) -> None:
    dated = "Afrol/B-Organization News/I-Organization (/O 27/B-Date January/I-Date )/O ,/O"
    straight = '"/O Kato/B-Person \'s/O gone/O "/O'
    curly = "“/O Peter/B-Person ,/O Paul/B-Person ”/O $/B-Money 5/I-Money"
    sentences = [[word.rsplit("/", 1) for word in line.split(" ")] for line in (f"{dated} {straight}", curly)]
    (example,) = read_newswire(jsonl(tmp_path / "w.jsonl", {"id": "af_1", "region": "af", "sentences": sentences}))
    assert example.text == 'Afrol News (27 January), "Kato\'s gone"\n“Peter, Paul” $5'
    assert (example.id, example.name_scheme) == ("af_1", "newswire")
    assert named(example) == [
        ("Afrol News", "Organization"),
        ("27 January", "Date"),
        ("Kato", "Person"),
        ("Peter", "Person"),
        ("Paul", "Person"),
        ("$5", "Money"),
    ]


def test_names_side_by_side_stay_two(tmp_path: Path) -> None:
    sentences = [[["Ann", "B-Person"], ["Bob", "B-Person"], ["Lee", "I-Person"], ["Oslo", "I-Location"]]]
    (example,) = read_newswire(jsonl(tmp_path / "w.jsonl", {"id": "af_2", "region": "af", "sentences": sentences}))
    assert named(example) == [("Ann", "Person"), ("Bob Lee", "Person"), ("Oslo", "Location")]


WIKIGOLD = """\
The I-ORG
Mad I-ORG
Capsule I-ORG
met O
Ng I-PER
. O

Ng I-PER
left O
"""

WNUT = "From\tO\n@paul\tB-person\nWalk\tI-person\n\t\nEmpire\tB-location\nState\tI-location\n\t\n's\tO\n"


def test_conll_with_blank_lines_between_sentences(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.conll.txt"
    path.write_text(WIKIGOLD, encoding="utf-8")
    (example,) = read_conll(path, "wikigold")
    assert example.text == "The Mad Capsule met Ng.\nNg left"
    assert (example.id, example.name_scheme) == ("wikigold.conll.txt-0", "wikigold")
    assert named(example) == [("The Mad Capsule", "ORG"), ("Ng", "PER"), ("Ng", "PER")]


def test_conll_with_lines_of_a_tab_alone_between_sentences(tmp_path: Path) -> None:
    path = tmp_path / "wnut17_train.conll"
    path.write_text(WNUT, encoding="utf-8")
    (example,) = read_conll(path, "wnut")
    assert example.text == "From @paul Walk\nEmpire State\n's"
    assert named(example) == [("@paul Walk", "person"), ("Empire State", "location")]


def test_conll_in_texts_of_some_sentences(tmp_path: Path) -> None:
    path = tmp_path / "wnut17_train.conll"
    path.write_text(WNUT, encoding="utf-8")
    first, second = read_conll(path, "wnut", per_text=2)
    assert (first.id, second.id) == ("wnut17_train.conll-0", "wnut17_train.conll-2")
    assert (first.text, second.text) == ("From @paul Walk\nEmpire State", "'s")
    assert named(first) == [("@paul Walk", "person"), ("Empire State", "location")]
