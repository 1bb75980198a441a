/** Where an object is, as every answer says it (providers/checkout.md 4.2). */
export function selfLink(baseUrl: string, ...path: readonly string[]) {
  return { self: { href: [baseUrl, ...path].join("/") } };
}

/** What is answered of a thing that was added: where it is, and nothing else (4.4, 4.8, 4.9). */
export function addedToWire(baseUrl: string, ...path: readonly string[]) {
  return { id: String(path.at(-1)), _links: selfLink(baseUrl, ...path) };
}
