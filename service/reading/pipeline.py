"""From the raw text to all findings, in one order that never turns back.

characters -> quotation marks -> encoder -> segments -> entities -> people -> quotations ->
sources -> topics.  Every step takes what the steps before it found and changes none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.errors import ServiceError
from service.reading.article import Article, ArticleReader
from service.reading.bio import sigmoid
from service.reading.cautions import density_caution, mark_cautions, topic_caution
from service.reading.credited import find_credits
from service.reading.dateline_names import with_dateline_names
from service.reading.encoder import Encoded, Encoder
from service.reading.entities import AntecedentScores, find_candidates, make_entity, speaker_kinds
from service.reading.findings import Entity, Manuscript, Quotation, Reading, Source, Speaker
from service.reading.groups import Group
from service.reading.links import Linker
from service.reading.marks import Marks, find_marks
from service.reading.mentions import Candidate
from service.reading.people import group_mentions
from service.reading.quotations import Attribution, find_attributions
from service.reading.repeats import find_repeats
from service.reading.salience import rank_salience
from service.reading.sources import Cited, find_sources
from service.reading.speakers import Resolved, continued, resolve, voices, with_speakers
from service.reading.structure.paragraphs import find_paragraphs
from service.reading.taxonomy import Taxonomy
from service.reading.topics import TopicReader, pool
from service.reading.turns import find_turns, name_answers, with_turns
from service.reading.weights import load_meta

_PACKAGED_MODEL = Path(__file__).parent.parent / "model"


@dataclass(frozen=True, slots=True)
class _People:
    """What the middle of the pipeline finds: who is mentioned, who says what, who is cited."""

    attributions: list[Attribution]
    candidates: list[Candidate]
    groups: list[Group]
    resolved: list[Resolved | None]
    cited: Cited


class Reader:
    """Reads articles with the packaged weights.  Not thread-safe: one thread calls it."""

    def __init__(
        self,
        articles: ArticleReader,
        encoder: Encoder,
        topics: TopicReader,
        taxonomy: Taxonomy,
        linker: Linker,
        version: str,
    ) -> None:
        self._articles = articles
        self._encoder = encoder
        self._topics = topics
        self._linker = linker
        self.topics = taxonomy
        self.versions = {"reader": version, "taxonomy": taxonomy.version}

    @classmethod
    def load(cls, model_dir: Path | None = None, *, authority_file: Path | None = None) -> Reader:
        """Load everything that reading needs; nothing is fetched and nothing is loaded later.

        Raises:
            ModelUnusable: weights or vocabulary are missing or altered.
            InvalidAuthorityFile: the newsroom's authority file cannot be used.
        """
        folder = model_dir or _PACKAGED_MODEL
        taxonomy = Taxonomy.load()
        return cls(
            ArticleReader.load(),
            Encoder.load(folder),
            TopicReader.load(folder, taxonomy),
            taxonomy,
            Linker.load(authority_file),
            str(load_meta(folder)["version"]),
        )

    def read(self, manuscripts: Sequence[Manuscript]) -> list[Reading | ServiceError]:
        """Read each manuscript; an article that is refused is answered with its error."""
        results: list[Reading | ServiceError] = []
        for manuscript in manuscripts:
            try:
                results.append(self._read(manuscript))
            except ServiceError as error:
                results.append(error)
        return results

    def pool_story(self, manuscript: Manuscript) -> NDArray[np.float32] | None:
        """What the topics of an article are judged by (`topics.pool`), to train on; None where it has no story.

        Raises:
            ServiceError: the article is refused.
        """
        encoded = self._encoder.encode(manuscript.text, find_marks(manuscript.text))
        parts = self._topic_parts(manuscript, self._read_article(manuscript.text, encoded), encoded)
        return pool(parts) if any(story.any() for _, story in parts) else None

    def _read(self, manuscript: Manuscript) -> Reading:
        text, features = manuscript.text, manuscript.features
        marks = find_marks(text)
        encoded = self._encoder.encode(text, marks)
        article = self._read_article(text, encoded)
        people = self._read_people(article, encoded, marks, manuscript.include_thoughts)
        entity_of = _entity_numbers(people.groups)
        quotations = tuple(_quotations(text, people, entity_of))
        topics = (
            self._topics.read(self._topic_parts(manuscript, article, encoded), manuscript.topics_limit)
            if "topics" in features
            else []
        )
        cautions = [
            *article.cautions,
            *density_caution(encoded),
            *mark_cautions(article, marks),
            *topic_caution(article, topics, features),
        ]
        return Reading(
            language=article.language,
            segments=article.segments if "segments" in features else (),
            entities=self._entities(article, people) if "entities" in features else (),
            quotations=quotations if "quotations" in features else (),
            sources=tuple(_sources(people.cited, entity_of)) if "sources" in features else (),
            topics=tuple(topics),
            cautions=tuple(cautions),
        )

    def _read_article(self, text: str, encoded: Encoded) -> Article:
        paragraphs = find_paragraphs(text)
        chances = sigmoid(encoded.heads["boilerplate"][:, 0])
        learned: list[float] = []
        for p in paragraphs:
            low, high = encoded.words(p.start, p.end)
            learned.append(float(chances[low:high].mean()) if high > low else 0.5)
        return self._articles.read(text, learned, paragraphs=paragraphs)

    def _read_people(self, article: Article, encoded: Encoded, marks: Marks, thoughts: bool) -> _People:
        text, labels = article.text, self._encoder.labels
        turns = find_turns(text, [p for p in article.paragraphs if article.is_story(p.start, p.end)])
        decoded = find_attributions(article, encoded, marks, labels, self._encoder.scales, thoughts=thoughts)
        attributions = with_turns(article, decoded, turns)
        candidates = find_candidates(text, encoded, labels, article.is_story)
        candidates = with_dateline_names(text, candidates, article.segments)
        candidates, speakers = with_speakers(text, candidates, attributions)
        carried = continued(text, attributions)
        groups = group_mentions(
            text,
            candidates,
            AntecedentScores(text, encoded, candidates),
            [span for a in attributions for span in a.content],
            voices(attributions, speakers, carried),
        )
        resolved = resolve(text, speakers, carried, candidates, groups)
        resolved = name_answers(text, turns, resolved, candidates, groups)
        kinds = speaker_kinds(encoded, labels["kinds"], [a.speaker for a in attributions if a.speaker])
        cited = find_sources(
            text, attributions, resolved, candidates, groups, find_credits(article, self._articles.lexicon), kinds
        )
        return _People(attributions, candidates, groups, resolved, cited)

    def _entities(self, article: Article, people: _People) -> tuple[Entity, ...]:
        named = [g for g in people.groups if g.named and not g.parts]
        salience = rank_salience(article, named, people.candidates)
        links = self._linker.link(article.text, named, people.candidates)
        return tuple(
            make_entity(group, people.candidates, salient, linked)
            for group, salient, linked in zip(named, salience, links, strict=True)
        )

    def _topic_parts(
        self, manuscript: Manuscript, article: Article, encoded: Encoded
    ) -> list[tuple[Encoded, NDArray[np.bool_]]]:
        story = np.zeros(len(encoded.starts), dtype=np.bool_)
        for segment in article.segments:
            if article.is_story(segment.start, segment.end):
                story[slice(*encoded.words(segment.start, segment.end))] = True
        parts = [(encoded, story)]
        if manuscript.title and manuscript.title not in manuscript.text:
            title = self._encoder.encode(manuscript.title, find_marks(manuscript.title))
            parts.append((title, np.ones(len(title.starts), dtype=np.bool_)))
        return parts


def _entity_numbers(groups: Sequence[Group]) -> dict[int, int]:
    """Index of group -> index of entity: what has a name of its own is an entity."""
    named = [i for i, g in enumerate(groups) if g.named and not g.parts]
    return {group: number for number, group in enumerate(named)}


def _quotations(text: str, people: _People, entity_of: dict[int, int]) -> Sequence[Quotation]:
    repeats = find_repeats(text, people.attributions)
    return [
        Quotation(
            kind=a.kind,
            mode=a.mode,
            content=a.content,
            cue=a.cue,
            speaker=_speaker(speaker, source, entity_of) if speaker else None,
            segment=a.segment,
            duplicate_of=repeat,
            confidence=round(a.confidence, 4),
        )
        for a, speaker, source, repeat in zip(
            people.attributions, people.resolved, people.cited.of_quotation, repeats, strict=True
        )
    ]


def _speaker(speaker: Resolved, source: int | None, entity_of: dict[int, int]) -> Speaker:
    entity = entity_of.get(speaker.groups[0]) if len(speaker.groups) == 1 else None
    return Speaker(speaker.mention, speaker.name, entity, source, speaker.resolution)


def _sources(cited: Cited, entity_of: dict[int, int]) -> Sequence[Source]:
    return [replace(s, entity=entity_of.get(s.entity) if s.entity is not None else None) for s in cited.sources]
