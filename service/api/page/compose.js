/** The desk before the reading: paste, drop or choose an article, send it, watch it, call it off. */
import { enrich, fetchInfo, fetchSeeds, Problem } from "./api.js";
import { el } from "./element.js";

const LARGEST_FILE = 4 * 1024 * 1024;
const byId = (id) => document.getElementById(id);

/** Code points, the unit in which the service states its limit. */
function countCharacters(text) {
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}

/** The text of a file: UTF-8, or Windows-1252 when it is no valid UTF-8. */
async function readFile(file) {
  if (file.size > LARGEST_FILE) throw new Problem({ code: "file_too_large", title: "That file is too large for an article" });
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function showProblem(box, problem, retry) {
  box.replaceChildren(...[
    el("strong", {}, problem.title),
    problem.detail && problem.detail !== problem.title && el("p", {}, problem.detail),
    ...problem.faults.map((fault) => el("p", {}, el("code", {}, fault.pointer), ` ${fault.message}`)),
    problem.retryAfter && el("p", {}, `Worth another try in ${problem.retryAfter} s.`),
    el("p", { class: "note" }, [problem.code, problem.instance && `request ${problem.instance}`].filter(Boolean).join(" · ")),
    problem.retryAfter && el("button", { type: "button", onclick: retry }, "Try again"),
  ].filter(Boolean));
  box.hidden = false;
  box.focus();
}

/** Shows that work goes on: a running bar, the seconds, and a word to screen readers now and then. */
function createProgress(form, announce) {
  let timer = null;
  return {
    start(what) {
      const begun = performance.now();
      let said = 0;
      form.setAttribute("aria-busy", "true");
      byId("progress").hidden = false;
      byId("read").disabled = true;
      announce(`Reading ${what}.`);
      const tick = () => {
        const seconds = (performance.now() - begun) / 1000;
        byId("elapsed").textContent = `${seconds.toFixed(1)} s`;
        if (Math.floor(seconds / 10) > said) {
          said = Math.floor(seconds / 10);
          announce(`Still reading, ${said * 10} seconds.`);
        }
      };
      tick();
      timer = setInterval(tick, 100);
    },
    stop() {
      clearInterval(timer);
      form.removeAttribute("aria-busy");
      byId("progress").hidden = true;
      byId("read").disabled = false;
    },
  };
}

function acceptDrops(form, take) {
  let depth = 0;
  const hover = (change) => {
    depth = Math.max(0, depth + change);
    form.classList.toggle("dropping", depth > 0);
  };
  form.addEventListener("dragenter", () => hover(1));
  form.addEventListener("dragleave", () => hover(-1));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    hover(0);
    take(event.dataTransfer);
  });
}

async function offerSeeds(select, field, take) {
  let seeds;
  try {
    seeds = await fetchSeeds();
  } catch {
    return; // samples are a convenience; pasting works without them
  }
  if (!seeds.length) return;
  select.append(...seeds.map(({ slug, title }) => el("option", { value: slug }, title)));
  select.addEventListener("change", () => {
    const seed = seeds.find(({ slug }) => slug === select.value);
    if (seed) take(seed.text);
  });
  field.hidden = false;
}

/** Run the form.  `onReading({text, headline, reading, serverMilliseconds})` gets every answer. */
export function startCompose({ state, announce, onReading }) {
  const form = byId("compose");
  const text = byId("text");
  const headline = byId("headline");
  const problem = byId("problem");
  const progress = createProgress(form, announce);
  let limit = null;
  let running = null;

  const count = () => {
    const characters = countCharacters(text.value);
    const isOver = limit !== null && characters > limit;
    byId("count").textContent = `${characters.toLocaleString("en")}${limit ? ` of ${limit.toLocaleString("en")}` : ""} characters`;
    byId("count").classList.toggle("over", isOver);
  };
  const take = (value) => {
    text.value = value;
    problem.hidden = true;
    count();
    text.focus();
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
  };
  const learnLimit = async () => {
    try {
      limit = (await fetchInfo(state.get("apiKey"))).limits?.max_text_length ?? null;
    } catch {
      limit = null; // unknown before a key is given: the service itself refuses what is too long
    }
    count();
  };
  const fail = (error) => {
    const known = error instanceof Problem ? error : new Problem({ code: "page", title: "The page could not show the answer" });
    if (known.status === 401) byId("key-field").hidden = false;
    showProblem(problem, known, () => form.requestSubmit());
    if (known.status === 401) byId("key").focus();
  };
  const submit = async () => {
    if (running) return;
    problem.hidden = true;
    state.set({ apiKey: byId("key").value.trim() });
    running = new AbortController();
    const article = { text: text.value, title: headline.value.trim(), includeThoughts: byId("thoughts").checked };
    progress.start(`${countCharacters(article.text).toLocaleString("en")} characters`);
    try {
      const answer = await enrich(article, { key: state.get("apiKey"), signal: running.signal });
      onReading({ text: article.text, headline: article.title, ...answer });
    } catch (error) {
      if (error.name === "AbortError") announce("Cancelled.");
      else fail(error);
    } finally {
      running = null;
      progress.stop();
    }
    if (limit === null && state.get("apiKey")) learnLimit();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape" && running) running.abort();
  });
  byId("cancel").addEventListener("click", () => {
    running?.abort();
    byId("read").focus();
  });
  text.addEventListener("input", count);
  acceptDrops(form, async (transfer) => {
    try {
      take(transfer.files.length ? await readFile(transfer.files[0]) : transfer.getData("text/plain"));
    } catch (error) {
      fail(error);
    }
  });
  offerSeeds(byId("seed"), byId("seed-field"), take);
  learnLimit();
}
