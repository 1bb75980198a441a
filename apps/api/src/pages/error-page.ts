import type { Refusal, RefusalCode } from "@understudy/domain";
import type { Page } from "../provider.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./kit/layout.ts";
import { type MarkKind, mark } from "./kit/mark.ts";

/** A refusal as somebody sees it who opened a page. */
export function refusalPage(refusal: Refusal, publicUrl: string): Page {
  const status = statuses[refusal.code];
  const { title = "This cannot be done", text = refusal.message } = words[status] ?? {};
  return page({ publicUrl, status, title, kind: status === 410 ? "late" : "failed", text });
}

/** What is left to say when something broke: whom to tell is for the reader to know, what to tell stands there. */
export function bugPage(requestId: string, publicUrl: string): Page {
  const text = html`This is our mistake. The server's log tells more of it under <code>${requestId}</code>.`;
  return page({ publicUrl, status: 500, title: "Something went wrong", kind: "failed", text });
}

const statuses: Readonly<Record<RefusalCode, number>> = {
  no_credential: 403,
  bad_credential: 403,
  no_scope: 403,
  wrong_credential: 403,
  wrong_address: 403,
  forbidden: 403,
  absent: 404,
  no_route: 404,
  wrong_method: 405,
  wrong_state: 409,
  conflict: 409,
  exists: 409,
  key_reused: 409,
  key_in_use: 409,
  spent: 410,
  expired: 410,
  too_large: 413,
  bad_media_type: 415,
  too_many: 429,
  missing: 400,
  invalid: 400,
  out_of_range: 400,
  card_data: 400,
  bad_json: 400,
};

/** Where the same words do for every refusal. A page that is absent must not tell why. */
const words: Readonly<Record<number, { readonly title: string; readonly text?: string }>> = {
  404: { title: "Page not found", text: "There is no such page. Check that the whole address was copied." },
  410: { title: "No longer available" },
  413: {
    title: "Too large",
    text: "What was sent is larger than this server takes. Go back and choose smaller files.",
  },
};

interface Words {
  readonly publicUrl: string;
  readonly status: number;
  readonly title: string;
  readonly kind: MarkKind;
  readonly text: string | Html;
}

function page({ publicUrl, status, title, kind, text }: Words): Page {
  const main = html`
    <div class="state">
      ${mark(kind)}
      <h1>${title}</h1>
      <p class="lead">${text}</p>
    </div>
  `;
  return { status, type: "text/html", body: layout({ publicUrl, lang: "en", title, main }) };
}
