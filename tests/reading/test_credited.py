import pytest

from service.reading.article import ArticleReader
from service.reading.credited import find_credits

LEAD = "The council of Lindholm voted on Monday to close the old bridge, the city engineer told reporters."
MORE = "Shopkeepers on the east bank said they feared for their trade and had asked the council for a ferry."


JANE, JOHN, REUTERS = ("person", "Jane Roe"), ("person", "John Doe"), ("media", "Reuters")


@pytest.mark.parametrize(
    ("text", "credits_"),
    [
        (f"Bridge closed\n\nBy Jane Roe in London and John Doe\n\n{LEAD}", [JANE, JOHN]),
        (f"Bridge closed\n\nJane Roe, BBC News\n\n{LEAD}", [JANE, ("media", "BBC News")]),
        (f"LINDHOLM (AP) — {LEAD}", [("media", "AP")]),
        (f"LINDHOLM, May 3 (Reuters) - {LEAD}", [REUTERS]),
        (f"{LEAD}\n\nThe bridge is seen, May 3, 2020.\nREUTERS/Jane Roe/File Photo", [REUTERS, JANE]),
        (f"{LEAD}\n\nThe bridge. Image: Jane Roe (flickr).", [JANE, ("media", "flickr")]),
        (f"{LEAD}\n\nSource\n\n:\n\nAl Jazeera and news agencies", [("media", "Al Jazeera")]),
        (f"{LEAD}\n\n{MORE}\n\nReporting by Jane Roe in Geneva; Editing by John Doe", [JANE, JOHN]),
        (f"{LEAD} (KUNA)", [("media", "KUNA")]),
        (f"Bridge closed - Xinhua\n\n{LEAD}", [("media", "Xinhua")]),
        (f"{LEAD}\n\n{MORE}", []),
        (f"{LEAD}\n\n—Jane Roe, on the bridge\n\n{MORE}", []),
    ],
)  # fmt: skip
def test_credits_name_people_and_media(
    article_reader: ArticleReader, text: str, credits_: list[tuple[str, str]]
) -> None:
    found = find_credits(article_reader.read(text), article_reader.lexicon)
    assert [(each.kind, each.name) for each in found] == credits_
    for each in found:
        assert text[each.span.start : each.span.end].casefold() == each.name.casefold()
