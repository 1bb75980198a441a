import { assetPath } from "../../../pages/asset-path.ts";
import type { PageContext } from "../../../provider.ts";

type World = Pick<PageContext, "publicUrl" | "sandbox">;

/** The page of a session, or one below it. */
export function sessionAddress(world: World, key: string, ...below: readonly string[]): string {
  return addressOf(world, "session", key, ...below);
}

/** Without a host, as the same page may be opened by more than one name of the server. */
export function addressOf({ publicUrl, sandbox }: World, ...segments: readonly string[]): string {
  return assetPath(publicUrl, ["onespan", sandbox.id, ...segments].map(encodeURIComponent).join("/"));
}
