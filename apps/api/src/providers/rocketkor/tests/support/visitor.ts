export type Answers = Readonly<Record<string, string>>;

/** A page as it came, with what a test wants to know of it. */
type Shown = ReturnType<typeof read>;

export type Visitor = Awaited<ReturnType<typeof visit>>;

/** A customer without scripts, who opens the link and sends what the pages ask, and sees where that leads. */
export async function visit(link: string) {
  let shown = await open(link);
  const post = ({ action, body }: Filled) => fetch(action, { method: "POST", body, redirect: "manual" });
  return {
    link,
    get shown() {
      return shown;
    },
    post,
    /** The form of the page that is shown, as a browser would send it once these fields are changed. */
    filled: (answers: Answers = {}) => filled(shown, answers),
    async reload() {
      shown = await open(link);
      return shown;
    },
    async open(address: string) {
      shown = await open(new URL(address, shown.address).href);
      return shown;
    },
    /** Sends the form of the page that is shown, and goes where that leads. */
    async send(answers: Answers = {}, form: Filled = filled(shown, answers)): Promise<Shown> {
      const answer = await post(form);
      const location = answer.headers.get("location");
      shown =
        location === null
          ? read(form.action, answer.status, await answer.text())
          : await open(new URL(location, form.action).href);
      return shown;
    },
  };
}

export interface Filled {
  readonly action: string;
  readonly body: URLSearchParams;
}

async function open(address: string) {
  const answer = await fetch(address);
  return read(address, answer.status, await answer.text());
}

function read(address: string, status: number, html: string) {
  const facts = (/<main([^>]*)>/.exec(html)?.[1] ?? "").matchAll(/data-([a-z]+)="([^"]*)"/g);
  const { state, step } = Object.fromEntries([...facts].map(([, key, value]) => [key, value]));
  return {
    ...{ address, status, html, state, step },
    title: plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]),
    documentTitle: plain(/<title>(.*?)<\/title>/.exec(html)?.[1]),
    progress: plain(/<nav class="progress"[^>]*>\s*<p>(.*?)<\/p>/s.exec(html)?.[1]),
    notices: [...html.matchAll(/<div class="notice[^>]*>(.*?)<\/div>/gs)].map(([, text]) => plain(text)),
    /** All words of the page. */
    text: plain(/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1]) ?? "",
    /** What the summary says, by the name of the field to which it leads. */
    summary: [...html.matchAll(/<a href="#field-([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, name, text]) => [
      name,
      plain(text),
    ]),
    /** What stands beside the fields themselves. */
    errors: Object.fromEntries(
      [...html.matchAll(/<p class="error" id="field-([^"]+)-error">(.*?)<\/p>/gs)].map(([, name, text]) => [
        name,
        plain(text),
      ]),
    ),
    /** What stands in the fields, by their names. */
    values: Object.fromEntries(new URLSearchParams(controlsIn(html))),
    /** What is known, by its term. */
    known: Object.fromEntries(
      [...html.matchAll(/<dt>(.*?)<\/dt>\s*<dd>(.*?)<\/dd>/gs)].map(([, term, detail]) => [plain(term), plain(detail)]),
    ),
    labels: [...html.matchAll(/<label[^>]*>(.*?)<\/label>/gs)].map(([, label]) => plain(label)),
  };
}

function filled({ address, html }: Shown, answers: Answers): Filled {
  const [, tag = "", content = ""] = /<form([^>]*)>(.*?)<\/form>/s.exec(html) ?? [];
  const body = new URLSearchParams(controlsIn(content));
  for (const [name, value] of Object.entries(answers)) body.set(name, value);
  return { action: new URL(attribute(tag, "action") ?? "", address).href, body };
}

/** A `>` may stand in a value. */
function tags(name: string): RegExp {
  return new RegExp(`<${name}((?:[^>"]|"[^"]*")*)>`, "g");
}

/** What a browser would send of the fields as they stand: boxes that are ticked, options that are chosen. */
function controlsIn(html: string): [string, string][] {
  const inputs = [...html.matchAll(tags("input"))].flatMap(([, tag = ""]): [string, string][] => {
    const isChoice = /type="(checkbox|radio)"/.test(tag);
    return isChoice && !/\schecked/.test(tag) ? [] : [[attribute(tag, "name") ?? "", attribute(tag, "value") ?? ""]];
  });
  const selects = [...html.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)].map(
    ([, tag = "", options = ""]): [string, string] => {
      const chosen = /<option([^>]*\sselected[^>]*)>/.exec(options)?.[1] ?? "";
      return [attribute(tag, "name") ?? "", attribute(chosen, "value") ?? ""];
    },
  );
  return [...inputs, ...selects];
}

function attribute(tag: string, name: string): string | undefined {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`)?.[1]);
}

function plain(html: string | undefined): string | undefined {
  return unescaped(html?.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "))?.trim();
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
