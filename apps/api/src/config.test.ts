import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const read = (environment: NodeJS.ProcessEnv = {}) => readConfig(environment, "/clone");

/** The lines that a start with this environment is refused with. */
function refused(environment: NodeJS.ProcessEnv): string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  throw new Error("the environment was taken");
}

test("nothing needs to be set: loopback, port 4700, an embedded database in the clone", () => {
  expect(read()).toEqual({
    config: {
      host: "127.0.0.1",
      port: 4700,
      publicUrl: "http://127.0.0.1:4700",
      isLoopback: true,
      dataDir: "/clone/.data",
      seedDir: undefined,
      logLevel: "info",
      bodyLimitBytes: 1_048_576,
      uploadLimitBytes: 10_551_296,
      poolSize: 16,
      sms: undefined,
    },
    secrets: { databaseUrl: undefined, controlToken: undefined, smsAuthToken: undefined },
  });
});

test("every variable is read", () => {
  const { config, secrets } = read({
    HOST: "0.0.0.0",
    PORT: "80",
    PUBLIC_URL: "https://understudy.example.com/base//",
    DATABASE_URL: "postgresql://user:password@db.example.com:5432/understudy",
    DATA_DIR: "/var/lib/understudy",
    SEED_DIR: "/etc/understudy",
    CONTROL_TOKEN: "a-token-of-16-ch",
    LOG_LEVEL: "warn",
    BODY_LIMIT: "2048",
    UPLOAD_LIMIT: "4096",
    DATABASE_POOL: "40",
    SMS_GATEWAY_URL: "https://sms.example.com/base//",
    SMS_ACCOUNT_SID: "AC0123456789abcdef0123456789abcdef",
    SMS_AUTH_TOKEN: "a-secret",
    SMS_FROM: "+15005550006",
  });
  expect(config).toEqual({
    host: "0.0.0.0",
    port: 80,
    publicUrl: "https://understudy.example.com/base",
    isLoopback: false,
    dataDir: "/var/lib/understudy",
    seedDir: "/etc/understudy",
    logLevel: "warn",
    bodyLimitBytes: 2048,
    uploadLimitBytes: 4096,
    poolSize: 40,
    sms: {
      url: "https://sms.example.com/base",
      accountSid: "AC0123456789abcdef0123456789abcdef",
      from: "+15005550006",
    },
  });
  expect(secrets).toEqual({
    databaseUrl: "postgresql://user:password@db.example.com:5432/understudy",
    controlToken: "a-token-of-16-ch",
    smsAuthToken: "a-secret",
  });
});

test("an empty value is an unset one, and other variables do not matter", () => {
  const names = [
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "CONTROL_TOKEN",
    "LOG_LEVEL",
    "BODY_LIMIT",
    "SEED_DIR",
    "SMS_GATEWAY_URL",
    "SMS_ACCOUNT_SID",
    "SMS_AUTH_TOKEN",
    "SMS_FROM",
  ];
  expect(read({ ...Object.fromEntries(names.map((name) => [name, ""])), HOME: "/root", PORTS: "x" })).toEqual(read());
});

test("relative folders lie in the clone", () => {
  expect(read({ DATA_DIR: "elsewhere/data" }).config.dataDir).toBe("/clone/elsewhere/data");
  expect(read({ SEED_DIR: "./seeds/" }).config.seedDir).toBe("/clone/seeds");
});

test.each([
  ["127.0.0.1", true, "http://127.0.0.1:4700"],
  ["127.9.8.7", true, "http://127.9.8.7:4700"],
  ["localhost", true, "http://localhost:4700"],
  ["::1", true, "http://[::1]:4700"],
  ["::", false, "http://[::]:4700"],
  ["10.0.0.5", false, "http://10.0.0.5:4700"],
])("of HOST=%s it is known whether others can reach it: loopback is %s", (HOST, isLoopback, publicUrl) => {
  expect(read({ HOST, CONTROL_TOKEN: "0123456789abcdef" }).config).toMatchObject({ isLoopback, publicUrl });
});

test.each(["0.0.0.0", "::", "192.168.1.4", "::ffff:127.0.0.1"])(
  "HOST=%s without a control token is refused",
  (HOST) => {
    expect(refused({ HOST })).toEqual([
      `CONTROL_TOKEN must be set when HOST is ${HOST}: whoever reaches the control API can read and drop every sandbox`,
    ]);
  },
);

