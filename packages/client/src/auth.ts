/** A credential, or a function that is asked for it before every request: for tokens that expire or come late. */
export type Credential<Value = string> = Value | (() => Value | Promise<Value>);

/** Puts a credential on a request that is about to leave. */
export type Scheme = (headers: Headers) => Promise<void>;

/** `Authorization: Bearer …`; nothing where there is no token. */
export function bearer(token: Credential | undefined): Scheme {
  return put("authorization", token, (value) => `Bearer ${value}`);
}

/** `Authorization: Basic …`, the user's name and password in UTF-8. */
export function basic(user: Credential<{ readonly username: string; readonly password: string }> | undefined): Scheme {
  return put("authorization", user, ({ username, password }) => {
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  });
}

/** The credential alone, in a header of the provider's choice. */
export function header(name: string, key: Credential | undefined): Scheme {
  return put(name, key, (value) => value);
}

/** A header that the caller has set stays: what is said for one call is stronger than what is said for all. */
function put<Value extends string | object>(
  name: string,
  credential: Credential<Value> | undefined,
  write: (value: Value) => string,
): Scheme {
  return async (headers) => {
    if (credential === undefined || headers.has(name)) return;
    headers.set(name, write(typeof credential === "function" ? await credential() : credential));
  };
}
