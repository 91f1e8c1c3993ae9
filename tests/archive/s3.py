"""As much of Amazon S3's HTTP interface as an archive run needs, in memory, on loopback."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

MODIFIED = "2026-11-26T12:00:00.000Z"
MODIFIED_HTTP = "Thu, 26 Nov 2026 12:00:00 GMT"


@dataclass
class Bucket:
    """Objects by ``bucket/key``, and the parts of uploads that are under way."""

    port: int
    objects: dict[str, bytes] = field(default_factory=dict[str, bytes])
    uploads: dict[str, dict[int, bytes]] = field(default_factory=dict[str, dict[int, bytes]])

    def url(self, path: str) -> str:
        """As pyarrow takes it, with where the server is."""
        return f"s3://key:secret@{path}?endpoint_override=127.0.0.1%3A{self.port}&scheme=http&region=eu-north-1"


@contextmanager
def s3_server() -> Generator[Bucket]:
    """Serve an empty S3."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    bucket = Bucket(server.server_port)
    _Handler.bucket = bucket
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        pass

    def do_HEAD(self) -> None:
        self._get(body=False)

    def do_GET(self) -> None:
        query = self._query()
        if "list-type" in query:
            self._list(query)
        else:
            self._get(body=True)

    def do_PUT(self) -> None:
        content, query = self._content(), self._query()
        if "uploadId" in query:
            self.bucket.uploads[query["uploadId"]][int(query["partNumber"])] = content
        else:
            self.bucket.objects[self._path()] = content
        self._answer(200, b"", {"ETag": '"0"'})

    def do_POST(self) -> None:
        query, path = self._query(), self._path()
        self._content()
        if "uploads" in query:
            upload = f"u{len(self.bucket.uploads)}"
            self.bucket.uploads[upload] = {}
            self._xml(f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>")
        elif "uploadId" in query:
            parts = self.bucket.uploads.pop(query["uploadId"])
            self.bucket.objects[path] = b"".join(parts[number] for number in sorted(parts))
            self._xml("<CompleteMultipartUploadResult><ETag>0</ETag></CompleteMultipartUploadResult>")
        else:
            self._answer(400, b"", {})

    def do_DELETE(self) -> None:
        self.bucket.objects.pop(self._path(), None)
        self._answer(204, b"", {})

    def _get(self, *, body: bool) -> None:
        content = self.bucket.objects.get(self._path())
        if content is None and "/" not in self._path().rstrip("/"):
            content = b""  # the bucket itself
        if content is None:
            self._answer(404, b"", {})
            return
        headers = {"Last-Modified": MODIFIED_HTTP, "ETag": '"0"'}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if wanted:
            low, high = int(wanted[1]), int(wanted[2]) + 1
            headers["Content-Range"] = f"bytes {low}-{high - 1}/{len(content)}"
            self._answer(206, content[low:high], headers)
        else:
            self._answer(200, content, headers, body=body)

    def _list(self, query: dict[str, str]) -> None:
        name, prefix = self._path().rstrip("/"), query.get("prefix", "")
        keys = sorted(path.removeprefix(f"{name}/") for path in self.bucket.objects)
        found = [key for key in keys if key.startswith(prefix)][: int(query.get("max-keys", "1000"))]
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{MODIFIED}</LastModified><ETag>0</ETag>"
            f"<Size>{len(self.bucket.objects[f'{name}/{key}'])}</Size></Contents>"
            for key in found
        )
        self._xml(
            f"<ListBucketResult><Name>{name}</Name><KeyCount>{len(found)}</KeyCount>"
            f"<IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"
        )

    def _content(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            content = _joined(self.rfile)
        else:
            content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        return _joined(io.BytesIO(content)) if self.headers.get("Content-Encoding") == "aws-chunked" else content

    def _path(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _query(self) -> dict[str, str]:
        parsed = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        return {name: values[0] for name, values in parsed.items()}

    def _xml(self, document: str) -> None:
        self._answer(200, document.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, content: bytes, headers: dict[str, str], *, body: bool = True) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(content)


def _joined(chunks: io.BufferedIOBase) -> bytes:
    """Chunks of HTTP, or of Amazon's own encoding within them, up to the last one and its trailer."""
    pieces: list[bytes] = []
    while length := int(chunks.readline().partition(b";")[0], 16):
        pieces.append(chunks.read(length))
        chunks.readline()
    while chunks.readline().strip():
        pass
    return b"".join(pieces)