test.each([
  ["HOST", "example.com", "must be an IP address or localhost"],
  ["HOST", "127.0.0", "must be an IP address or localhost"],
  ["PORT", "65536", "must be a whole number from 0 to 65535"],
  ["PORT", "80.5", "must be a whole number from 0 to 65535"],
  ["PORT", "http", "must be a whole number from 0 to 65535"],
  ["PORT", " ", "must be a whole number from 0 to 65535"],
  ["PUBLIC_URL", "understudy.example.com", "must look like https://understudy.example.com"],
  ["PUBLIC_URL", "ftp://understudy.example.com", "must look like https://understudy.example.com"],
  ["PUBLIC_URL", "https://understudy.example.com/?a=b", "must look like https://understudy.example.com"],
  ["DATABASE_URL", "mysql://db/x", "must look like postgresql://user:password@host:5432/database"],
  ["CONTROL_TOKEN", "short", "must have at least 16 printable characters and no spaces"],
  ["CONTROL_TOKEN", "has spaces in between", "must have at least 16 printable characters and no spaces"],
  ["LOG_LEVEL", "loud", "must be one of fatal, error, warn, info, debug, trace, silent"],
  ["BODY_LIMIT", "1mb", "must be a whole number from 1024 to 104857600"],
  ["DATABASE_POOL", "1", "must be a whole number from 2 to 200"],
])("%s=%s stops the start with a line that says what would do", (name, value, message) => {
  expect(refused({ [name]: value })).toEqual([`${name} ${message}`]);
});

const sms = {
  SMS_GATEWAY_URL: "https://api.twilio.com",
  SMS_ACCOUNT_SID: "AC0123456789abcdef0123456789abcdef",
  SMS_AUTH_TOKEN: "hunter2",
  SMS_FROM: "+15005550006",
};

test.each(Object.keys(sms))("a gateway without %s is refused, and so is that alone", (name) => {
  expect(refused({ ...sms, [name]: undefined })).toEqual([
    `${name} must be set when ${name === "SMS_GATEWAY_URL" ? "SMS_ACCOUNT_SID" : "SMS_GATEWAY_URL"} is`,
  ]);
  const others = Object.keys(sms).filter((other) => other !== name);
  expect(refused({ [name]: sms[name as keyof typeof sms] }).sort()).toEqual(
    others.map((other) => `${other} must be set when ${name} is`).sort(),
  );
});

const noCredentials = "must hold no credentials: they belong in SMS_ACCOUNT_SID and SMS_AUTH_TOKEN";
const noSender = "must be a phone number such as +15005550006, or the sid of a messaging service: MG…";

test.each([
  ["SMS_GATEWAY_URL", "api.twilio.com", "must look like https://api.twilio.com"],
  ["SMS_GATEWAY_URL", "https://api.twilio.com?a=b", "must look like https://api.twilio.com"],
  ["SMS_GATEWAY_URL", "https://AC1:hunter2@api.twilio.com", noCredentials],
  ["SMS_ACCOUNT_SID", "AC1/..", "must be letters, digits, - and _, such as AC0123456789abcdef"],
  ["SMS_AUTH_TOKEN", "hunter2 ", "must have printable characters and no spaces"],
  ["SMS_FROM", "15005550006", noSender],
  ["SMS_FROM", "+0123", noSender],
  ["SMS_FROM", "Understudy", noSender],
])("%s=%s stops the start of a server with a gateway", (name, value, message) => {
  expect(refused({ ...sms, [name]: value })).toEqual([`${name} ${message}`]);
});

test("a messaging service may send, and a gateway may be anywhere", () => {
  const own = { ...sms, SMS_GATEWAY_URL: "http://127.0.0.1:4010", SMS_FROM: "MG0123456789abcdef0123456789abcdef" };
  expect(read(own).config.sms).toEqual({
    url: "http://127.0.0.1:4010",
    accountSid: sms.SMS_ACCOUNT_SID,
    from: "MG0123456789abcdef0123456789abcdef",
  });
});

test("all problems are told together, and no value that may be secret is repeated", () => {
  const lines = refused({
    HOST: "0.0.0.0",
    PORT: "x",
    DATABASE_URL: "mysql://me:hunter2@db/x",
    CONTROL_TOKEN: "hunter2",
    LOG_LEVEL: "loud",
  });
  expect(lines.map((line) => line.split(" ")[0]).sort()).toEqual([
    "CONTROL_TOKEN",
    "DATABASE_URL",
    "LOG_LEVEL",
    "PORT",
  ]);
  expect(lines.join()).not.toContain("hunter2");
  expect(refused({ HOST: "0.0.0.0", PORT: "x" })).toHaveLength(2);
});

test("what was read cannot be changed, and the configuration holds no secret", () => {
  const { config, secrets } = read({
    ...{ CONTROL_TOKEN: "a-token-of-16-ch", DATABASE_URL: "postgres://u:hunter2@h/d" },
    ...sms,
  });
  expect([config, config.sms, secrets].every(Object.isFrozen)).toBe(true);
  expect(JSON.stringify(config)).not.toMatch(/hunter2|a-token-of-16-ch/);
});
