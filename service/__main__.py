"""The command line: ``python -m service serve | enrich | openapi``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from service import __version__
from service.errors import ServiceError
from service.processors import pin_threads


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 1 when the service refused, 2 for wrong use."""
    options = _parser().parse_args(arguments)
    pin_threads()  # before anything below imports onnxruntime or numpy
    try:
        return _run(options)
    except ServiceError as error:
        print(f"service: {error.code}: {error}", file=sys.stderr)  # noqa: T201
        for fault in error.faults:
            print(f"service: {fault.pointer}: {fault.message}", file=sys.stderr)  # noqa: T201
        return 1


def _run(options: argparse.Namespace) -> int:
    """Each command is imported when it is called for: loading the reader's libraries takes a second."""
    if options.command == "serve":
        from service.commands.serve import serve

        return serve(host=options.host, port=options.port, workers=options.workers)
    if options.command == "enrich":
        from service.commands.enrich import enrich

        return enrich(options.file, url=options.url, api_key=options.api_key)
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
    return parser


if __name__ == "__main__":
    sys.exit(main())
