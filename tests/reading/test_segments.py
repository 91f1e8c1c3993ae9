"""Pages of different kinds, told line by line."""

import pytest

from service.reading.article import ArticleReader
from service.reading.structure.segments import BOILERPLATE_KINDS, STORY_KINDS

LEAD = "The council of Lindholm voted on Monday to close the old bridge, the city engineer told reporters."
MORE = "Shopkeepers on the east bank said they feared for their trade and had asked the council for a ferry."
LAST = "A decision on the ferry is expected in spring, once the county has found the money for it."
TITLE = "Lindholm closes its old bridge for good"


def lines_of(*lines: str) -> str:
    return "\n\n".join(lines)


PAGES = {
    "dirty scrape": (
        lines_of(
            TITLE, TITLE, LEAD, "Kim on a bridge. He smiles.\nThe bridge in May [KCNA via KNS and AFP]", MORE, "Source",
            ":", "Al Jazeera and news agencies", "Read More", "Zaļā Josta - Reklāma",
        ),
        "headline duplicate body caption caption credit body credit footer credit related_link advertisement",
    ),
    "wire story": (
        lines_of(
            TITLE, "By Jane Roe", f"LINDHOLM, May 3 (Reuters) - {LEAD}",
            "FILE PHOTO: The bridge is seen, May 3, 2020.\nREUTERS/Jane Roe/File Photo", MORE,
            "Reporting by Jane Roe; Editing by John Doe", "Our Standards: The Thomson Reuters Trust Principles.",
        ),
        "headline byline dateline body caption credit body footer footer",
    ),
    "links under the story": (
        lines_of(TITLE, LEAD, MORE, "More on this story", "Mayor of Lindholm resigns", "Ferry plan divides council"),
        "headline body related_link related_link related_link",
    ),
    "links within the story": (
        lines_of(TITLE, LEAD, "Keep reading", "list of 2 items", "Mayor resigns", "end of list", MORE, LAST),
        "headline body related_link related_link related_link related_link body",
    ),
    "gallery": (
        lines_of(LEAD, "The ferry. Image: Jane Roe.", "Shopkeepers at the bridge Image: Jane Roe (flickr)."),
        "body caption credit caption credit",
    ),
    "agency signs off": (lines_of(TITLE, LEAD, f"{MORE} - Bernama"), "headline body credit"),
    "live blog": (
        lines_of("Bridge vote live", "10.42am BST", LEAD, "10.30am BST", MORE, "2m ago", LAST),
        "headline section_label body section_label body section_label body",
    ),
    "pasted twice": (lines_of(TITLE, LEAD, MORE, TITLE, LEAD, MORE), "headline body duplicate duplicate duplicate"),
    "rubric and no headline": (lines_of("News | Local", LEAD, MORE), "section_label body"),
    "top stories above a headline do not swallow it": (
        lines_of("TOP STORIES", TITLE, LEAD), "related_link headline body",
    ),
    "crossheads are story": (lines_of(TITLE, LEAD, "FERRY PLAN", MORE, "A long wait", LAST), "headline body"),
    "lists are story": (lines_of(TITLE, LEAD, "The winners:", "Comedy", "Drama", "New film", LAST), "headline body"),
    "names under the headline": (
        lines_of(TITLE, "Jane Roe\nEducation reporter", LEAD, MORE), "headline byline byline body",
    ),
    "byline under a standfirst": (
        lines_of(TITLE, "Council says the old pillars will not last.", "By Jane Roe and news agencies", LEAD, MORE),
        "headline body byline body",
    ),
    "figures under the story": (
        lines_of(TITLE, LEAD, "ADVERTISEMENT", MORE, "Attendance: 9,418"), "headline body advertisement body",
    ),
    "press release": (
        lines_of("FOR IMMEDIATE RELEASE", TITLE, LEAD, MORE, "– ENDS –"), "section_label headline body footer",
    ),
    "transcript": (lines_of(LEAD, "MAYOR: We will close it.", "ROE: When will that be?"), "body"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_a_page_gets_its_kind(article_reader: ArticleReader, name: str) -> None:
    text, kinds = PAGES[name]
    assert " ".join(segment.kind for segment in article_reader.read(text).segments) == kinds


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r\n\r\n", "\u2028"])
def test_kinds_do_not_hang_on_the_form_of_line_breaks(article_reader: ArticleReader, break_: str) -> None:
    text = lines_of(TITLE, "By Jane Roe", LEAD, "ADVERTISEMENT", MORE, "Read more")
    kinds = [segment.kind for segment in article_reader.read(text.replace("\n\n", break_)).segments]
    assert kinds == ["headline", "byline", "body", "advertisement", "body", "related_link"]


@pytest.mark.parametrize("name", PAGES)
def test_every_visible_character_lies_in_exactly_one_segment(article_reader: ArticleReader, name: str) -> None:
    text = "\ufeff" + PAGES[name][0] + "\n\u200b\n"
    covered = [0] * len(text)
    for segment in article_reader.read(text).segments:
        for offset in range(segment.start, segment.end):
            covered[offset] += 1
    assert max(covered) == 1
    assert [
        character for character, count in zip(text, covered, strict=True) if not count and not character.isspace()
    ] == []


def test_story_and_boilerplate_share_no_kind() -> None:
    assert STORY_KINDS.isdisjoint(BOILERPLATE_KINDS)


def test_a_sure_model_adds_to_the_rules_and_takes_back(article_reader: ArticleReader) -> None:
    teaser = "How drones are replacing people in the sewers of Lindholm"
    text = lines_of(TITLE, LEAD, teaser, MORE)
    assert article_reader.read(text).segment_at(text.index(teaser)) == "body"
    learned = article_reader.read(text, [0.1, 0.0, 0.99, 0.0])
    assert learned.segment_at(text.index(teaser)) == "related_link"
    assert learned.segment_at(text.index(MORE)) == "body"


def test_a_model_cannot_give_back_a_correction_in_brackets(article_reader: ArticleReader) -> None:
    note = "(Corrects month of murder in paragraph 1, says Roe was a priest for one of the monks, not two.)"
    text = lines_of("The monks said that he had been distressed and declined to mix with the others.", note)
    article = article_reader.read(text, [0.0, 0.0])
    assert article.segment_at(text.index("Corrects")) == "footer"


def test_a_model_never_takes_a_long_paragraph(article_reader: ArticleReader) -> None:
    text = lines_of(TITLE, " ".join([LEAD, MORE, LAST, LEAD, MORE]), LAST)
    assert article_reader.read(text, [0.0, 0.99, 0.0]).segments[-1].kind == "body"


def test_a_model_cannot_give_back_repetitions_and_foreign_passages(article_reader: ArticleReader) -> None:
    foreign = "Der Rat hat am Montag beschlossen, die alte Brücke über den Fluss zu schließen und eine Fähre zu kaufen."
    text = lines_of(TITLE, LEAD, MORE, LAST, foreign, LEAD)
    kinds = [segment.kind for segment in article_reader.read(text, [0.0] * 6).segments]
    assert kinds == ["headline", "body", "advertisement", "duplicate"]
