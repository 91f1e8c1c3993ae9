// Prints, a line each, what breaks clients from one description to the next: node breaking.mjs BEFORE AFTER
import { readFileSync } from "node:fs";
import { apiCompare } from "api-smart-diff";

const [before, after] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));

// The tool takes each schema under `components` for one of a request; all are compared where they are used as well.
// A format that a number gets is a hint for generators, and the same numbers are taken.
const inUse = ({ path, type }) => type === "breaking" && path[0] !== "components";
const hints = ({ path, action, after }) =>
  action === "add" && path.at(-1) === "format" && ["double", "float", "int32", "int64"].includes(after);

// What it lets pass: generated clients are named after operations and schemas, keys come where they always came,
// unknown fields are refused here, and no other type will do for who reads an answer.
const gone = ({ action }) => action === "remove" || action === "rename";
const renamed = ({ path, action }) => path.at(-1) === "operationId" && action !== "add";
const unnamed = (diff) =>
  gone(diff) && diff.path.length === 3 && ["schemas", "securitySchemes"].includes(diff.path[1]);
const refused = (diff) => gone(diff) && diff.path.includes("requestBody") && diff.path.at(-2) === "properties";
const retyped = ({ path, action }) =>
  action === "replace" && ["type", "format"].includes(path.at(-1)) && path.at(-2) !== "properties";

const breaking = apiCompare(before, after).diffs.filter(
  (diff) => !hints(diff) && [inUse, renamed, unnamed, refused, retyped].some((breaks) => breaks(diff)),
);
for (const { path, action } of breaking) {
  console.log(`${action} ${path.join(" > ")}`);
}
