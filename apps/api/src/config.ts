import { isIP } from "node:net";
import { resolve } from "node:path";
import { cleanEnv, makeValidator, str } from "envalid";

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where this server is reached from outside, without a trailing slash. */
  readonly publicUrl: string;
  /** True where only this machine can reach the server: the control API is free and the default sandbox exists. */
  readonly isLoopback: boolean;
  /** Where the embedded PostgreSQL and what belongs to it are kept. */
  readonly dataDir: string;
  /** Whose files are laid into every sandbox; undefined for none. */
  readonly seedDir: string | undefined;
  readonly logLevel: string;
  /** Largest request body taken, in bytes. */
  readonly bodyLimitBytes: number;
  /** Largest form taken, files included, in bytes. */
  readonly uploadLimitBytes: number;
  /** Database connections of this process. */
  readonly poolSize: number;
  /** Who brings messages to phones; undefined where they are only kept. */
  readonly sms: SmsAccount | undefined;
}

/** An account with a gateway for text messages, without its token. */
export interface SmsAccount {
  /** Without a trailing slash. */
  readonly url: string;
  readonly accountSid: string;
  /** A phone number, or the sid of a messaging service. */
  readonly from: string;
}

/** Apart from the rest, so that logging the configuration cannot log them. */
export interface Secrets {
  readonly databaseUrl: string | undefined;
  readonly controlToken: string | undefined;
  /** Present where `sms` is. */
  readonly smsAuthToken: string | undefined;
}

/** All that is wrong with the environment, one line a variable. */
export class ConfigError extends Error {}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const integer = (min: number, max: number) =>
  makeValidator<number>((input) => {
    const value = Number(input);
    if (input.trim() === "" || !Number.isInteger(value) || value < min || value > max)
      throw new Error(`must be a whole number from ${min} to ${max}`);
    return value;
  });

const host = makeValidator<string>((input) => {
  if (isIP(input) === 0 && input !== "localhost") throw new Error("must be an IP address or localhost");
  return input;
});

