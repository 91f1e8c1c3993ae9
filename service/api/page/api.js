/** The service's HTTP interface, and its errors as one kind of exception. */

/** An answer that is not a reading: RFC 9457 fields, or our own words when there was no answer at all. */
export class Problem extends Error {
  constructor({ status = 0, code = "unreachable", title, detail = null, instance = null, retryAfter = null, faults = [] }) {
    super(title);
    Object.assign(this, { status, code, title, detail, instance, retryAfter, faults });
  }
}

const PROBLEM_TYPE = "application/problem+json";

async function problemFrom(response) {
  const retryAfter = response.headers.get("Retry-After");
  const requestId = response.headers.get("X-Request-ID");
  const stated = (response.headers.get("Content-Type") ?? "").startsWith(PROBLEM_TYPE)
    ? await response.json().catch(() => ({}))
    : {};
  return new Problem({
    status: response.status,
    code: stated.code ?? `http_${response.status}`,
    title: stated.title ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    detail: stated.detail ?? null,
    instance: requestId ?? stated.instance ?? null,
    retryAfter,
    faults: stated.errors ?? [],
  });
}

async function call(path, { key = "", signal, ...options } = {}) {
  const headers = { Accept: `application/json, ${PROBLEM_TYPE}`, ...options.headers };
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    // Relative to the page, so that the service may live below a path of a bigger site.
    response = await fetch(new URL(path, document.baseURI), { ...options, headers, signal, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "The service did not answer", detail: "The connection was refused or broke off." });
  }
  if (!response.ok) throw await problemFrom(response);
  return response;
}

/** Milliseconds the server says it spent: its `total` entry, else the sum of all entries; null when unstated. */
export function serverTiming(header) {
  const entries = [...(header ?? "").matchAll(/([\w-]+)[^,]*?;\s*dur=([\d.]+)/g)];
  if (!entries.length) return null;
  const total = entries.find(([, name]) => name === "total");
  return total ? Number(total[2]) : entries.reduce((sum, [, , duration]) => sum + Number(duration), 0);
}

/** Read one article; offsets come back in UTF-16 units, which is how JavaScript slices. */
export async function enrich({ text, title, includeThoughts }, { key, signal }) {
  const response = await call("v1/enrich", {
    method: "POST",
    key,
    signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text, title: title || null, include_thoughts: includeThoughts, offset_unit: "utf16" }),
  });
  return { reading: await response.json(), serverMilliseconds: serverTiming(response.headers.get("Server-Timing")) };
}

/** The sample articles, `[{slug, title, text}]`. */
export async function fetchSeeds() {
  return (await call("page/seeds.json")).json();
}

/** Versions and limits of the running service. */
export async function fetchInfo(key) {
  return (await call("v1/info", { key })).json();
}
