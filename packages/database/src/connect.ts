import pg from "pg";
import { StartFailure } from "./start-failure.ts";

const oldestVersion = 15;

/**
 * What every connection needs besides the address. Prisma's adapter sends and reads times without their offset, which
 * is right only in a session that keeps UTC.
 */
export function connectionConfig(databaseUrl: string) {
  return {
    connectionString: databaseUrl,
    application_name: "understudy",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    onConnect: (client: pg.ClientBase) => client.query("SET TIME ZONE 'UTC'").then(() => undefined),
  };
}

/** One connection of its own. Throws StartFailure when the database is out of reach or too old. */
export async function connect(databaseUrl: string): Promise<pg.Client> {
  const { onConnect: _, ...config } = connectionConfig(databaseUrl);
  const client = newClient(config);
  let version = "";
  messages(client).on("parameterStatus", ({ parameterName, parameterValue }) => {
    if (parameterName === "server_version") version = parameterValue;
  });
  // A connection that breaks while idle says so by an event, which would end the process if nobody listened.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw explain(error, client);
  }
  if (Number.parseInt(version, 10) < oldestVersion) {
    await client.end();
    throw new StartFailure(
      `DATABASE_URL: ${address(client)} is PostgreSQL ${version}; Understudy needs ${oldestVersion} or newer.`,
    );
  }
  return client;
}

/** The server announces its version by itself; the library hands that on by a part of the client that has no type. */
function messages(client: pg.Client) {
  type Listener = (message: { parameterName: string; parameterValue: string }) => void;
  const { connection } = client as unknown as {
    connection: { on(event: "parameterStatus", listener: Listener): void };
  };
  return connection;
}

function newClient(config: pg.ClientConfig): pg.Client {
  try {
    if (/^(postgres|postgresql|socket):/.test(config.connectionString ?? "")) return new pg.Client(config);
  } catch {
    // Its message could repeat the password.
  }
  throw new StartFailure("DATABASE_URL is not an address like postgresql://user:password@host:5432/database.");
}

/** Host, port and database, never the password. */
function address({ host, port, database }: pg.Client): string {
  return `${host}:${port}/${database ?? ""}`;
}

function explain(cause: unknown, client: pg.Client): StartFailure {
  const code = (cause as { code?: string }).code ?? "";
  const where = address(client);
  const remedies: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${where}; start PostgreSQL there or correct the address.`,
    ENOENT: `nothing listens at ${where}; start PostgreSQL there or correct the address.`,
    ENOTFOUND: `no host is called ${client.host}; correct the address.`,
    EAI_AGAIN: `the name ${client.host} cannot be resolved now; check the network or the address.`,
    "28P01": `${where} refuses the password of user "${client.user}"; correct it.`,
    "28000": `${where} does not let user "${client.user}" in; correct the user or the server's pg_hba.conf.`,
    "3D000": `there is no database "${client.database}" at ${client.host}:${client.port}; create it first.`,
    "53300": `${where} has no connection left; raise its max_connections or stop other clients.`,
    "57P03": `${where} is starting up or shutting down; try again in a moment.`,
  };
  const remedy = remedies[code] ?? `${where} cannot be used: ${(cause as Error).message || code}.`;
  return new StartFailure(`DATABASE_URL: ${remedy}`, { cause });
}
