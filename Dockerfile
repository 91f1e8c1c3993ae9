FROM python:3.11-slim AS build

# requirements-otel.lock is the same with what exports traces, requirements-archive-cluster.lock with Ray, as
# deploy/kuberay/ needs it.
ARG LOCK=requirements.lock

# The environment has no pip of its own: nothing in the image can install anything.
RUN python -m venv --without-pip /opt/venv
COPY ${LOCK} requirements.lock
RUN pip --no-cache-dir --disable-pip-version-check --python /opt/venv/bin/python \
    install --require-hashes --only-binary :all: -r requirements.lock
# What the service never touches: tests, tools for making models, and the model hub client (with its own
# dependencies) that `tokenizers` names for downloads; some of these Ray needs, too. The imports at the end
# fail the build if one of them was needed.
RUN cd /opt/venv/lib/python3.11/site-packages \
    && find . -type d -name tests -prune -exec rm -rf {} + \
    && rm -rf onnxruntime/transformers onnxruntime/quantization onnxruntime/tools onnxruntime/datasets \
    && pip --disable-pip-version-check --python /opt/venv/bin/python uninstall --yes --quiet \
       huggingface-hub hf-xet httpx2 httpcore2 tqdm truststore \
       $(test -d ray || echo fsspec filelock pyyaml) \
    && /opt/venv/bin/python -c "import fastapi, httpx, numpy, onnxruntime, prometheus_client, py3langid, structlog, tokenizers, uvicorn, uvloop" \
    && if [ -d ray ]; then /opt/venv/bin/python -c "import ray.data, ray.dashboard.head, ray.dashboard.agent, pyarrow.dataset"; fi
COPY service /app/service
RUN /opt/venv/bin/python -m compileall -q /app/service


FROM python:3.11-slim

LABEL org.opencontainers.image.title="article enrichment service" \
      org.opencontainers.image.description="Raw news text in; entities, quotations, sources and IPTC topics out." \
      org.opencontainers.image.licenses="Apache-2.0"

# One thread each for whatever may use more: a worker has one inference thread, processes do the rest.
# The image listens on all interfaces and holds no key: it starts only with API_KEYS, or with
# ALLOW_ANONYMOUS=true as a decision of whoever runs it.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    TOKENIZERS_PARALLELISM=false \
    ORT_DISABLE_TELEMETRY=1 \
    HOST=0.0.0.0 \
    PORT=8000

COPY --from=build /opt/venv /opt/venv
# KubeRay may start Ray by a login shell, which forgets the PATH above.
RUN if [ -e /opt/venv/bin/ray ]; then ln -s /opt/venv/bin/ray /opt/venv/bin/python /usr/local/sbin/; fi
COPY --from=build /app /app
COPY LICENSE NOTICE /app/
COPY openapi /app/openapi
COPY seeds /app/seeds

WORKDIR /app
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, sys, http.client as h; c = h.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
CMD ["python", "-m", "service", "serve"]
