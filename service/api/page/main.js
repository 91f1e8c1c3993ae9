/** Starts the page: the form, the viewer and the tools, tied together by the state. */
import { startCompose } from "./compose.js";
import { createState, NO_FILTER } from "./state.js";
import { drawSummary, sayReading } from "./summary.js";
import { startTheme } from "./theme.js";
import { startExport, startFilters, startLayers } from "./toolbar.js";
import { Viewer } from "./viewer.js";

const byId = (id) => document.getElementById(id);

const announce = (words) => {
  byId("live").textContent = words;
};

const state = createState();
const viewer = new Viewer(state);

startTheme(byId("theme"));
startLayers(state, byId("article"));
const filters = startFilters(state);

const applyFilter = () => {
  if (state.get("reading")) filters.tally(viewer.filter(state.get("filter")), state.get("reading").quotations.length);
};

function show({ text, headline, reading, serverMilliseconds }) {
  state.set({ filter: NO_FILTER });
  state.set({ text, headline, reading });
  byId("compose").hidden = true;
  byId("reading").hidden = false;
  viewer.open(text, reading);
  filters.offer(reading, viewer.ledger);
  applyFilter();
  drawSummary(byId("summary"), { reading, ledger: viewer.ledger, headline, serverMilliseconds }, (speaker) =>
    state.set({ filter: { ...NO_FILTER, speaker } }));
  window.scrollTo(0, 0);
  byId("summary").focus({ preventScroll: true });
  announce(sayReading(reading));
}

function goBack() {
  viewer.release();
  byId("reading").hidden = true;
  byId("compose").hidden = false;
  byId("text").focus();
}

/** The panel hangs below the sticky tools, however many rows they take. */
function followToolbar() {
  const toolbar = document.querySelector(".toolbar");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--toolbar", `${toolbar.offsetHeight}px`);
  }).observe(toolbar);
}

followToolbar();
byId("filters").open = !matchMedia("(max-width: 60rem)").matches;
state.watch(["filter"], applyFilter);
startExport(() => ({
  reading: state.get("reading"),
  ledger: viewer.ledger,
  article: { text: state.get("text"), headline: state.get("headline") },
}), announce);
byId("back").addEventListener("click", goBack);
startCompose({ state, announce, onReading: show });
