"""The inspector page and the API reference, as a browser gets them."""

from __future__ import annotations

import re

import httpx
import pytest

from service.api.page_routes import PAGE_DIRECTORY


async def test_the_inspector_loads_only_what_is_served_here(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page.text)
    assert loaded
    for address in loaded:
        assert (await client.get("/" + address)).status_code == 200, address
    assert not re.search(r"<style|<script>|\son\w+=|style=", page.text)


@pytest.mark.parametrize(
    "name", sorted(path.name for path in PAGE_DIRECTORY.iterdir() if path.suffix in (".js", ".css"))
)
async def test_each_file_has_its_type_and_is_asked_for_again(client: httpx.AsyncClient, name: str) -> None:
    response = await client.get(f"/page/{name}")
    expected = {"js": "javascript", "css": "text/css"}[name.rpartition(".")[2]]
    assert expected in response.headers["content-type"]
    assert response.headers["cache-control"] == "no-cache"
    again = await client.get(f"/page/{name}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


async def test_the_reference_shows_every_operation_and_schema(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    description = (await client.get("/openapi.json")).json()
    for path in description["paths"]:
        assert path in page
    for name, schema in description["components"]["schemas"].items():
        assert f'id="{name}"' in page
        for field in schema.get("properties", {}):
            assert f"<code>{field}</code>" in page
    for target in re.findall(r'href="#(\w+)"', page):
        assert f'id="{target}"' in page
    assert "<script" not in page
    assert (await client.get("/docs/style.css")).headers["content-type"].startswith("text/css")
