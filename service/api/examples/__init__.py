"""The examples of the OpenAPI description: an article of ``seeds/``, its answers, and a problem of each kind.

``article.txt`` and ``answer.json`` are written by ``make examples``, with the weights of the day.
"""
