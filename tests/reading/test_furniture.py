"""Real lines of news pages, and lines of stories that resemble them."""

import pytest

from service.reading.structure.furniture import FurnitureFinder
from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import as_seen

PAGE = [
    ("Read More", "related_link"),
    ("READ MORE: Bank chief warns of slow growth", "related_link"),
    ("Read more about this topic", "related_link"),
    ("Also read: Uhuru launches geothermal plant", "related_link"),
    ("RELATED Five things to know about the vote", "related_link"),
    ("Watch: What is ransomware and how does it work?", "related_link"),
    ("You may also be interested in:", "related_link"),
    ("Related stories", "related_link"),
    ("Most read", "related_link"),
    ("More on this story", "related_link"),
    ("More>>", "related_link"),
    ("Keep reading", "related_link"),
    ("ADVERTISEMENT", "advertisement"),
    ("AD\u00adVER\u00adTISEMENT", "advertisement"),
    ("Story continues below advertisement", "advertisement"),
    ("Advertisement · Scroll to continue", "advertisement"),
    ("Sign up for our newsletter to get the day's top stories in your inbox", "advertisement"),
    ("Follow BBC West on Facebook, Twitter and Instagram. Send your story ideas to: a@example.org", "advertisement"),
    ("Have you been affected by the closures? If you are happy to share your story contact us.", "advertisement"),
    ("Zaļā Josta - Reklāma", "advertisement"),
    ("Werbung", "advertisement"),
    ("Share this article", "section_label"),
    ("Share on Facebook", "section_label"),
    ("Media playback is not supported on this device", "section_label"),
    ("Published 3 hours ago", "section_label"),
    ("Last updated on Mon 3 June 2020 10.42 BST", "section_label"),
    ("Updated 10:21 GMT", "section_label"),
    ("10.42am BST", "section_label"),
    ("2 hours ago", "section_label"),
    ("14 comments", "section_label"),
    ("Tags: elections, parliament, tax", "section_label"),
    ("Slideshow (13 Images)", "section_label"),
    ("News | World | Asia", "section_label"),
    ("Home > News > Local government", "section_label"),
    ("By Jane Roe in London and John Doe in Paris", "byline"),
    ("By JANE ROE, Associated Press", "byline"),
    ("Jane Roe, BBC News", "byline"),
    ("Friday, January 4, 2019", "dateline"),
    ("Image: Nicholas Moreau.", "credit"),
    ("Photo: Jane Roe/Example News", "credit"),
    ("Photograph: Jane Roe/AFP/Getty Images", "credit"),
    ("© Jane Roe", "credit"),
    ("Source: Al Jazeera and news agencies", "credit"),
    ("— Jane Roe (@janeroe) June 3, 2020", "credit"),
    ("FILE PHOTO: The bridge is seen in Lindholm, May 3, 2020.", "caption"),
    ("Image caption Protesters gathered near the square", "caption"),
    ("Reporting by Jane Roe in Geneva; Editing by John Doe", "footer"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "footer"),
    ("Copyright 2020 The Associated Press. All rights reserved.", "footer"),
    ("This article was amended on 4 May 2021 to correct the name of the council.", "footer"),
    ("Associated Press writer Jane Roe in Paris contributed to this report.", "footer"),
    ("Editor&#8217;s note: An earlier version gave the wrong date.", "footer"),
    ("* * *", "footer"),
]

STORY = [
    "Read the letter again, he told the court.",
    "By Friday, the river had risen by two metres.",
    "By signing the deal, the company said it had secured the jobs.",
    "Like many users on Twitter, he had never met the minister.",
    "Follow-up talks will be held in Geneva.",
    "“Follow us on Facebook,” the banner said.",
    "Share prices fell by a tenth.",
    "Subscribers paid twice, the regulator said.",
    "Sources close to the family said the funeral would be private.",
    "Published in 2019, the report found that most bridges were sound.",
    "Image problems have dogged the party for years, analysts say.",
    "Research by Jane Roe, of the University of Lindholm, has shown that the pillars were weak.",
    "Contact tracing helped, the ministry said on Monday.",
    "Get the price wrong and voters will not forgive you, she said.",
    "Copyright law protects the songs for 70 years, the judge said.",
    "Currently, there were 25 branches in the east of the country.",
    "On 3 June 2020 the police said they had found the car.",
    "Video of the arrest was shared widely, and the officer was suspended.",
    "Jane Roe, a critic who contributed to the poll, said the film was essential.",
    "More than 40 people were hurt.",
    "Comments like these have made him unpopular.",
    "Support for the government has fallen.",
    "Police appealed for witnesses: “Do you have information about the driver?”",
    "Photo of the mayor hung in every office in town.",
]


@pytest.fixture(scope="module")
def finder() -> FurnitureFinder:
    return FurnitureFinder(Lexicon.load())


@pytest.mark.parametrize(("line", "kind"), PAGE)
def test_lines_of_the_page_are_known(finder: FurnitureFinder, line: str, kind: str) -> None:
    found = finder.find(as_seen(line), at_edge=True)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("line", STORY)
def test_sentences_of_the_story_are_not_taken(finder: FurnitureFinder, line: str) -> None:
    assert finder.find(as_seen(line), at_edge=True) is None


def test_rubrics_count_only_at_the_edges_of_the_story(finder: FurnitureFinder) -> None:
    assert finder.find("Politics", at_edge=False) is None
    assert finder.find("Politics", at_edge=True) is not None


def test_a_heading_of_links_opens_a_list(finder: FurnitureFinder) -> None:
    heading = finder.find("Related stories", at_edge=False)
    link = finder.find("Read more", at_edge=False)
    assert heading is not None
    assert heading.opens_list
    assert link is not None
    assert not link.opens_list


def test_furniture_inside_a_paragraph_is_found(finder: FurnitureFinder) -> None:
    text = "He left early. ADVERTISEMENT She stayed."
    assert [(kind, text[start:end]) for kind, start, end in finder.find_inside(text, 0, len(text))] == [
        ("advertisement", "ADVERTISEMENT")
    ]
