/**
 * One tab stop for a group of buttons: arrow keys, Home and End move inside it
 * (the "roving tabindex" of the ARIA authoring practices).
 */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** `items()` gives the buttons in order at the time of a key press; hidden ones are passed over. */
export function rove(container, items) {
  const settle = (chosen) => {
    for (const item of items()) item.tabIndex = item === chosen ? 0 : -1;
  };
  const go = (item) => {
    settle(item);
    item.focus();
  };
  container.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const reachable = items().filter((item) => !item.hidden);
    const at = reachable.indexOf(document.activeElement);
    if (at < 0) return;
    let next = null;
    if (event.key in STEPS) next = reachable[(at + STEPS[event.key] + reachable.length) % reachable.length];
    else if (event.key === "Home") next = reachable[0];
    else if (event.key === "End") next = reachable.at(-1);
    if (!next) return;
    event.preventDefault();
    go(next);
  });
  container.addEventListener("focusin", (event) => {
    if (items().includes(event.target)) settle(event.target);
  });
  return {
    /** Make sure that exactly one reachable item can be tabbed to. */
    reset: () => settle(items().find((item) => !item.hidden)),
    settle,
    go,
  };
}
