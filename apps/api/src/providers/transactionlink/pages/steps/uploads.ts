import type { Upload } from "../../rules/persons/documents.ts";

/** The files that a form brings; a browser sends an empty one where none was chosen. */
export function uploadsIn(form: FormData, field: string): Promise<readonly Upload[]> {
  const files = form.getAll(field).filter((value) => typeof value !== "string");
  const chosen = files.filter(({ name, size }) => name !== "" || size > 0);
  return Promise.all(chosen.map(read));
}

/** Some browsers tell the folder too, and the name is shown again. */
async function read(file: File): Promise<Upload> {
  const name = file.name.split(/[/\\]/).at(-1)?.slice(-longestName) || "file";
  return { name, type: file.type, content: new Uint8Array(await file.arrayBuffer()) };
}

const longestName = 200;
