import { newId } from "@understudy/database";
import { type CallContext, type Engine, realNow } from "@understudy/engine";
import type { Answer, Arrival, Service } from "@understudy/server";
import { controls, platform, providers as registered } from "./generated/providers.ts";
import type {
  AnonymousContext,
  ControlContext,
  PlatformContext,
  Provider,
  ProviderControl,
  Seeds,
} from "./provider.ts";
import { present } from "./providers/control/errors.ts";
import { checkToken } from "./providers/control/open.ts";
import { enter } from "./providers/control/store/sandboxes.ts";

export const providers: readonly Provider[] = registered.map(({ provider }) => provider);

type ProviderService = Service<CallContext | AnonymousContext>;

/** Every provider at its own mount. */
export function providerServices(engine: Engine): ProviderService[] {
  return registered.map(({ document, provider }: { document: object; provider: Provider }) => ({
    name: provider.name,
    document,
    prefix: `/${provider.name}`,
    // By the operation `open` tells which context it makes, so that every handler gets the one that it takes.
    handlers: { ...provider.handlers, ...provider.anonymous } as ProviderService["handlers"],
    present: provider.present,
    ...(provider.prototypes && { prototypes: provider.prototypes }),
    open: (arrival) =>
      provider.anonymous && arrival.operationId in provider.anonymous
        ? anonymously(arrival, engine)
        : provider.authenticate(arrival, engine),
    admit: (body, ctx) => ("credential" in ctx ? provider.admit?.(body, ctx) : undefined),
    judge: (operationId, body, now) => provider.judge?.(operationId, body, now) ?? [],
    inspect: (exchange, ctx) => ("credential" in ctx ? provider.inspect?.(exchange, ctx) : undefined),
    requestId: () => provider.requestId(),
  }));
}

async function anonymously({ requestId, header }: Arrival, engine: Engine): Promise<AnonymousContext> {
  return { now: realNow(), requestId, engine, header };
}

/** What is the same for the platform's and every provider's part of the control API; the specs have full paths. */
const controlService = { prefix: "", unknownQuery: "refused", present, requestId: () => newId("req") } as const;

interface Registered {
  readonly name: string;
  readonly of: string;
  readonly document: object;
  readonly control: ProviderControl;
}

/** Each provider's part of the control API, inside the sandbox that the path names. */
export function providerControlServices(engine: Engine, token: string | undefined): Service<ControlContext>[] {
  return controls.map(({ name, of, document, control }: Registered) => ({
    ...controlService,
    name,
    document,
    handlers: heard(engine, control.handlers),
    inspect: control.inspect,
    async open(arrival) {
      checkToken(arrival, token);
      const ctx = await enter(engine, arrival.path.sandboxId ?? "");
      return { ...ctx, requestId: arrival.requestId, engine, provider: of };
    },
  }));
}

/** The platform's own part: sandboxes, clocks, events, deliveries, inboxes. */
export function platformService(engine: Engine, token: string | undefined, seeds: Seeds): Service<PlatformContext> {
  return {
    ...controlService,
    name: platform.name,
    document: platform.document,
    territory: "/control",
    handlers: heard(engine, platform.control.handlers),
    async open(arrival) {
      checkToken(arrival, token);
      return { now: realNow(), requestId: arrival.requestId, engine, providers, seeds, newId, gone: arrival.gone };
    },
  };
}

type ControlHandler<Context> = (exchange: never, ctx: Context) => Promise<Answer>;

/**
 * Whoever has changed a sandbox through the control API and has the answer may rely on it: no process works any more with
 * what it remembered from before.
 */
function heard<Context>(
  engine: Engine,
  handlers: Readonly<Record<string, ControlHandler<Context>>>,
): Record<string, ControlHandler<Context>> {
  const wrap =
    (handler: ControlHandler<Context>): ControlHandler<Context> =>
    async (exchange, ctx) => {
      const answer = await handler(exchange, ctx);
      const { sandboxId } = (exchange as { path: { sandboxId?: string } }).path;
      if (sandboxId !== undefined) await engine.caughtUp();
      return answer;
    };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, reads.test(name) ? handler : wrap(handler)]),
  );
}

/** Operation ids are verbs with objects: these verbs change nothing. */
const reads = /^(get|list|explain)[A-Z]/;
