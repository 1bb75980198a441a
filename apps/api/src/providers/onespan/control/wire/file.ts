import type { components } from "@understudy/contracts/onespan-control";
import { sfsUrl } from "../../rules/sfs.ts";
import type { StoredFile } from "../../store/files/files.ts";

export function fileToWire({ id, size, sha256 }: StoredFile): components["schemas"]["File"] {
  return { id, url: sfsUrl({ of: "upload", fileId: id }), media_type: "application/pdf", size, sha256 };
}