const postgresUrl = makeValidator<string>((input) => {
  if (!/^postgres(ql)?:\/\//.test(input) || !URL.canParse(input))
    throw new Error("must look like postgresql://user:password@host:5432/database");
  return input;
});

function isWebAddress(input: string): boolean {
  const { protocol, search, hash } = URL.parse(input) ?? { protocol: "", search: "", hash: "" };
  return /^https?:$/.test(protocol) && search === "" && hash === "";
}

const webAddress = makeValidator<string>((input) => {
  if (!isWebAddress(input)) throw new Error("must look like https://understudy.example.com");
  return input;
});

const smsGatewayUrl = makeValidator<string>((input) => {
  const { username, password } = URL.parse(input) ?? { username: "", password: "" };
  if (username !== "" || password !== "")
    throw new Error("must hold no credentials: they belong in SMS_ACCOUNT_SID and SMS_AUTH_TOKEN");
  if (!isWebAddress(input)) throw new Error("must look like https://api.twilio.com");
  return input;
});

const accountSid = makeValidator<string>((input) => {
  if (!/^[\w-]+$/.test(input)) throw new Error("must be letters, digits, - and _, such as AC0123456789abcdef");
  return input;
});

const smsToken = makeValidator<string>((input) => {
  if (!/^[\x21-\x7e]+$/.test(input)) throw new Error("must have printable characters and no spaces");
  return input;
});

const smsSender = makeValidator<string>((input) => {
  if (!/^\+[1-9]\d{1,14}$|^MG[0-9a-zA-Z]+$/.test(input))
    throw new Error("must be a phone number such as +15005550006, or the sid of a messaging service: MG…");
  return input;
});

const token = makeValidator<string>((input) => {
  if (!/^[\x21-\x7e]{16,}$/.test(input)) throw new Error("must have at least 16 printable characters and no spaces");
  return input;
});

const oneOf = (values: readonly string[]) =>
  makeValidator<string>((input) => {
    if (!values.includes(input)) throw new Error(`must be one of ${values.join(", ")}`);
    return input;
  });

/** Reads the environment once; a wrong value stops the start. */
export function readConfig(environment: NodeJS.ProcessEnv, root: string): { config: Config; secrets: Secrets } {
  // An empty value is what shells and compose files make of an unset one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const env = cleanEnv(
    given,
    {
      HOST: host({ default: "127.0.0.1" }),
      PORT: integer(0, 65_535)({ default: 4700 }),
      PUBLIC_URL: webAddress({ default: undefined }),
      DATABASE_URL: postgresUrl({ default: undefined }),
      DATA_DIR: str({ default: ".data" }),
      SEED_DIR: str({ default: undefined }),
      CONTROL_TOKEN: token({ default: undefined }),
      LOG_LEVEL: oneOf(logLevels)({ default: "info" }),
      BODY_LIMIT: integer(1_024, 104_857_600)({ default: 1_048_576 }),
      UPLOAD_LIMIT: integer(1_024, 104_857_600)({ default: 10_551_296 }),
      DATABASE_POOL: integer(2, 200)({ default: 16 }),
      SMS_GATEWAY_URL: smsGatewayUrl({ default: undefined }),
      SMS_ACCOUNT_SID: accountSid({ default: undefined }),
      SMS_AUTH_TOKEN: smsToken({ default: undefined }),
      SMS_FROM: smsSender({ default: undefined }),
    },
    {
      reporter: ({ errors, env }) =>
        refuse({ ...unguarded(env as Readonly<Record<string, string | undefined>>), ...halfSaid(given), ...errors }),
    },
  );
  const isLoopback = isLoopbackAddress(env.HOST);
  const shownHost = env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST;
  return {
    config: Object.freeze({
      host: env.HOST,
      port: env.PORT,
      publicUrl: (env.PUBLIC_URL ?? `http://${shownHost}:${env.PORT}`).replace(/\/+$/, ""),
      isLoopback,
      dataDir: resolve(root, env.DATA_DIR),
      seedDir: env.SEED_DIR === undefined ? undefined : resolve(root, env.SEED_DIR),
      logLevel: env.LOG_LEVEL,
      bodyLimitBytes: env.BODY_LIMIT,
      uploadLimitBytes: env.UPLOAD_LIMIT,
      poolSize: env.DATABASE_POOL,
      sms: smsAccount(env.SMS_GATEWAY_URL, env.SMS_ACCOUNT_SID, env.SMS_FROM),
    }),
    secrets: Object.freeze({
      databaseUrl: env.DATABASE_URL,
      controlToken: env.CONTROL_TOKEN,
      smsAuthToken: env.SMS_AUTH_TOKEN,
    }),
  };
}

function smsAccount(url?: string, accountSid?: string, from?: string): SmsAccount | undefined {
  if (url === undefined || accountSid === undefined || from === undefined) return undefined;
  return Object.freeze({ url: url.replace(/\/+$/, ""), accountSid, from });
}

function isLoopbackAddress(address: string): boolean {
  return address === "localhost" || address === "::1" || address.startsWith("127.");
}

/** A value that could not be read is not there, and told by itself. */
function unguarded({ HOST, CONTROL_TOKEN }: Readonly<Record<string, string | undefined>>): Record<string, Error> {
  if (HOST === undefined || isLoopbackAddress(HOST) || CONTROL_TOKEN !== undefined) return {};
  const reason = "whoever reaches the control API can read and drop every sandbox";
  return { CONTROL_TOKEN: new Error(`must be set when HOST is ${HOST}: ${reason}`) };
}

const smsVariables = ["SMS_GATEWAY_URL", "SMS_ACCOUNT_SID", "SMS_AUTH_TOKEN", "SMS_FROM"];

/** A gateway needs all that is said of it. */
function halfSaid(given: Readonly<Record<string, string | undefined>>): Record<string, Error> {
  const [there] = smsVariables.filter((name) => given[name] !== undefined);
  if (there === undefined) return {};
  const missing = smsVariables.filter((name) => given[name] === undefined);
  return Object.fromEntries(missing.map((name) => [name, new Error(`must be set when ${there} is`)]));
}

function refuse(errors: Readonly<Record<string, Error | undefined>>): void {
  const lines = Object.entries(errors).flatMap(([name, error]) => (error ? [`${name} ${error.message}`] : []));
  if (lines.length > 0) throw new ConfigError(lines.join("\n"));
}
