from __future__ import annotations

import pytest

from service.reading.roles import role_after, role_before, role_below


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Monday, Health Minister Jane Roe resigned.", "Jane Roe", "Health Minister"),
        ("the North Korean leader Kim Jong Un said", "Kim Jong Un", "North Korean leader"),
        ("told city engineer Marta Lindqvist that", "Marta Lindqvist", "city engineer"),
        ("US Secretary of State Antony Blinken", "Antony Blinken", "US Secretary of State"),
        ("the Uruguayan President, Luis Lacalle Pou, promised", "Luis Lacalle Pou", "Uruguayan President"),
        ("the mayor of Nysa, Tomasz Brzoza, accused", "Tomasz Brzoza", "mayor of Nysa"),
        ("A lawyer for the victims, Jane Roe, told", "Jane Roe", "lawyer for the victims"),
        ("a spokesman for Prime Minister Jane Roe said", "Jane Roe", "Prime Minister"),
        (
            "told chairperson of the Cabinet committee on emergency preparedness and disaster management Jane Roe",
            "Jane Roe",
            "chairperson of the Cabinet committee on emergency preparedness and disaster management",
        ),
        ("the governor of Puerto Rico and Jane Roe said", "Jane Roe", None),
        ("Spokesman for the Cabinet Jane Roe said", "Jane Roe", "Spokesman for the Cabinet"),
        ("a lawyer for the cabinet Jane Roe built", "Jane Roe", None),
        ("“President Jane Roe has every right,” he said", "Jane Roe", "President"),
        ("according to a specialist in labour affairs Jane Roe", "Jane Roe", "specialist in labour affairs"),
        ("a teacher in Leeds Jane Roe said", "Jane Roe", None),
        ("—The mayor of Leeds, Jane Roe, left", "Jane Roe", "mayor of Leeds"),
        ("This Wednesday Greek Foreign Minister Jane Roe said", "Jane Roe", "Greek Foreign Minister"),
        ("LIMA -- UN Secretary-General Jane Roe said", "Jane Roe", "UN Secretary-General"),
        ("Yesterday Jane Roe resigned.", "Jane Roe", None),
        ("According to his publicist, Jane Roe died.", "Jane Roe", None),
        ("He met Jane Roe.", "Jane Roe", None),
        ("“She is not fit to be President of the United States,” Jane Roe said.", "Jane Roe", None),
        ('"She is no president," Jane Roe said.', "Jane Roe", None),
        ("‘She is no president,’ Jane Roe said.", "Jane Roe", None),
        ("“She is no president” Jane Roe said.", "Jane Roe", None),
        ("The “chairman” Jane Roe said.", "Jane Roe", "“chairman”"),
        ("Judge orders release of President Jane Roe", "Jane Roe", "President"),
    ],
)
def test_role_before(text: str, name: str, role: str | None) -> None:
    found = role_before(text, text.index(name), text.index(name) + len(name))
    assert (text[found.start : found.end] if found else None) == role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Marta Lindqvist, the city engineer, said", "Marta Lindqvist", "city engineer"),
        ("Kim Jong Un, 40, has a collection", "Kim Jong Un", None),
        ("Jane Roe, 51, a professor of law, said", "Jane Roe", "professor of law"),
        ("Jane Roe, who is the mayor of Leeds, said", "Jane Roe", "mayor of Leeds"),
        ("Jane Roe, Tom Lee and others", "Jane Roe", None),
        ("Jane Roe, however, said", "Jane Roe", None),
        ("Jane Roe, who heads the union, said", "Jane Roe", None),
        ("Jane Roe, a neuroethologist at Leeds, said", "Jane Roe", "neuroethologist at Leeds"),
        ("Jane Roe, her husband, and others left", "Jane Roe", None),
        ("Jane Roe, the wife of Tom Lee, left", "Jane Roe", "wife of Tom Lee"),
        ("the mayor, Jane Roe, told reporters, who left", "Jane Roe", None),
        ("the mayor, Jane Roe, accused the government of delay", "Jane Roe", None),
    ],
)
def test_role_after(text: str, name: str, role: str | None) -> None:
    found = role_after(text, text.index(name) + len(name))
    assert (text[found.start : found.end] if found else None) == role


@pytest.mark.parametrize(
    "text",
    [
        "He left three years ago. BBC political editor ",
        'He said: "Bring it on". BBC political editor ',
    ],
)
def test_no_role_reaches_into_the_sentence_before(text: str) -> None:
    role = role_before(text + "Jane Roe said.", len(text), len(text) + 8)
    assert role is not None
    assert text[role.start : role.end] == "BBC political editor"


def test_what_ends_a_sentence_is_no_role_of_whom_the_next_names() -> None:
    text = "It was for the chief constables of local forces. "
    assert role_before(text + "Jan Berry said.", len(text), len(text) + 9) is None


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The former U.S. minister "
    role = role_before(text + "Jane Roe said.", len(text), len(text) + 8)
    assert role is not None
    assert text[role.start : role.end] == "former U.S. minister"


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("\nEducation reporter\n\nPupils left.", "Education reporter"),
        ("\r\n  BBC News political editor, London\r\n", "BBC News political editor"),
        ("\nCrime reporter", "Crime reporter"),
        ("\nThe council will hear the union's new reporter", None),
        ("\nLondon\n", None),
        (" said the editor\n", None),
    ],
)
def test_a_role_stands_under_the_name_of_a_byline(below: str, role: str | None) -> None:
    found = role_below("Jane Roe" + below, len("Jane Roe"))
    assert (("Jane Roe" + below)[found.start : found.end] if found else None) == role
