"""The readers of coreference, on lines in their real formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.training.corpus_lines import STORY, at, jsonl, meant, pieces
from training.corpora import CorefMention, read_gap, read_gum, read_litbank


def test_gum(tmp_path: Path) -> None:
    def mention(words: str, entity: str, kind: str, **fields: Any) -> dict[str, Any]:
        start, end = at(words)
        known = {"inf": "new", "wiki": None, "part": False, "text": words}
        return {"id": entity, "type": kind, "start": start, "end": end, **known, **fields}

    mentions = [
        mention("Zoë Ng, the mayor,", "1", "person", wiki="Zoë_Ng"),
        mention("the mayor", "1", "person", part=True),
        mention("She", "1", "person"),
        mention("Vote off", "2", "abstract"),
        mention("the mayor, said", "3", "place"),
    ]
    row: dict[str, Any] = {"id": "GUM_news_vote", "meta": {}, "text": STORY, "blocks": [], "mentions": mentions}
    (example,) = read_gum(jsonl(tmp_path / "gum.jsonl", row))
    assert meant(example) == [
        ("Zoë Ng, the mayor,", "1", "name"),
        ("She", "1", "pronoun"),
        ("Vote off", "2", "nominal"),
        ("the mayor, said", "3", "nominal"),
    ]
    assert example.mentions is not None
    assert [m.type for m in example.mentions] == ["person", "person", "other", "location"]


def litbank(*sentences: str) -> str:
    """Lines of LitBank's ``_brat.conll``: words with their column of coreference after a slash."""
    lines = ["#begin document (1_novel_brat); part 0"]
    for sentence in sentences:
        for number, word in enumerate(sentence.split(" ")):
            form, _, coref = word.partition("/")
            lines.append("\t".join(["1_novel_brat", "0", str(number), form, *"________", coref]))
        lines.append("")
    return "\n".join([*lines, "#end document"]) + "\n"


def test_litbank(tmp_path: Path) -> None:
    novel = litbank("Christine/(0 Nilsson/0) sang/ ,/ and/ the/(1 wife/ of/ Faust/(2)|1) wept/ ./", "She/(0) left/ ./")
    (tmp_path / "1_novel_brat.conll").write_text(novel, encoding="utf-8")
    (tmp_path / "1_novel_brat.ann").write_text("not this one", encoding="utf-8")
    (example,) = read_litbank(tmp_path)
    assert example.id == "1_novel_brat-0"
    assert example.text == "Christine Nilsson sang, and the wife of Faust wept. She left."
    assert meant(example) == [
        ("Christine Nilsson", "0", "name"),
        ("the wife of Faust", "1", "nominal"),
        ("Faust", "2", "name"),
        ("She", "0", "pronoun"),
    ]


def test_litbank_is_cut_between_sentences_and_outside_of_mentions(tmp_path: Path) -> None:
    novel = litbank("The/(0 man/ ,/", "who/(0) sang/0) left/ ./", "He/(0) slept/ ./")
    (tmp_path / "1_novel_brat.conll").write_text(novel, encoding="utf-8")
    first, second = read_litbank(tmp_path, words_per_text=2)
    assert (first.id, first.text) == ("1_novel_brat-0", "The man, who sang left.")
    assert meant(first) == [("The man, who sang", "0", "nominal"), ("who", "0", "pronoun")]
    assert (second.id, second.text, second.mentions) == (
        "1_novel_brat-1",
        "He slept.",
        (CorefMention(0, 2, "0", "", "pronoun"),),
    )


def test_gap(tmp_path: Path) -> None:
    text = 'Zoë said "Ann" would win, and that she\tknew.'.replace("\t", " ")
    header = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    row = f"development-1\t{text}\tshe\t{text.index('she')}\tZoë\t0\tTRUE\tAnn\t{text.index('Ann')}\tFalse\thttp://x"
    path = tmp_path / "gap-development.tsv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (example,) = read_gap(path)
    assert (example.id, example.text) == ("development-1", text)
    assert example.choices is not None
    (choice,) = example.choices
    assert pieces(text, (choice.pronoun, *choice.candidates)) == ["she", "Zoë", "Ann"]
    assert choice.right == (True, False)
