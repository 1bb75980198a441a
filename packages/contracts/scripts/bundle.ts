import { isObject, type Json, type JsonObject, objectAt, pointed } from "./json.ts";

const EXTERNAL_COMPONENT = /^\.\/([a-z.]+\.yaml)#\/components\/([A-Za-z]+)\/([\w.-]+)$/;

/** Every spec, parsed, by file name. */
export type Sources = ReadonlyMap<string, JsonObject>;

interface Bundling {
  readonly file: string;
  readonly sources: Sources;
  /** The document that is being made. */
  readonly root: JsonObject;
  /** The name here of each component that came from a neighbour. */
  readonly borrowed: Map<string, string>;
}

/**
 * Makes one document of a spec and of what it borrows from its neighbours. References inside the spec stay as they
 * are; a reference to another file's component (`./a.yaml#/components/schemas/X`) becomes a component of this document,
 * together with everything that X refers to. Where the name is taken here, the file's name is put before it.
 *
 * Throws an error that names file and reference where one leads nowhere.
 */
export function bundle(file: string, sources: Sources): JsonObject {
  const own = sourceOf(file, sources);
  const bundling: Bundling = { file, sources, root: structuredClone(own), borrowed: new Map() };
  for (const [key, part] of Object.entries(bundling.root)) if (key !== "components") rewrite(bundling, part, file);
  // Borrowing adds components, so those to walk are the ones that the spec itself has; the added ones are walked there.
  const components = objectAt(bundling.root, "components");
  for (const [kind, family] of Object.entries(objectAt(own, "components")))
    for (const name of isObject(family) ? Object.keys(family) : [])
      rewrite(bundling, objectAt(components, kind)[name] ?? null, file);
  return bundling.root;
}

/** Makes every reference below `value`, which stood in the file `home`, one to a component of the new document. */
function rewrite(bundling: Bundling, value: Json, home: string): void {
  if (Array.isArray(value)) for (const item of value) rewrite(bundling, item, home);
  if (!isObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "$ref" && typeof child === "string") value.$ref = localized(bundling, child, home);
    else rewrite(bundling, child, home);
  }
}

function localized(bundling: Bundling, reference: string, home: string): string {
  const { file, root } = bundling;
  const absolute = reference.startsWith("#/") ? `./${home}${reference}` : reference;
  if (absolute.startsWith(`./${file}#`)) {
    const local = absolute.slice(absolute.indexOf("#"));
    if (pointed(root, local) === undefined) throw new Error(`specs/${file}: ${reference} leads nowhere.`);
    return local;
  }
  const [, from, kind, name] = EXTERNAL_COMPONENT.exec(absolute) ?? [];
  if (from === undefined || kind === undefined || name === undefined)
    throw new Error(`specs/${home}: ${reference} is no reference to a component of a spec in this folder.`);
  return `#/components/${kind}/${borrow(bundling, from, kind, name)}`;
}

/** Copies a neighbour's component, and answers its name here. */
function borrow(bundling: Bundling, from: string, kind: string, name: string): string {
  const { file, sources, root, borrowed } = bundling;
  const key = `${from}#${kind}/${name}`;
  const known = borrowed.get(key);
  if (known !== undefined) return known;
  const original = pointed(sourceOf(from, sources), `#/components/${kind}/${name}`);
  if (original === undefined) throw new Error(`specs/${file}: there is no components/${kind}/${name} in ${from}.`);
  const family = familyOf(root, kind);
  const local = name in family ? `${pascal(from.replace(/\.yaml$/, ""))}${name}` : name;
  const copy = structuredClone(original);
  // The name is given before the content is walked, because a component may refer to itself.
  borrowed.set(key, local);
  family[local] = copy;
  rewrite(bundling, copy, from);
  return local;
}

function familyOf(root: JsonObject, kind: string): JsonObject {
  if (!isObject(root.components)) root.components = {};
  const components = objectAt(root, "components");
  if (!isObject(components[kind])) components[kind] = {};
  return objectAt(components, kind);
}

function sourceOf(file: string, sources: Sources): JsonObject {
  const found = sources.get(file);
  if (found === undefined) throw new Error(`There is no specs/${file}.`);
  return found;
}

/** `acme.control` and `acme-control` both become `AcmeControl`. */
export function pascal(name: string): string {
  return name.replace(/(^|[.-])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
