"""Articles with topics are pooled as the service reads them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from service.reading.findings import Manuscript
from service.reading.pipeline import Reader
from service.reading.taxonomy import Taxonomy
from tests.running import ROOT
from training.pooled import Labelled, labelled_definitions, pool_articles, read_labelled
from training.schema import TOPICS_UNCALIBRATED

MODEL = ROOT / "service" / "model"
STORY = "The bridge is safe, city engineer Marta Lindqvist said on Monday after weeks of repairs. " * 6
FOREIGN = "Die Brücke ist sicher, sagte die Ingenieurin am Montag nach wochenlangen Reparaturen. " * 6


def test_what_the_service_refuses_is_left_out_and_all_else_pooled_in_order(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "title": "Bridge is safe", "text": STORY, "topics": ["medtop:04000000"]},
        {"id": "b", "title": "", "text": FOREIGN, "topics": ["medtop:04000000"]},
        {"id": "c", "title": None, "text": STORY, "topics": ["medtop:11000000"]},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    labelled = list(read_labelled(path))
    assert [(a.id, a.manuscript.title) for a in labelled] == [("a", "Bridge is safe"), ("b", None), ("c", None)]
    pooled = pool_articles(MODEL, labelled, 1)
    assert [p.topics for p in pooled] == [("medtop:04000000",), ("medtop:11000000",)]
    with_title, without = (p.vector for p in pooled)
    assert with_title.shape == without.shape
    assert not np.allclose(with_title, without)
    alone = Reader.load(MODEL).pool_story(labelled[2].manuscript)
    assert alone is not None
    assert np.array_equal(alone, without)


def test_what_the_export_writes_is_read_before_it_is_calibrated(tmp_path: Path) -> None:
    for file in MODEL.iterdir():
        (tmp_path / file.name).symlink_to(file)
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    exported = {key: value for key, value in meta.items() if not key.startswith("topic_")} | TOPICS_UNCALIBRATED
    (tmp_path / "meta.json").unlink()
    (tmp_path / "meta.json").write_text(json.dumps(exported), encoding="utf-8")
    [pooled] = pool_articles(tmp_path, [Labelled("a", Manuscript(STORY), ("medtop:04000000",))], 1)
    assert pooled.vector.any()


def test_every_active_topic_is_an_article_of_its_own() -> None:
    taxonomy = Taxonomy.load()
    definitions = list(labelled_definitions(taxonomy))
    assert [d.topics for d in definitions] == [(t.qcode,) for t in taxonomy.topics]
    assert all(d.manuscript.text.strip() for d in definitions)
