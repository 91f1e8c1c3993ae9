// Uses the generated types against the service whose URL is SERVICE_URL; type-checked and run by the tests.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { env: Record<string, string | undefined> };

type Article = components["schemas"]["EnrichRequest"];

const TEXT = "Zoo names panda 🐼\n\n“We are over the moon 🎉,” said zoo director Zoë Müller. “Visitors voted.”\n";
const client = createClient<paths>({ baseUrl: process.env.SERVICE_URL ?? "" });

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

// Nothing but the text is required: a request that is given no options must type-check.
const plain: Article = { text: TEXT };
const counted: Article = { text: TEXT, offset_unit: "utf16" };

const { data, error } = await client.POST("/v1/enrich", { body: counted });
check(data !== undefined && error === undefined, "an answer");
check(data.text_length === TEXT.length, "length as JavaScript counts it");
check(data.quotations.length > 0, "quotations");
for (const quotation of data.quotations) {
  for (const part of quotation.content) {
    check(TEXT.slice(part.start, part.end) === part.text, "spans slice the string");
  }
}
check(data.quotations[0]?.speaker?.name === "Zoë Müller", "the speaker");

const refused = await client.POST("/v1/enrich", { body: { text: " " } });
check(refused.response.status === 422 && refused.error?.code === "text_empty", "a problem");

const batch = await client.POST("/v1/enrich/batch", { body: { articles: [plain, { text: " " }] } });
check(batch.data?.results[0]?.result?.offset_unit === "code_point", "the first article of a batch");
check(batch.data?.results[1]?.problem?.code === "text_empty", "the second article of a batch");

const item = await client.POST("/v1/enrich/ninjs", { body: plain });
check(item.data?.associations[0]?.rel === "quotation", "ninjs");
const page = await client.POST("/v1/enrich/jsonld", { body: plain });
check(page.data?.["@type"] === "NewsArticle", "JSON-LD");
const tags = await client.POST("/v1/enrich/superdesk", { body: plain });
check(tags.data?.person[0]?.name === "Zoë Müller", "Superdesk");

const topics = await client.GET("/v1/topics", { params: { query: { level: 1 } } });
check(topics.data?.topics.length === 17, "topics");
const info = await client.GET("/v1/info");
check(info.data?.languages[0] === "en", "info");
