"""Coverage-guided fuzzing; see `tests.fuzz.__main__`."""
