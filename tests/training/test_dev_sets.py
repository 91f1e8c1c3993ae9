import json
from pathlib import Path

from evaluation.gold import read
from training.dev_sets import SPLIT, WHOLE, write_dev_sets
from training.splits import is_dev

MENTIONS = [
    {"start": start, "end": end, "id": entity, "type": "person", "part": False}
    for start, end, entity in ((0, 7, "1"), (12, 15, "2"), (17, 19, "1"))
]
IDS = [f"wn-2019-{number:03d}" for number in range(60)]


def make_corpora(root: Path) -> None:
    for file in [file for files in [*WHOLE.values(), *SPLIT.values()] for file in files]:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"id": f"{path.stem[0]}{identifier}", "text": "“Aye,” said Ó Brien."} for identifier in IDS]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    people = root / "people"
    (people / "litbank").mkdir(parents=True)
    cells = ["ID", "Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset", "B-coref", "URL"]
    row = ["v-1", "Ann met Bea; she slept.", "she", "13", "Ann", "0", "FALSE", "Bea", "8", "TRUE", "x"]
    (people / "gap-validation.tsv").write_text("\t".join(cells) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    spoken = {"id": "g-1", "text": "Jim Roe saw Ann. He slept.", "mentions": MENTIONS}
    gum = [{**spoken, "id": f"g-{number}"} for number in range(60)]
    (people / "gum.jsonl").write_text("\n".join(map(json.dumps, gum)) + "\n", encoding="utf-8")


def test_only_development_articles_are_written(tmp_path: Path) -> None:
    make_corpora(tmp_path)
    counts = write_dev_sets(tmp_path, tmp_path / "dev")
    for name, count in counts.items():
        articles = read(tmp_path / "dev" / f"{name}.jsonl")
        assert len(articles) == count > 0
        assert all(is_dev(article.id) for article in articles if article.outlet != "gap-f") == (name not in WHOLE)
    assert counts["polnear"] == len(IDS)
    assert all(counts[name] < len(IDS) * len(files) / 2 for name, files in SPLIT.items())


def test_a_pronoun_makes_pairs_with_its_own_name_and_another(tmp_path: Path) -> None:
    make_corpora(tmp_path)
    write_dev_sets(tmp_path, tmp_path / "dev")
    gap, gum, *_ = read(tmp_path / "dev" / "coreference.jsonl")
    assert (gap.outlet, gum.outlet) == ("gap-f", "gum")
    told = [
        [
            (article.text[slice(*p.mention)], article.text[slice(*p.name)], p.same)
            for p in article.labels.coreference or ()
        ]
        for article in (gap, gum)
    ]
    assert told == [
        [("she", "Ann", False), ("she", "Bea", True)],
        [("He", "Jim Roe", True), ("He", "Ann", False)],
    ]


def test_a_rerun_writes_the_same_bytes(tmp_path: Path) -> None:
    make_corpora(tmp_path)
    write_dev_sets(tmp_path, tmp_path / "dev")
    first = {path.name: path.read_bytes() for path in (tmp_path / "dev").iterdir()}
    write_dev_sets(tmp_path, tmp_path / "dev")
    assert {path.name: path.read_bytes() for path in (tmp_path / "dev").iterdir()} == first
