"""Every reader on a few lines in the real format of its corpus: each annotation stands on its very characters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from service.reading.taxonomy import Taxonomy
from training.corpora import (
    Attribution,
    CorefMention,
    Example,
    read_conll,
    read_definitions,
    read_gap,
    read_gum,
    read_house,
    read_litbank,
    read_newswire,
    read_polnear,
    read_topics,
)

STORY = "Vote off\n\n“We lost 🗳,” Zoë Ng, the mayor, said. She hopes it ends."


def jsonl(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def at(part: str, text: str = STORY) -> list[int]:
    assert text.count(part) == 1
    return [text.index(part), text.index(part) + len(part)]


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def named(example: Example) -> list[tuple[str, str]]:
    assert example.names is not None
    return [(example.text[name.start : name.end], name.type) for name in example.names]


def meant(example: Example) -> list[tuple[str, str, str]]:
    assert example.mentions is not None
    return [(example.text[m.start : m.end], m.cluster, m.form) for m in example.mentions]


def quoted(example: Example) -> tuple[Attribution, ...]:
    assert example.attributions is not None
    return example.attributions


# PolNeAR

POLNEAR: dict[str, Any] = {
    "id": "outlet_2016-09-12_vote",
    "text": STORY,
    "annotator": "a1",
    "n_annotators": 1,
    "attributions": [
        {
            "id": "E1",
            "kind": "Attribution",
            "source": [at("Zoë Ng, the mayor,")],
            "cue": [at("said")],
            "content": [at("“We lost 🗳,”")],
        },
        {
            "id": "E2",
            "kind": "Attribution",
            "source": [at("She")],
            "cue": [at("hopes")],
            "content": [at("it"), at("ends")],
        },
    ],
}


def test_polnear_without_speakers(tmp_path: Path) -> None:
    (example,) = read_polnear(jsonl(tmp_path / "polnear_dev.jsonl", POLNEAR))
    assert (example.id, example.text, example.style) == (POLNEAR["id"], STORY, "wide")
    said, hoped = quoted(example)
    assert pieces(STORY, said.source) == ["Zoë Ng, the mayor,"]
    assert pieces(STORY, said.cue) == ["said"]
    assert pieces(STORY, said.content) == ["“We lost 🗳,”"]
    assert pieces(STORY, hoped.content) == ["it", "ends"]
    assert {(a.mode, a.kind, a.name) for a in (said, hoped)} == {(None, None, None)}
    assert example.names is example.mentions is example.boilerplate is example.topics is None


def test_polnear_with_speakers(tmp_path: Path) -> None:
    speakers = [
        {"name": "Zoë Ng", "kind": "person", "mode": "statement"},
        {"name": None, "kind": "unnamed", "mode": "thought"},
    ]
    path = jsonl(tmp_path / "polnear_train.jsonl", POLNEAR, {**POLNEAR, "id": "not-resolved"})
    resolved = jsonl(tmp_path / "polnear_speakers.jsonl", {"id": POLNEAR["id"], "speakers": speakers})
    first, second = read_polnear(path, resolved)
    said, hoped = quoted(first)
    assert (said.mode, said.kind, said.name) == ("statement", "person", "Zoë Ng")
    assert (hoped.mode, hoped.kind, hoped.name) == ("thought", None, None), "the kind of nobody is not learned"
    assert {(a.mode, a.kind, a.name) for a in quoted(second)} == {(None, None, None)}


def test_polnear_needs_a_speaker_for_each_attribution(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "polnear_train.jsonl", POLNEAR)
    resolved = jsonl(tmp_path / "polnear_speakers.jsonl", {"id": POLNEAR["id"], "speakers": []})
    with pytest.raises(ValueError, match="zip"):
        list(read_polnear(path, resolved))


# Articles annotated by the project's guidelines


def test_house(tmp_path: Path) -> None:
    row: dict[str, Any] = {
        "id": "wn-2019-000",
        "licence": "CC BY 2.5",
        "text": STORY,
        "quotations": [
            {
                "kind": "direct",
                "content": [at("“We lost 🗳,”")],
                "cue": at("said"),
                "speaker": at("Zoë Ng, the mayor,"),
                "speaker_name": "Zoë Ng",
                "speaker_kind": "person",
            },
            {
                "kind": "indirect",
                "content": [at("it ends")],
                "cue": None,
                "speaker": None,
                "speaker_name": None,
                "speaker_kind": None,
            },
        ],
        "sources": [],
        "topics": [],
        "boilerplate": [at("Vote off")],
    }
    (example,) = read_house(jsonl(tmp_path / "news.jsonl", row))
    assert (example.style, example.boilerplate) == ("house", ((0, 8),))
    said, bare = quoted(example)
    assert pieces(STORY, said.source + said.cue + said.content) == ["Zoë Ng, the mayor,", "said", "“We lost 🗳,”"]
    assert (said.mode, said.kind, said.name) == ("statement", "person", "Zoë Ng")
    assert (bare.source, bare.cue, pieces(STORY, bare.content)) == ((), (), ["it ends"])


# Names


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


# People


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


# Topics


def test_topics_put_the_title_first_once(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a/1", "title": "Fast net", "text": "More of it.", "topics": ["medtop:20000225", "medtop:13000000"]},
        {"id": "a/2", "title": "Fast net", "text": "Fast net\n\nMore.", "topics": []},
        {"id": "a/3", "title": None, "text": "Untitled.", "topics": ["medtop:13000000"]},
    ]
    first, second, third = read_topics(jsonl(tmp_path / "iptc_train.jsonl", *rows))
    assert (first.text, first.topics) == ("Fast net\n\nMore of it.", ("medtop:20000225", "medtop:13000000"))
    assert (second.text, second.topics) == ("Fast net\n\nMore.", ())
    assert (third.id, third.text) == ("a/3", "Untitled.")


def test_definitions_are_texts_of_one_topic() -> None:
    taxonomy = Taxonomy.load()
    examples = {example.id: example for example in read_definitions(taxonomy)}
    assert set(examples) == {topic.qcode for topic in taxonomy.topics}
    strike = examples["medtop:20000530"]
    assert strike.text.startswith("labour strike\n\nGroups of employees")
    assert strike.topics == ("medtop:20000530",)
