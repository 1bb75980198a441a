/** A text of blanks alone says nothing, as one that is left out. */
export function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text;
}

interface Introduced {
  readonly introductoryMessage?: unknown;
}

/** Parameters without an introduction that says nothing, so that another one, or the usual one, takes its place. */
export function withoutBlanks<Parameters extends Introduced>(parameters: Parameters): Parameters {
  const { introductoryMessage, ...others } = parameters;
  const isBlank = typeof introductoryMessage === "string" && said(introductoryMessage) === null;
  return isBlank ? (others as Parameters) : parameters;
}
