"""The inspector page as a test sees it: one tab, and the words for what an editor does in it."""

from __future__ import annotations

from typing import Any

from playwright.async_api import ConsoleMessage, Page, Request

Answer = dict[str, Any]

ARTICLE = """\
Ferry crews walk out over night shifts 🚢

By Ines Calder

PORT ELLEN – Ferry crews walked off the job on Friday, the Seafarers’ Union said in a statement.

“Nobody should steer a ship after 18 hours awake,” said Tomas Reyes, the union’s secretary. “We have asked for a \
third crew since 2019.”

A company official, who asked not to be named because talks were going on, said the demand would cost £4 million a year.

ADVERTISEMENT

Reyes said talks would go on over the weekend. According to the harbour master, Anna Whitlock, “no boat will sail \
before Monday.”
"""


class Inspector:
    """Drives the page in ``page`` on the service at ``site``.

    ``complaints`` are the page's own errors, among them violations of its content security policy;
    ``requests`` the addresses it asked for.
    """

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        # An answer with an error status is logged by the browser itself; tests of errors want it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    async def open(self) -> None:
        await self.page.goto(self.site)
        await self.page.wait_for_function("document.getElementById('layers').children.length > 0")

    async def paste(self, text: str) -> None:
        await self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        await self.page.focus("#text")
        await self.page.keyboard.press("Control+V")

    async def read(self, text: str = ARTICLE) -> Answer:
        """Paste an article, have it read, wait until it is drawn; gives the service's answer."""
        await self.page.fill("#text", text)
        async with self.page.expect_response("**/v1/enrich") as waiting:
            await self.page.click("#read")
        answer: Answer = await (await waiting.value).json()
        await self.page.wait_for_selector("#article .line")
        return answer

    async def drawn_text(self) -> list[str]:
        """The lines of the article as drawn."""
        return await self.page.locator("#article .line").all_text_contents()

    async def call(self, module: str, expression: str, *arguments: Any) -> Any:
        """Evaluate ``expression`` on ``m``, one of the page's modules, and ``a``, the arguments."""
        script = f"async (a) => {{ const m = await import('/page/{module}'); return {expression}; }}"
        return await self.page.evaluate(script, list(arguments))


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold anything."""
    return [line for line in text.split("\n") if line.strip()]
