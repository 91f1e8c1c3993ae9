/** Take text out of the page: to the clipboard, or as a file. */
import { el } from "./element.js";

/** Copy `text`; false when the browser does not let us. */
export async function copy(text) {
  // navigator.clipboard is missing on plain http, where newsroom servers often live.
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, by a permission or for lack of focus: try the old way.
    }
  }
  const field = el("textarea", { class: "sr-only", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

export function save(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
