/**
 * The one place that knows what is on the desk.  Whoever shows a value subscribes to it;
 * whoever changes it calls `set`.  Nothing here outlives the tab.
 *
 * text      the submitted article (UTF-16, as the service was asked to count)
 * headline  the headline that was sent beside it, or ""
 * reading   the service's answer, or null
 * apiKey    kept in memory only
 * pinned    what the reader keeps lit: {type: "quotation" | "source" | "entity", id}, or null
 * hovered   what is lit for the moment, wins over pinned
 * layers    which marks are shown
 * filter    which quotations are shown
 */
export const NO_FILTER = Object.freeze({ speaker: "", kind: "", confidence: 0 });

export function createState() {
  const values = {
    text: "",
    headline: "",
    reading: null,
    apiKey: "",
    pinned: null,
    hovered: null,
    layers: { content: true, cue: true, source: true, entity: true, boiler: true },
    filter: NO_FILTER,
  };
  const watchers = new Map();

  return {
    get: (name) => values[name],
    /** Store several values at once, then call each watcher of a changed one once. */
    set(changes) {
      const touched = new Set();
      for (const [name, value] of Object.entries(changes)) {
        if (values[name] === value) continue;
        values[name] = value;
        for (const watcher of watchers.get(name) ?? []) touched.add(watcher);
      }
      for (const watcher of touched) watcher();
    },
    watch(names, watcher) {
      for (const name of names) watchers.set(name, [...(watchers.get(name) ?? []), watcher]);
    },
  };
}
