"""One article in, the answer of the service out: the checks, the reader and the JSON of `POST /v1/enrich`."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from service.api.answers import Models
from service.api.intake import Intake, Refusal, Submission
from service.api.mapping import Mapper, versions_of
from service.api.problems import describe
from service.api.strict_json import parse_json
from service.api.topic_map import NO_TAGS, load_topic_map
from service.archive.records import MAX_RECORD_BYTES
from service.errors import BodyTooLarge, MalformedJSON, ServiceError
from service.reading.findings import Reading
from service.reading.pipeline import Reader
from service.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Enriched:
    """What became of one article.

    ``answer`` is the body that `POST /v1/enrich` answers, ``problem`` the problem that it has in a
    batch, both in JSON; one of them is None.  ``words`` are those of an article that was read.
    """

    id: str | None
    answer: str | None = None
    problem: str | None = None
    problem_code: str | None = None
    words: int = 0
    characters: int = 0


class Enricher:
    """Holds one reader; not thread-safe."""

    def __init__(self, reader: Reader, intake: Intake, mapper: Mapper, versions: Models) -> None:
        self._reader = reader
        self._intake = intake
        self._mapper = mapper
        self.versions = versions

    @classmethod
    def load(cls, settings: Settings) -> Enricher:
        """Load the reader as the service does.

        Raises:
            StartupError: the model, the authority file or the topic map cannot be used.
        """
        reader = Reader.load(settings.model_dir, authority_file=settings.authority_file)
        tags = load_topic_map(settings.topic_map, reader.topics) if settings.topic_map else NO_TAGS
        versions = versions_of(reader)
        mapper = Mapper(taxonomy=reader.topics, tags=tags, versions=versions)
        return cls(reader, Intake(max_text_length=settings.max_text_length), mapper, versions)

    def enrich(self, body: bytes | None) -> Enriched:
        """Enrich the article of a request body (None: one too large to hold); whatever is wrong is a problem."""
        article = self._submission(body)
        if isinstance(article, Refusal):
            return _refused(article.id, article.error)
        reading = self._read(article)
        if isinstance(reading, ServiceError):
            return _refused(article.id, reading)
        text = article.manuscript.text
        return Enriched(
            article.id,
            answer=self._mapper.answer(article, reading).model_dump_json(),
            words=len(text.split()),
            characters=len(text),
        )

    def _submission(self, body: bytes | None) -> Submission | Refusal:
        if body is None:
            return Refusal(BodyTooLarge(f"The record has more than {MAX_RECORD_BYTES} bytes."), None)
        try:
            return self._intake.check(parse_json(body))
        except MalformedJSON as error:
            return Refusal(error, None)

    def _read(self, article: Submission) -> Reading | ServiceError:
        try:
            return self._reader.read([article.manuscript])[0]
        except Exception:
            _log.exception("reading failed", extra={"articles": 1})
            return ServiceError("The article could not be read.")


def _refused(identifier: str | None, error: ServiceError) -> Enriched:
    return Enriched(identifier, problem=describe(error).model_dump_json(), problem_code=error.code)
