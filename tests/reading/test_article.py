import random
import time

import pytest

from service.reading.article import ArticleReader, read_article

LEAD = "The council of Lindholm voted on Monday to close the old bridge, the city engineer told reporters."
MORE = "Shopkeepers on the east bank said they feared for their trade and had asked the council for a ferry."
LIMIT = 100_000


def test_segment_and_story_are_asked_by_offset(article_reader: ArticleReader) -> None:
    text = f"Bridge closed\n\n{LEAD}\n\nADVERTISEMENT\n\n{MORE}"
    article = article_reader.read(text)
    label = text.index("ADVERT")
    assert article.segment_at(0) == "headline"
    assert article.segment_at(text.index("council")) == "body"
    assert article.segment_at(label) == "advertisement"
    assert article.is_story(0, label - 2)
    assert not article.is_story(label + 3, label + 4)
    assert not article.is_story(label - 5, label + 3)
    assert article.is_story(text.index(MORE), len(text))


def test_credits_of_captions_are_no_story(article_reader: ArticleReader) -> None:
    text = f"{LEAD}\n\nThe bridge in May (Photo: Jane Roe)"
    article = article_reader.read(text)
    assert article.is_story(text.index("The bridge in"), text.index(" (Photo"))
    assert not article.is_story(text.index("(Photo"), len(text))


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_an_empty_text_is_read_without_complaint(text: str) -> None:
    article = read_article(text)
    assert article.paragraphs == ()
    assert article.segment_at(0) == "body"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{LEAD} {MORE}", []),
        ("Bridge closed.", ["text_short"]),
        ("x" * 5000, ["not_prose"]),
        ("#### 12 ++ 44 // %% 99 :: ;; 12 12 12", ["not_prose"]),
    ],
)
def test_cautions_tell_what_makes_findings_uncertain(
    article_reader: ArticleReader, text: str, codes: list[str]
) -> None:
    assert [caution.code for caution in article_reader.read(text).cautions] == codes


@pytest.mark.parametrize(
    "line",
    [
        "x", "word ", "a\n", "Read more: the thing is\n", "By Jane Roe in London and John Doe\n", "(", '"A" ', "— ",
        "[A/B ", "Published " * 12 + "\n", "follow us " * 40 + "\n", "New York City " * 30 + "\n", "A, " * 130 + "\n",
        "Have you been there " * 18 + "\n", "Image: " * 20 + "\n", "2019 " * 80 + "\n", "LONDON, " * 12 + "(Reuters\n",
        f"{LEAD}\n",
    ],
)  # fmt: skip
def test_cost_grows_with_length_only(article_reader: ArticleReader, line: str) -> None:
    text = (line * LIMIT)[:LIMIT]
    began = time.process_time()
    article_reader.read(text)
    assert time.process_time() - began < 6


def test_no_mutation_of_a_page_breaks_the_reading(article_reader: ArticleReader) -> None:
    rng = random.Random(5)
    page = f"Bridge shut\n\nBy Jane Roe\n\nOSLO (AP) — {LEAD}\n\nPhoto (AP/Jane Roe)\n\n{MORE}\n\nRead more"
    for _ in range(300):
        characters = list(page)
        for _ in range(rng.randint(1, 12)):
            characters[rng.randrange(len(characters))] = rng.choice("\n\r\t “”()[]—-:.\u2028\u00ad\ud83d&;/Aa1")
        text = "".join(characters)
        article = article_reader.read(text)
        edges = [edge for segment in article.segments for edge in (segment.start, segment.end)]
        assert edges == sorted(edges)
        assert not edges or edges[-1] <= len(text)
        inside = sum(len("".join(text[each.start : each.end].split())) for each in article.segments)
        assert inside == len("".join(text.split()))
