import type { FileCheck } from "../../../../pages/kit/files.ts";
import type { DocumentProblem } from "../../rules/persons/documents.ts";
import type { Voice } from "../voice.ts";

/** What may be uploaded: `PDF, PNG or JPEG`. */
export function kindsIn(accept: readonly string[], { texts, tag }: Voice): string {
  const kinds = accept.map((type) => (type === "image/*" ? texts.documents.anyImage : kindOf(type)));
  return new Intl.ListFormat(tag, { type: "disjunction" }).format(new Set(kinds));
}

/** As people call a kind of file, which is how its name ends rather than its MIME type. */
export function kindOf(type: string): string {
  const [, subtype = type] = type.split("/");
  return known[type] ?? subtype.replace(/^x-/, "").replace(/\+.*$/, "").toUpperCase();
}

const known: Readonly<Record<string, string>> = {
  "text/plain": "TXT",
  "application/msword": "DOC",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
  "application/vnd.ms-excel": "XLS",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
  "application/vnd.oasis.opendocument.text": "ODT",
};

export interface FileRules {
  readonly accept: readonly string[];
  readonly maxSizeBytes: number;
  readonly minCount?: number;
  readonly maxCount?: number;
}

export function fileProblemText({ rule, name }: DocumentProblem, rules: FileRules, voice: Voice): string {
  const { documents: words } = voice.texts;
  const { accept, maxSizeBytes, minCount = 1, maxCount = 1 } = rules;
  const file = name ?? "";
  switch (rule) {
    case "minCount":
      return words.minCount(minCount);
    case "maxCount":
      return words.maxCount(maxCount);
    case "empty":
      return words.empty(file);
    case "maxSize":
      return words.maxSize(file, voice.size(maxSizeBytes));
    case "type":
      return words.type(file, kindsIn(accept, voice));
    case "mismatch":
      return words.mismatch(file);
  }
}

/** The same for scripts, which judge by what a browser says of a file. */
export function checkFor({ accept, maxSizeBytes }: FileRules, voice: Voice): FileCheck {
  const { documents: words } = voice.texts;
  return {
    mostBytes: maxSizeBytes,
    tooLarge: words.maxSize("{name}", voice.size(maxSizeBytes)),
    wrongType: words.type("{name}", kindsIn(accept, voice)),
    locale: voice.tag,
  };
}
