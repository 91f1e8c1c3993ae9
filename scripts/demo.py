"""Start the service, enrich one sample article through it, show what came back, keep serving.

    python scripts/demo.py [--host 127.0.0.1] [--port 8000] [--article seeds/NAME.txt]

Ends with the service: on Ctrl-C or SIGTERM, which the service gets too, or when it cannot start.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

START_SECONDS = 60
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the demonstration; returns the exit status of the service."""
    parser = argparse.ArgumentParser(description="Start the service and enrich one sample article.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--article", type=Path, default=None)
    options = parser.parse_args()
    article = options.article or min(Path("seeds").glob("*.txt"))
    command = [sys.executable, "-m", "service", "serve", "--host", options.host, "--port", str(options.port)]
    service = subprocess.Popen(command, cwd=ROOT)
    # A terminal's Ctrl-C reaches the service by itself; only a SIGTERM to this process has to be passed on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda signum, _: service.send_signal(signum))
    url = f"http://{options.host}:{options.port}"
    try:
        if _wait_until_ready(service, url):
            text = article.read_bytes().decode("utf-8")
            answer = httpx.post(f"{url}/v1/enrich", json={"text": text, "id": article.stem}, timeout=60)
            answer.raise_for_status()
            _show(answer.json(), article, url)
    except Exception:
        service.terminate()
        raise
    return service.wait()


def _wait_until_ready(service: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while service.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/readyz", timeout=5).is_success:
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    if service.poll() is None:
        print(f"The service was not ready within {START_SECONDS} s.", file=sys.stderr)
        service.terminate()
    return False


def _show(answer: dict[str, Any], article: Path, url: str) -> None:
    print(f"\n{article}: {answer['text_length']} characters, language {answer['language']}")
    print("\nTopics")
    for topic in answer["topics"]:
        print(f"  {topic['qcode']}  {topic['label']}  ({topic['confidence']:.2f})")
    print("\nWho said what")
    for quotation in answer["quotations"]:
        speaker = quotation["speaker"]["name"] if quotation["speaker"] else "(nobody named)"
        print(f"  {speaker}: {_one_line(' ... '.join(span['text'] for span in quotation['content']))}")
    print("\nSources")
    for source in answer["sources"]:
        role = f", {source['role_title']}" if source["role_title"] else ""
        print(f"  {source['name']}{role}  [{source['kind']}]  {source['quoted_words_share']:.0%} of the words")
    print("\nMost salient entities")
    for entity in sorted(answer["entities"], key=lambda entity: -entity["salience"])[:6]:
        print(f"  {entity['name']}  [{entity['type']}]  {len(entity['mentions'])} mentions")
    print(
        f"""
The same from another terminal:

  curl -s {url}/v1/enrich -H 'Content-Type: text/plain; charset=utf-8' --data-binary @{article}

In a browser: {url}/      Ctrl-C ends the service.
""",
        flush=True,
    )


def _one_line(text: str, width: int = 88) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


if __name__ == "__main__":
    sys.exit(main())
