"""The sample articles of ``seeds/``: how their expectations are read, compared and bookkept."""
