"""What the routes work with once the models are loaded: submissions in, answers out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from service.api.answers import EnrichResponse, Models
from service.api.intake import Intake, Submission
from service.api.mapping import Mapper
from service.api.notes import Notes
from service.api.topic_map import TopicTags
from service.engine.engine import Engine
from service.errors import NotReady
from service.reading.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Desk:
    """One for each application, from its start to its end."""

    engine: Engine
    intake: Intake
    mapper: Mapper
    taxonomy: Taxonomy
    tags: TopicTags
    versions: Models

    async def enrich(self, submission: Submission, notes: Notes, *, wait: float | None = None) -> EnrichResponse:
        """Read one article; see `Engine.read` for ``wait`` and the errors."""
        notes.articles += 1
        notes.characters += len(submission.manuscript.text)
        outcome = await self.engine.read(submission.manuscript, wait=wait)
        for stage, seconds in (("queue", outcome.queued_seconds), ("read", outcome.reading_seconds)):
            notes.timings[stage] = max(seconds, notes.timings.get(stage, 0.0))
        return self.mapper.answer(submission, outcome.reading)


def desk_of(request: Request) -> Desk:
    """The desk of the application.

    Raises:
        NotReady: the models are not loaded.
    """
    desk: Desk | None = getattr(request.app.state, "desk", None)
    if desk is None:
        raise NotReady
    return desk
