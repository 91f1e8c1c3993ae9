"""What the service says about articles: always asked through its HTTP API.

Either a running service is asked, or the application itself within this process, over ASGI.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
from pydantic import ValidationError

from evaluation.errors import NoServiceError
from evaluation.labels import Article, Labels, Refusal, Reply
from evaluation.records import LabelsRecord, ProblemRecord

PATH = "/v1/enrich"
TIMEOUT_SECONDS = 300.0
UNAVAILABLE = 503
CONNECTS = 3
TRIES = 12
LONGEST_WAIT_SECONDS = 30.0
LONGEST_ID = 256
NOTHING = Labels(attributions=(), names=(), entities=(), sources=(), topics=(), segments=())


@asynccontextmanager
async def connect(url: str | None, *, api_key: str | None = None) -> AsyncGenerator[httpx.AsyncClient, None]:
    """A client of the service at ``url``; of the application in this process when that is None.

    Whatever is busy, starting or past its deadline (503) is asked again after ``Retry-After``.
    """
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
    if url is not None:
        async with _client(httpx.AsyncHTTPTransport(retries=CONNECTS), url, headers) as client:
            yield client
        return
    # Imported here: whoever measures a remote service needs no model on this machine.
    from service.app import create_app
    from service.errors import StartupError
    from service.settings import Settings

    try:
        app = create_app(Settings.from_environment(api_keys=(), deadline_seconds=TIMEOUT_SECONDS))
        transport = httpx.ASGITransport(app)
        async with app.router.lifespan_context(app), _client(transport, "http://service", headers) as client:
            yield client
    except StartupError as error:
        raise NoServiceError(f"the service cannot start: {error}") from error


async def ask_all(
    client: httpx.AsyncClient,
    articles: Sequence[Article],
    features: Sequence[str],
    *,
    include_thoughts: bool = False,
    concurrency: int = 4,
) -> list[Reply]:
    """Ask about every article; the replies are in the order of the articles.

    Raises:
        NoServiceError: the connection fails, the key is refused, or what answers is no enrichment service.
    """
    slots = asyncio.Semaphore(concurrency)

    async def ask(article: Article) -> Reply:
        async with slots:
            return await _ask(client, article, features, include_thoughts=include_thoughts)

    return list(await asyncio.gather(*map(ask, articles)))


def _client(transport: httpx.AsyncBaseTransport, url: str, headers: dict[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=transport, base_url=url, headers=headers, timeout=TIMEOUT_SECONDS)


async def _ask(
    client: httpx.AsyncClient, article: Article, features: Sequence[str], *, include_thoughts: bool
) -> Reply:
    request: dict[str, object] = {
        "id": article.id[:LONGEST_ID],
        "text": article.text,
        "title": article.title,
        "features": list(features),
        "offset_unit": "code_point",
        "include_thoughts": include_thoughts,
    }
    try:
        response = await _post(client, request)
    except httpx.HTTPError as error:
        raise NoServiceError(f"cannot reach {client.base_url}: {type(error).__name__}") from error
    if response.status_code in {401, 404, 405}:
        raise NoServiceError(f"{client.base_url} answers {response.status_code} to POST {PATH}")
    if not response.is_success:
        return Reply(article, NOTHING, _refusal(response))
    try:
        labels = LabelsRecord.model_validate_json(response.content).labels()
    except ValidationError as error:
        raise NoServiceError(f"{client.base_url} answers something that is no enrichment") from error
    return Reply(article, _in_full(labels))


async def _post(client: httpx.AsyncClient, request: dict[str, object]) -> httpx.Response:
    """Post until the answer is no 503, or was one `TRIES` times."""
    response = await client.post(PATH, json=request)
    for tried in range(1, TRIES):
        if response.status_code != UNAVAILABLE:
            break
        await asyncio.sleep(_wait(response.headers.get("retry-after", ""), tried))
        response = await client.post(PATH, json=request)
    return response


def _wait(retry_after: str, tried: int) -> float:
    """Seconds until the next try: what the service asks for, else twice as long each time."""
    seconds = float(retry_after) if retry_after.isdecimal() else 0.5 * 2**tried
    return min(seconds, LONGEST_WAIT_SECONDS)


def _refusal(response: httpx.Response) -> Refusal:
    try:
        code = ProblemRecord.model_validate_json(response.content).code
    except ValidationError:
        code = "unknown"
    return Refusal(response.status_code, code)


def _in_full(labels: Labels) -> Labels:
    """The labels with nothing unknown: what the service does not give, it has not found."""
    return replace(
        labels,
        attributions=labels.attributions or (),
        names=labels.names or (),
        entities=labels.entities or (),
        sources=labels.sources or (),
        topics=labels.topics or (),
        segments=labels.segments or (),
    )
