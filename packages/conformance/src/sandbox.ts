import { type Clients, createClient } from "@understudy/client";
import { loadDocument, type SpecName } from "@understudy/contracts";
import type { Breach } from "./breach.ts";
import { judge } from "./judge.ts";
import type { ControlOf, Credentials, Persona, Personas, Sandbox, World } from "./scenarios.ts";

/** Where the server under test is, and how the suite gets in. */
export interface Venue {
  readonly baseUrl: string;
  /** The control API's token, where the server asks for one. */
  readonly token: string | undefined;
}

/** All that one scenario makes: its sandboxes, which it drops at the end, and what was found wrong on the way. */
export class Visit<Name extends SpecName> {
  readonly breaches: Breach[] = [];
  readonly #name: Name;
  readonly #personas: Personas<Name>;
  readonly #venue: Venue;
  readonly #made: string[] = [];

  constructor(name: Name, personas: Personas<Name>, venue: Venue) {
    this.#name = name;
    this.#personas = personas;
    this.#venue = venue;
  }

  /** Makes a sandbox, with the clients of all who speak in it. */
  async enter(): Promise<Sandbox<Name>> {
    const { data: world, response } = await this.#control("control").createSandbox();
    if (!world) throw new Error(`No sandbox was made: ${response.status}.`);
    this.#made.push(world.id);
    const provider = this.#name.replace(/-control$/, "");
    const known = new Map<Persona, Clients[Name]>();
    const sandbox: Sandbox<Name> = {
      id: world.id,
      world,
      credential: (name) => {
        const value = world.credentials[provider]?.[name];
        if (value === undefined) throw new Error(`The sandbox has no ${name} of ${provider}.`);
        return value;
      },
      as: (persona) => {
        const client = known.get(persona) ?? lazily(() => this.#speaker(persona, sandbox));
        known.set(persona, client);
        return client;
      },
      client: (name, credentials) => this.#client(name, credentials, world),
      control: this.#control(controlOf(this.#name)),
      platform: this.#control("control"),
      elsewhere: () => this.enter(),
    };
    return sandbox;
  }

  /** Drops every sandbox that the scenario has left. */
  async leave(): Promise<void> {
    const platform = this.#control("control");
    for (const sandboxId of this.#made) await platform.dropSandbox({ path: { sandboxId } });
  }

  async #speaker(persona: Persona, sandbox: Sandbox<Name>): Promise<Clients[Name]> {
    if (persona === "stranger") return this.#speaker("owner", await this.enter());
    const show = this.#personas[persona];
    if (!show) throw new Error(`${this.#name} has no ${persona}.`);
    return this.#client(this.#name, await show(sandbox), sandbox.world);
  }

  #control<Control extends SpecName>(name: Control): Clients[Control] {
    return this.#client(name, {} as Credentials<Control>, undefined);
  }

  /** A judged client. A control client stands at the server's root and shows the suite's token. */
  #client<Other extends SpecName>(
    name: Other,
    credentials: Credentials<Other>,
    world: World | undefined,
  ): Clients[Other] {
    const { token, baseUrl: root } = this.#venue;
    const isControl = name === "control" || name.endsWith("-control");
    const mount = isControl ? "/" : new URL(world?.base_urls[name] ?? "/", root).pathname;
    const baseUrl = new URL(mount, root).href.replace(/\/$/, "");
    const report = (breaches: readonly Breach[]) => void this.breaches.push(...breaches);
    const fetch = async (request: Request) =>
      judge(await loadDocument(name), { baseUrl, report, requests: "accepted" })(request);
    const options = { ...(isControl && token !== undefined ? { token } : {}), ...credentials, baseUrl, fetch };
    // The rest of the options of this very client came in as `credentials`.
    return createClient[name](options as never);
  }
}

/** A provider's control spec is called as the provider with `-control` behind; a control spec's control spec is itself. */
function controlOf<Name extends SpecName>(name: Name): ControlOf<Name> {
  const control = `${name}-control`;
  return (control in createClient ? control : name) as ControlOf<Name>;
}

/** A client that is made when it is first called: its methods all give promises, so nobody can tell. */
function lazily<Client extends object>(make: () => Promise<Client>): Client {
  let made: Promise<Client> | undefined;
  const member = async (key: string | symbol): Promise<unknown> => {
    made ??= make();
    return Reflect.get(await made, key);
  };
  return new Proxy({} as Client, {
    get: (_, key) => {
      // A thing with a `then` would be taken for a promise wherever somebody waits for it.
      if (key === "then") return undefined;
      if (key === "raw") return lazily(async () => (await member(key)) as object);
      return async (...call: unknown[]) => ((await member(key)) as (...call: unknown[]) => unknown)(...call);
    },
  });
}
