# Everything a developer or CI does. Needs Python 3.11 or newer and make; all else comes from the lock files.
.POSIX:
.SUFFIXES:
.PHONY: help install install-dev run test check lint types drift api audit sbom openapi examples lock gazetteer image fuzz soak clean

PYTHON = $$(command -v python3.11 || command -v python3)
HOST = 127.0.0.1
PORT = 8000
SEED = seeds/wire-dateline.txt
VENV = .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip --disable-pip-version-check --no-input
TESTS = tests
FUZZ_SECONDS = 120
IMAGE = article-enrichment

help:
	@echo "make run        install, start on $(HOST):$(PORT), enrich a sample article, serve until Ctrl-C"
	@echo "make install    make $(VENV) from requirements.lock (every file checked against its hash)"
	@echo "make test       install what tests need and run them all (TESTS=tests/api for some)"
	@echo "make check      lint, format, types, OpenAPI drift, lint and breaking changes, dependency audit, SBOM"
	@echo "make openapi    write openapi/openapi.json from the code"
	@echo "make examples   write the examples of that description, which new weights change"
	@echo "make lock       resolve pyproject.toml again into the lock files"
	@echo "make image      build the container image $(IMAGE)"
	@echo "make fuzz       coverage-guided fuzzing for FUZZ_SECONDS=$(FUZZ_SECONDS) a target; what crashes becomes a test"
	@echo "make soak       the long load and fault suite"

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@py=$(PYTHON); test -n "$$py" || { echo "make: no python3 found; install Python 3.11 or newer"; exit 1; }; \
	"$$py" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $$py is older than 3.11; make PYTHON=/path/to/python3.11"; exit 1; }; \
	"$$py" -m venv $(VENV) || { echo "make: $$py has no venv; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python requirements.lock
	$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

run: install
	$(PY) scripts/demo.py --host $(HOST) --port $(PORT) --article $(SEED)

test: install-dev
	$(PY) -m pytest $(TESTS)

# The audit is last: where the advisories cannot be reached, the last line says that it was not done.
check: lint types drift api sbom audit

lint: install-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: install-dev
	$(PY) -m pyright

drift: install-dev
	@mkdir -p build
	$(PY) -m service openapi > build/openapi.json
	@cmp -s build/openapi.json openapi/openapi.json || { \
	  diff -u openapi/openapi.json build/openapi.json | head -60; \
	  echo "make: openapi/openapi.json is not what the code says; run: make openapi"; exit 1; }
	@echo "openapi/openapi.json is what the code says"

# SINCE=REVISION compares with that one; see openapi/checks/README.md.
api: install-dev
	$(PY) scripts/api_checks.py $${SINCE:+--since "$$SINCE"}

audit: install-dev
	$(PY) scripts/audit.py requirements-otel.lock
	$(PY) scripts/audit.py requirements-archive-cluster.lock

sbom: install-dev
	@mkdir -p build
	$(VENV)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o build/sbom.cdx.json requirements.lock
	@echo "build/sbom.cdx.json lists what runs in production"

openapi: install
	@mkdir -p openapi
	$(PY) -m service openapi > openapi/openapi.json.new
	@mv openapi/openapi.json.new openapi/openapi.json

# The article of the description's examples and the answer to it, by the weights of the day; then: make openapi.
examples: install
	cp seeds/brief.txt service/api/examples/article.txt
	$(PY) -m service enrich seeds/brief.txt > service/api/examples/answer.json.new
	@mv service/api/examples/answer.json.new service/api/examples/answer.json

# The lock is made by uv, which is no dependency of the service: take it from any environment.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra otel -c requirements.lock -o requirements-otel.lock
	$(LOCK) pyproject.toml --extra archive -c requirements-otel.lock -o requirements-archive.lock
	$(LOCK) pyproject.toml --extra archive --extra archive-cluster -c requirements-otel.lock -c requirements-archive.lock \
	  -o requirements-archive-cluster.lock
	$(LOCK) pyproject.toml --extra otel --extra archive --group dev -c requirements-otel.lock -c requirements-archive.lock \
	  -o requirements-dev.lock

gazetteer: install-dev
	$(PY) scripts/gazetteer.py

image:
	docker build -t $(IMAGE) .

fuzz: install-dev
	$(PY) -m tests.fuzz --seconds $(FUZZ_SECONDS)

soak: install-dev
	$(PY) -m benchmarks.soak
	HYPOTHESIS_PROFILE=soak $(PY) -m pytest tests/reading/test_hostile_texts.py --timeout 900

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis
