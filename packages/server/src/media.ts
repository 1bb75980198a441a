/** A media type without its parameters, in lower case. */
export function essence(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** The charset that a content type names, in lower case. */
export function charset(contentType: string): string | undefined {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase();
}

/** Whether content of a type (without parameters) is JSON. */
export function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

/** The documented type that a type (both without parameters) is of: itself, its family (`application/*+json`, `image/*`), or any. */
export function documented(content: Readonly<Record<string, unknown>>, type: string): string | undefined {
  if (type in content) return type;
  const [family = "", subtype = ""] = type.split("/");
  const suffixed = `${family}/*${subtype.slice(subtype.lastIndexOf("+"))}`;
  return [suffixed, `${family}/*`, "*/*"].find((spelling) => type !== "" && spelling in content);
}
