"""Tagged tokens as running text with names on characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.errors import UnreadableGoldError
from evaluation.gold import read
from evaluation.labels import Article
from evaluation.spacing import Spacing, join


def named(article: Article) -> list[tuple[str, str]]:
    return [(article.text[each.start : each.end], each.type) for each in article.labels.names or ()]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The town , he said , is safe .", "The town, he said, is safe."),
        ("“ Stay , ” Karol G ’s friend said .", "“Stay,” Karol G ’s friend said.".replace(" ’s", "’s")),
        ("Herazo ’ s show , the teachers ’ union", "Herazo’s show, the teachers’ union"),
        ("do n't go , they 're out", "don't go, they're out"),
        (
            "a large - scale Medellín - based plan ( about $ 4 or 5 % )",
            "a large-scale Medellín-based plan (about $4 or 5%)",
        ),
        ('he said , " We won . " She left .', 'he said, "We won." She left.'),
        ('" We won , " he said .', '"We won," he said.'),
        ('We won . " He left .', 'We won." He left.'),
        ("‘ Ciutat de les Arts ’ in València", "‘Ciutat de les Arts’ in València"),
        ("BANJUL , Gambia ( IPS ) - The U . S . - led talks", "BANJUL, Gambia (IPS) - The U.S.-led talks"),
        ("Read on , said L . Oyun - Erdene and / or A . B .", "Read on, said L. Oyun-Erdene and/or A.B."),
        ("", ""),
    ],
)
def test_natural_spacing(tokens: str, text: str) -> None:
    joined, spans = join(tokens.split())
    assert joined == text
    assert [joined[start:end] for start, end in spans] == tokens.split()


def test_token_spacing() -> None:
    joined, spans = join(["Lee", "’s", "."], Spacing.TOKENS)
    assert joined == "Lee ’s ."
    assert spans == [(0, 3), (4, 6), (7, 8)]


def test_worldwide_newswire(tmp_path: Path) -> None:
    sentences = [
        [["Mr", "O"], ["Kato", "B-Person"], [",", "O"], ["of", "O"], ["Lagos", "B-Location"], [".", "O"]],
        [["Kato", "B-Person"], ["met", "O"], ["Bank", "B-Organization"], ["One", "I-Organization"], ["Ltd", "B-NORP"]],
    ]
    path = tmp_path / "w.jsonl"
    path.write_text(json.dumps({"id": "af_1", "region": "af", "sentences": sentences}) + "\n", encoding="utf-8")
    [article] = read(path)
    assert article.text == "Mr Kato, of Lagos.\n\nKato met Bank One Ltd"
    assert named(article) == [
        ("Kato", "person"),
        ("Lagos", "location"),
        ("Kato", "person"),
        ("Bank One", "organization"),
        ("Ltd", "norp"),
    ]
    assert article.outlet == "af"


def test_columns_with_document_marks_and_the_older_scheme(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.conll.txt"
    path.write_text(
        "The O\nMad I-ORG\nMarkets I-ORG\n. O\n\n-DOCSTART- O\n\nLee I-PER\nPark B-PER\nParis I-LOC\n\nHe O\n",
        encoding="utf-8",
    )
    first, second = read(path)
    assert named(first) == [("Mad Markets", "organization")]
    assert second.text == "Lee Park Paris\n\nHe"
    assert named(second) == [("Lee", "person"), ("Park", "person"), ("Paris", "location")]


def test_columns_without_document_marks_are_an_article_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "tweets.conll"
    path.write_text("Empire\tB-location\nState\tI-location\n\n#\tO\nACME\tB-corporation\n", encoding="utf-8")
    first, second = read(path)
    assert named(first) == [("Empire State", "location")]
    assert second.text == "#ACME"
    assert named(second) == [("ACME", "organization")]


UNIVERSAL = """# newdoc id = n1
# sent_id = n1-1
# text = “Stay,” Obama's aide Kori Schulman wrote.
1\t“\tO\t-\t-
2\tStay\tO\t-\t-
3\t,\tO\t-\t-
4\t”\tO\t-\t-
5\tObama\tB-PER\t-\tx
6\t's\tO\t-\t-
7\taide\tO\t-\t-
8\tKori\tB-PER\t-\tx
9\tSchulman\tI-PER\t-\tx
10\twrote\tO\t-\t-
11\t.\tO\t-\t-

# sent_id = n1-2
# text = Its words are not those of the tokens.
1\tOther\tO\t-\t-
2\tOslo\tB-LOC\t-\tx
3\t.\tO\t-\t-

# newdoc id = n2
# text = Hello
1\tHello\tO\t-\t-
"""


def test_universal_ner_keeps_the_original_text_where_the_tokens_are_found_in_it(tmp_path: Path) -> None:
    path = tmp_path / "pud.iob2"
    path.write_text(UNIVERSAL, encoding="utf-8")
    first, second = read(path)
    assert first.text == "“Stay,” Obama's aide Kori Schulman wrote.\n\nOther Oslo."
    assert named(first) == [("Obama", "person"), ("Kori Schulman", "person"), ("Oslo", "location")]
    assert second.text == "Hello"


@pytest.mark.parametrize(("content", "complaint"), [("lonely\n", "line 1: too few"), ("a O\nb X-PER\n", "line 2")])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableGoldError, match=complaint):
        read(path)
