"""One article from the request that carries it."""

from __future__ import annotations

from starlette.requests import Request

from service.api.contents import JSON, TEXT, content_type_of
from service.api.intake import Intake, Submission


async def submission_in(request: Request, intake: Intake) -> Submission:
    """The article of a request as JSON or as raw text.

    Raises:
        UnsupportedMediaType: it is neither; see `Intake` for the other errors.
    """
    content_type = content_type_of(request, (JSON, TEXT))
    body = await request.body()
    return intake.from_json(body) if content_type == JSON else intake.from_text(body)
