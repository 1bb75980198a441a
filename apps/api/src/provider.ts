import type { CallContext, Context, Engine, TaskHandlers, TimerHandlers, Webhooks } from "@understudy/engine";
import type { Answer, Arrival, BodyProblem, Exchange, Presentation, Streamed } from "@understudy/server";

/** A credential in clear, as it is shown once: `merchant_key`, `client_secret` … */
export type Credentials = Readonly<Record<string, string>>;

/** What a provider lays into a new sandbox, and the credentials that it issues there. */
export interface Founding {
  /** True for the sandbox whose ids and keys are fixed and documented. */
  readonly isDefault: boolean;
}

/** What somebody who holds nothing but an address asks of a page, by opening it or by sending a form of it. */
export interface PageRequest {
  /** A HEAD is answered as the GET would be, and nothing becomes different by it: nobody has opened anything. */
  readonly method: "GET" | "HEAD" | "POST";
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The fields of the form that was sent, files among them; empty where the page is only opened. */
  readonly form: FormData;
  /** The caller's address, as the socket has it. */
  readonly ip: string;
  /** A request header by its name in any case. */
  header(name: string): string | undefined;
}

/** What a page works with: the sandbox that its path names. */
export interface PageContext extends Context {
  readonly engine: Engine;
  readonly requestId: string;
}

/** A page, a picture, or with status 303 and a `Location` the way to one. */
export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array | Streamed;
  /** These take the place of what every page carries, such as its `Content-Security-Policy`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throws a Refusal where there is nothing to show, which is answered as a page too. */
export type PageHandler = (request: PageRequest, ctx: PageContext) => Promise<Page>;

/** What happens at one path: `get` where it is opened, `post` where a form is sent there. */
export interface PageMethods {
  readonly get?: PageHandler;
  readonly post?: PageHandler;
}

/** A file that is the same for everybody: a stylesheet, a script. */
export interface Asset {
  readonly type: string;
  readonly file: URL;
}

/** A file of the provider's own folder in `SEED_DIR`. */
export interface SeedFile {
  readonly name: string;
  readonly text: string;
}

/** What a file lays into a sandbox; two files that lay the same are a mistake. */
export interface Seed {
  readonly id: string;
}

/** What the files say, by provider. */
export type Seeds = ReadonlyMap<string, readonly Seed[]>;

/** How a provider takes files that whoever runs the server wants in every sandbox. */
export interface Seeding {
  /** What a file says, judged before there is any sandbox. Throws a Refusal with all its `problems`. */
  read(file: SeedFile): Seed;
  /** Into a new sandbox all, and into an old one what has changed; what has not stays as it is. */
  lay(ctx: Context, seeds: readonly Seed[]): Promise<void>;
}

/** A provider's whole life on our side: what `apps/api/src/providers/<name>/index.ts` exports. */
export interface Provider {
  readonly name: string;
  // The generated `Handlers` type of the provider's spec says more; here they only have to be callable.
  readonly handlers: Readonly<Record<string, (exchange: never, ctx: CallContext) => Promise<Answer>>>;
  /** The handlers of operations that the spec lets anybody call; these find the caller themselves. */
  readonly anonymous?: Readonly<Record<string, (exchange: never, ctx: AnonymousContext) => Promise<Answer>>>;
  readonly present: Presentation;
  /** Whether a body is told that it cannot hold `__proto__`; it is taken out without a word if absent. */
  readonly prototypes?: "ignored" | "refused";
  readonly timers: TimerHandlers[string];
  /** What it does at once; absent where it has nothing that takes longer than a request. */
  readonly tasks?: TaskHandlers[string];
  /** How it tells endpoints of events; absent where it never does. */
  readonly webhooks?: Webhooks;
  /** Further names under which the provider answers as a host, besides its own: `access` for `access.localhost`. */
  readonly hostNames?: readonly string[];
  /** By path below `/pages/<provider>/{sandboxId}`, in Express's form: `/pix/:id.png`. */
  readonly pages?: Readonly<Record<string, PageMethods>>;
  /** By file name, at `/pages/<provider>/<name>`. */
  readonly assets?: Readonly<Record<string, Asset>>;
  /** What the banner of a loopback start shows of the default sandbox. */
  readonly example?: Example;
  requestId(): string;
  /** Who calls, and into which sandbox; throws a Refusal where the credential does not do. */
  authenticate(arrival: Arrival, engine: Engine): Promise<CallContext>;
  /** Throws a Refusal where the body itself says that the caller may not ask for this: before the body is judged. */
  admit?(body: unknown, ctx: CallContext): Promise<void> | void;
  /**
   * Rules about a body that no schema can say, told in one answer with what breaks the schema. Pure, `now` being the sandbox's time; it sees bodies that
   * the schema has refused too. Messages are read after the field's name: `must come after notification`.
   */
  judge?(operationId: string, body: unknown, now: Date): readonly BodyProblem[];
  inspect?(exchange: Exchange, ctx: CallContext): Promise<void> | void;
  /**
   * Runs inside the transaction that makes the sandbox, and issues a credential at least: a provider that has none in a
   * sandbox counts as not founded there.
   */
  found(ctx: Context, founding: Founding): Promise<Credentials>;
  /** Absent where there is nothing to lay into sandboxes by files. */
  readonly seeds?: Seeding;
}

/** What an operation works with that takes no credential: who calls stands in what the request brings. */
export interface AnonymousContext {
  /** Real time: as long as the caller is unknown there is no other. */
  readonly now: Date;
  readonly requestId: string;
  readonly engine: Engine;
  /** A request header by its name in any case. */
  header(name: string): string | undefined;
}

export interface Example {
  readonly credentials: Credentials;
  /** A shell command that works as it stands against a server at `publicUrl`. */
  command(publicUrl: string): string;
}

/** What the platform's own control handlers work with. */
export interface PlatformContext {
  /** Real time: the platform stands outside of every sandbox. */
  readonly now: Date;
  readonly requestId: string;
  readonly engine: Engine;
  readonly providers: readonly Provider[];
  readonly seeds: Seeds;
  newId(prefix: string): string;
  /** Aborted when the caller waits for the answer no more. */
  gone(): AbortSignal;
}

/** What a provider's control handlers work with: the sandbox that the path names. */
export interface ControlContext extends Context {
  readonly requestId: string;
  readonly engine: Engine;
}

/** A provider's part of the control API: what `apps/api/src/providers/<name>/control/index.ts` exports. */
export interface ProviderControl {
  readonly handlers: Readonly<Record<string, (exchange: never, ctx: ControlContext) => Promise<Answer>>>;
  inspect?(exchange: Exchange, ctx: ControlContext): Promise<void> | void;
}
