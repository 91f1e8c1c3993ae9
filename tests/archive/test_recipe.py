"""What may not be mixed in one output, and what each run writes about itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.api.answers import Models
from service.archive.columns import Columns
from service.archive.commits import Commit
from service.archive.formats import Part
from service.archive.ledger import read_ledger
from service.archive.manifest import agreed_block_words, check_output
from service.archive.output import Output
from service.archive.recipe import Recipe
from service.archive.storage import open_folder
from service.errors import ArchiveRefused
from service.settings import Settings
from tests.archive.test_progress import COMMIT

VERSIONS = Models(service="1.0.0", reader="2026.11", taxonomy="2025-03-31")


def recipe(
    settings: Settings | None = None,
    versions: Models = VERSIONS,
    columns: Columns | None = None,
    options: dict[str, Any] | None = None,
) -> Recipe:
    return Recipe.of(settings or Settings(), versions, columns or Columns(), options or {})


def test_the_same_recipe_goes_on() -> None:
    recipe().check(recipe())
    check_output(None, recipe(), force=False)
    check_output({"recipe": recipe().as_json()}, recipe(), force=False)


def others(path: Path) -> dict[str, Recipe]:
    """Recipes that differ in one thing, by its name; ``path`` is a file of the newsroom."""
    return {
        "models.reader": recipe(versions=VERSIONS.model_copy(update={"reader": "2027.01"})),
        "models.service": recipe(versions=VERSIONS.model_copy(update={"service": "2.0.0"})),
        "files.authority_file": recipe(Settings(authority_file=path)),
        "files.topic_map": recipe(Settings(topic_map=path)),
        "options.offset_unit": recipe(options={"offset_unit": "utf16"}),
        "columns.text": recipe(columns=Columns(text="body")),
        "max_text_length": recipe(Settings(max_text_length=10)),
    }


@pytest.mark.parametrize("named", others(Path(__file__)))
def test_another_recipe_is_refused_by_name_unless_forced(named: str) -> None:
    other = others(Path(__file__))[named]
    before = {"recipe": other.as_json()}
    with pytest.raises(ArchiveRefused, match=rf"another {named}: .*--force"):
        check_output(before, recipe(), force=False)
    check_output(before, recipe(), force=True)
    with pytest.raises(ArchiveRefused, match=rf"node of the cluster has other versions or files: {named}"):
        recipe().check(other)


def test_other_weights_under_the_same_version_are_another_recipe(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"version": "2026.11"}', encoding="utf-8")
    assert recipe(Settings(model_dir=tmp_path)).differences(recipe().as_json()) == ["files.model"]


def test_the_size_of_blocks_stays_that_of_the_first_run() -> None:
    assert agreed_block_words(None, None, 7) == 7
    assert agreed_block_words(None, 5, 7) == 5
    assert agreed_block_words({"block_words": 5}, None, 7) == 5
    assert agreed_block_words({"block_words": 5}, 5, 7) == 5
    with pytest.raises(ArchiveRefused, match="begun with --block-words 5"):
        agreed_block_words({"block_words": 5}, 7, 7)


def part(**changes: Any) -> Part:
    return replace(Part("a.jsonl", COMMIT.size, COMMIT.modified_ns, "jsonl"), **changes)


def filled(folder: Path, commits: list[Commit]) -> Output:
    output = Output(open_folder(str(folder)))
    for commit in commits:
        output.commit(replace(commit, file=output.rows_name(commit.part, commit.index)), b"rows")
    return output


def test_committed_blocks_are_known_and_the_rest_is_left(tmp_path: Path) -> None:
    output = filled(tmp_path, [COMMIT, replace(COMMIT, index=1, last=True), replace(COMMIT, part="b/c.csv", index=3)])
    parts = [part(), part(name="b/c.csv"), part(name="new.csv")]
    ledger = read_ledger(output, parts, force=False)
    assert [left.name for left in ledger.left(parts)] == ["b/c.csv", "new.csv"]
    assert ledger.of(parts[1]).done == {3}
    assert ledger.totals.articles == 30
    assert output.committed("b/c.csv", 3) == replace(COMMIT, part="b/c.csv", index=3, file="b/c.csv-00003.parquet")
    assert output.committed("b/c.csv", 4) is None


@pytest.mark.parametrize("changes", [{"size": 1}, {"modified_ns": 2}])
def test_a_changed_input_file_is_refused_and_forgotten_when_forced(tmp_path: Path, changes: dict[str, int]) -> None:
    output = filled(tmp_path, [COMMIT, replace(COMMIT, part="b.jsonl", last=True)])
    parts = [part(**changes), part(name="b.jsonl")]
    with pytest.raises(ArchiveRefused, match=r"1 input files have changed .*a\.jsonl.*--force"):
        read_ledger(output, parts, force=False)
    ledger = read_ledger(output, parts, force=True)
    assert [left.name for left in ledger.left(parts)] == ["a.jsonl"]
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["_commits/b.jsonl/00000.json", "b.jsonl-00000.parquet"]


def test_a_folder_with_something_else_for_a_marker_is_refused(tmp_path: Path) -> None:
    output = filled(tmp_path, [])
    (tmp_path / "_commits").mkdir()
    (tmp_path / "_commits" / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ArchiveRefused, match="no commit marker"):
        read_ledger(output, [], force=False)
