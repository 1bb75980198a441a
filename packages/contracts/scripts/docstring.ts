/** The lines of a comment, or none for an empty text. */
export function docstring(indent: string, text: string): string[] {
  const lines = text.trim().replaceAll("*/", "*\u200b/").split("\n");
  if (lines.length === 1) return lines[0] === "" ? [] : [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}
