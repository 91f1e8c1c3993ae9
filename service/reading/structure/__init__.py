"""The shape of a raw article: its paragraphs, what part of the page each one is, its language."""
