"""``python -m evaluation``, against an HTTP server on loopback and with files it cannot use."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from evaluation.__main__ import main

TEXT = "Ann Lee said no."
LABELS = {"content": [[13, 15]], "cue": [8, 12], "speaker": [0, 7], "speaker_name": "Ann Lee"}


class _Recorded(BaseHTTPRequestHandler):
    """Answers what a service once answered for `TEXT`, and refuses any other text."""

    def do_POST(self) -> None:
        """Answer one article."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body: dict[str, Any] = {"code": "text_too_long"}
        if asked["text"] == TEXT:
            body = {
                "quotations": [{"content": [{"start": 13, "end": 15}], "speaker": {"mention": None, "name": "Ann Lee"}}]
            }
        answer = json.dumps(body).encode()
        self.send_response(200 if asked["text"] == TEXT else 422)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep the test's output clean."""


@pytest.fixture(name="url")
def _url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Recorded) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def write(path: Path, *records: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return str(path)


def test_a_measure_over_http(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        {"id": "a-1", "text": TEXT, "quotations": [LABELS]},
        {"id": "a-2", "text": TEXT + " Far too long.", "quotations": [LABELS]},
        {"id": "a-3", "text": TEXT},
    )
    out = tmp_path / "out.json"
    assert main(["speakers", gold, "--url", url, "--json", str(out), "--bootstrap", "10"]) == 0
    printed = capsys.readouterr().out
    assert "# speakers: 2 articles" in printed
    assert "1 x 422 text_too_long" in printed
    assert "Left out for want of labels: 1 articles" in printed
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert (figures["scores"]["speaker"]["P"], figures["scores"]["speaker"]["R"]) == (1.0, 0.5)
    assert figures["refused"] == [{"id": "a-2", "status": 422, "code": "text_too_long"}]


@pytest.mark.parametrize(
    ("measure", "record", "complaint"),
    [
        ("topics", {"id": "a", "text": TEXT, "quotations": []}, "no article has the labels that topics needs"),
        ("speakers", {"id": "a", "text": TEXT, "attributions": []}, "no article has the labels that speakers needs"),
        ("names", {"id": "a"}, "gold.jsonl:1: text"),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], measure: str, record: dict[str, Any], complaint: str
) -> None:
    assert main([measure, write(tmp_path / "gold.jsonl", record)]) == 2
    assert complaint in capsys.readouterr().err


def test_nobody_at_the_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "topics": []})
    assert main(["topics", gold, "--url", "http://127.0.0.1:9"]) == 2
    assert "cannot reach" in capsys.readouterr().err
