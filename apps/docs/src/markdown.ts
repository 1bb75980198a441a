/** Words that can stand in a cell of a Markdown table. */
export const cell = (words: string): string =>
  words
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");

export const table = (header: string[], rows: string[][]): string =>
  [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/**
 * The sections of a Markdown text under the given second-level headings, in that order, with what they contain.
 * Links to files of the repository lead nowhere outside it and lose their address.
 */
export function sections(markdown: string, headings: readonly string[]): string {
  const found = split(markdown);
  const wanted = headings.map((heading) => {
    const section = found.get(heading.toLowerCase());
    if (!section) throw new Error(`README.md has no section "${heading}".`);
    return section;
  });
  return wanted.join("\n\n").replaceAll(/\[([^\]]+)\]\((?!https?:|#|\/)[^)]*\)/g, "$1");
}

/** A line that begins with ## opens a section, unless it stands in a code block. */
function split(markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  let heading = "";
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const title = fenced ? undefined : line.match(/^##\s+(.+?)\s*#*$/)?.[1];
    if (title) heading = title.toLowerCase();
    if (heading) found.set(heading, found.has(heading) ? `${found.get(heading)}\n${line}` : line);
  }
  return found;
}
