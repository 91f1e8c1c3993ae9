import json
from pathlib import Path

from evaluation.gold import read
from training.dev_sets import SPLIT, WHOLE, write_dev_sets
from training.splits import is_dev

IDS = [f"wn-2019-{number:03d}" for number in range(60)]


def make_corpora(root: Path) -> None:
    for file in [file for files in [*WHOLE.values(), *SPLIT.values()] for file in files]:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"id": f"{path.stem[0]}{identifier}", "text": "“Aye,” said Ó Brien."} for identifier in IDS]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")


def test_only_development_articles_are_written(tmp_path: Path) -> None:
    make_corpora(tmp_path)
    counts = write_dev_sets(tmp_path, tmp_path / "dev")
    for name, count in counts.items():
        articles = read(tmp_path / "dev" / f"{name}.jsonl")
        assert len(articles) == count > 0
        assert all(is_dev(article.id) for article in articles) == (name in SPLIT)
    assert counts["polnear"] == len(IDS)
    assert all(counts[name] < len(IDS) * len(files) / 2 for name, files in SPLIT.items())


def test_a_rerun_writes_the_same_bytes(tmp_path: Path) -> None:
    make_corpora(tmp_path)
    write_dev_sets(tmp_path, tmp_path / "dev")
    first = {path.name: path.read_bytes() for path in (tmp_path / "dev").iterdir()}
    write_dev_sets(tmp_path, tmp_path / "dev")
    assert {path.name: path.read_bytes() for path in (tmp_path / "dev").iterdir()} == first
