"""The command line: ``python -m service serve | enrich | openapi | archive``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from service import __version__
from service.errors import ServiceError
from service.processors import pin_threads


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 1 when the service refused, 2 for wrong use."""
    options = parse(arguments)
    pin_threads()  # before anything below imports onnxruntime or numpy
    try:
        return _run(options)
    except ServiceError as error:
        print(f"service: {error.code}: {error}", file=sys.stderr)  # noqa: T201
        for fault in error.faults:
            print(f"service: {fault.pointer}: {fault.message}", file=sys.stderr)  # noqa: T201
        return 1


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of a command line (None: of this process); ends the process with 2 for wrong use."""
    return _parser().parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    """Each command is imported when it is called for: loading the reader's libraries takes a second."""
    if options.command == "serve":
        from service.commands.serve import serve

        return serve(host=options.host, port=options.port, workers=options.workers)
    if options.command == "enrich":
        from service.commands.enrich import enrich

        return enrich(options.file, url=options.url, api_key=options.api_key)
    if options.command == "archive":
        from service.commands.archive import archive

        return archive(options)
    from service.commands.openapi import write_openapi

    return write_openapi(options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service", description="Article enrichment over HTTP.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)

    serve = commands.add_parser("serve", help="run the HTTP service; settings come from the environment")
    serve.add_argument("--host", help="address to listen on (HOST)")
    serve.add_argument("--port", type=int, help="TCP port (PORT)")
    serve.add_argument("--workers", type=int, help="worker processes (WORKERS; by default the CPU quota)")

    enrich = commands.add_parser("enrich", help="enrich one article and print the JSON")
    enrich.add_argument("file", metavar="FILE", help="text file in UTF-8, or - for standard input")
    enrich.add_argument("--url", help="post to this running service instead of reading here")
    enrich.add_argument("--api-key", help="key for --url; better in the environment as API_KEY")

    openapi = commands.add_parser("openapi", help="print the OpenAPI description")
    openapi.add_argument("--out", type=Path, help="write it to this file instead")

    _describe_archive(commands.add_parser("archive", help="enrich stored articles, on Ray; needs the extra `archive`"))
    return parser


def _describe_archive(archive: argparse.ArgumentParser) -> None:
    archive.add_argument("source", metavar="INPUT", help="file or folder: a path, s3://..., or any URL of fsspec")
    archive.add_argument("target", metavar="OUTPUT", help="folder to write to; a run that was stopped goes on there")
    archive.add_argument("--text-column", default="text", help="column, or key of JSON, with the article (text)")
    archive.add_argument("--id-column", help="with the id; `id` if there is one")
    archive.add_argument("--title-column", help="with the headline where the text lacks it; `title` if there is one")
    archive.add_argument("--language-column", help="with the language as a BCP 47 tag (none)")
    archive.add_argument("--format", choices=("jsonl", "csv", "parquet"), help="of all files (by their suffix)")
    archive.add_argument("--delimiter", help="of CSV (comma, and tab for .tsv)")
    archive.add_argument("--options", default="{}", help='options of POST /v1/enrich: {"offset_unit": "utf16"}')
    archive.add_argument("--actors", type=int, help="readers, a processor each (all; on a cluster as many as it gives)")
    archive.add_argument("--address", help="Ray cluster to join: auto, or HOST:PORT (none: Ray starts here)")
    archive.add_argument("--block-words", type=int, help="words read and committed at one go (50000)")
    archive.add_argument("--force", action="store_true", help="mix versions in one output; read changed files again")


if __name__ == "__main__":
    sys.exit(main())
