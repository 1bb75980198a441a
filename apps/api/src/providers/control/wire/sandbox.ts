import { read } from "@understudy/domain";
import { realNow, type Sandbox } from "@understudy/engine";
import type { Provider } from "../../../provider.ts";

export function sandboxToWire(sandbox: Sandbox, publicUrl: string, providers: readonly Provider[]) {
  const now = read(sandbox.clock, realNow()).toISOString();
  return {
    id: sandbox.id,
    name: sandbox.name,
    now,
    clock: { mode: sandbox.clock.mode, now },
    base_urls: Object.fromEntries(providers.map(({ name }) => [name, `${publicUrl}/${name}`])),
    created_at: sandbox.createdAt.toISOString(),
  };
}
