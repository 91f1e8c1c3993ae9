"""Text in, dataclasses out: reads an article; knows nothing of HTTP or pydantic."""
