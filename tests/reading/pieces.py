"""What hostile texts are made of."""

MARKS = list("\"'“”‘’‚‛„‟«»‹›「」『』`´″′")
PIECES = [
    *MARKS, "(", ")", "[", "]", "{", "<p>", "&nbsp;", "&#8220;", "\n", "\n\n", "\r\n", "\t", " ", "\u00a0", "\u2028",
    "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\u0301", "\u0000", "\ufffd", "👩‍👩‍👧", "🇫🇷", "שלום", "مرحبا",
    "中文", "İ", "ß", "ﬁ", "𝐀", "…", "—", "-", "•", ":", ".", ",", "?", "A: ", "Q. ", "JONES: ", "By ", "Photo: ",
    "(Reuters) - ", "https://x.y/z", "@x", "#y", "said", " said ", "she said", "Mr. ", "Anna Smith", "the minister",
    "He ", "according to ", "told Reuters", "The bridge is safe", "on Monday.", "1,000", "$5m", "U.S.",
]  # fmt: skip
