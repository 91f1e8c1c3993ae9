import pytest

from service.errors import UnsupportedLanguage
from service.reading.article import ArticleReader
from service.reading.structure.language import LanguageIdentifier
from service.reading.structure.lexicon import Lexicon

GERMAN = (
    "Der Bundestag hat am Freitag mit großer Mehrheit beschlossen, die alte Brücke in Lindholm für immer zu schließen. "
    "Die Händler am östlichen Ufer fürchten nun um ihre Geschäfte."
)
SPANISH = (
    "El ayuntamiento votó el lunes a favor de cerrar el viejo puente, según dijo el ingeniero de la ciudad. "
    "Los comerciantes temen por sus negocios y piden un transbordador."
)
RUSSIAN = "Городской совет в понедельник проголосовал за закрытие старого моста, сообщил главный инженер города."
CHINESE = "市议会周一投票决定永久关闭旧桥,该市工程师告诉记者。东岸的店主担心生意受影响,要求开通渡轮。"
ENGLISH = (
    "The council of Lindholm voted on Monday to close the old bridge, the city engineer told reporters. "
    "Shopkeepers on the east bank said they feared for their trade and had asked the council for a ferry."
)


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    return LanguageIdentifier.load(Lexicon.load())


@pytest.mark.parametrize(
    ("text", "language"), [(GERMAN, "de"), (SPANISH, "es"), (RUSSIAN, "ru"), (CHINESE, "zh"), (ENGLISH, "en")]
)
def test_languages_are_told_apart(identifier: LanguageIdentifier, text: str, language: str) -> None:
    verdict = identifier.judge(text)
    assert (verdict.language, verdict.foreign) == (language, language != "en")


@pytest.mark.parametrize("text", [GERMAN, SPANISH, RUSSIAN, CHINESE, f"{GERMAN}\n\n{GERMAN} Ja.\n\nRead more"])
def test_an_article_in_another_language_is_refused(article_reader: ArticleReader, text: str) -> None:
    with pytest.raises(UnsupportedLanguage) as refusal:
        article_reader.read(text)
    assert "Lindholm" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "JOHN SMITH, MARIA GONZALEZ, JEAN-LUC MOREL, WEI ZHANG",
        "Kim Jong Un",
        "Lionel Messi, Kylian Mbappé, Antoine Griezmann, Ángel Di María, Julián Álvarez, Enzo Fernández",
        "Ja",
        "12345 67890 +++ ///",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "🇩🇪 👍🏽 😀",
    ],
)
def test_little_text_and_names_are_not_refused(article_reader: ArticleReader, text: str) -> None:
    assert article_reader.read(text).language == "en"


@pytest.mark.parametrize("foreign", [GERMAN, RUSSIAN])
def test_a_foreign_passage_is_marked_and_left_alone(article_reader: ArticleReader, foreign: str) -> None:
    text = f"{ENGLISH}\n\n{foreign}\n\n{ENGLISH} {ENGLISH}"
    article = article_reader.read(text)
    cautions = [caution for caution in article.cautions if caution.code == "mixed_language"]
    assert [text[each.span.start : each.span.end] for each in cautions if each.span] == [foreign]
    assert not article.is_story(text.index(foreign), text.index(foreign) + len(foreign))


def test_a_foreign_phrase_inside_a_sentence_stays_story(article_reader: ArticleReader) -> None:
    text = f"{ENGLISH}\n\n“Der Fluss ist zu hoch”, the mayor said in German, or “the river is too high”."
    article = article_reader.read(text)
    assert article.is_story(0, len(text))
    assert article.cautions == ()
