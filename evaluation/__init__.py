"""Score the service, through its HTTP API, on articles a newsroom has labelled itself.

``python -m evaluation MEASURE FILE...`` reads labelled articles, asks the service about each of
them and compares.  ``docs/accuracy.md`` tells the measures and the formats.
"""
