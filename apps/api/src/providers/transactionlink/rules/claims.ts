/** How long an access token is good for (providers/transactionlink.md 2.3). */
export const accessTokenLifeSeconds = 3600;

/** How long a refresh token is: 90 days (providers/transactionlink.md 2.2). */
export const refreshTokenLifeSeconds = 90 * 24 * 3600;

/** 9999-12-31T23:59:59Z: after every time that a sandbox's clock can show. */
export const endOfTime = 253_402_300_799;

/** Whose token it is. */
export interface TokenOwner {
  readonly workspaceId: string;
  readonly teamId: string;
}

export interface Life {
  /** Both in whole seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

/** From now, and as long as a token lives. */
export function lifeFrom(now: Date, lifeSeconds: number): Life {
  const iat = secondsOf(now);
  return { iat, exp: iat + lifeSeconds };
}

/** When a token ends to be good, by which its credential is judged. */
export function endOf({ exp }: Life): Date {
  return new Date(exp * 1000);
}

/** What the seed's tokens claim, and a `jti`, so that no two are alike (2.3, 9.21). */
export function accessClaims({ workspaceId, teamId }: TokenOwner, { iat, exp }: Life, jti: string) {
  return { workspaceId, iat, exp, "custom:teamId": teamId, jti };
}

/** `sub` is 32 characters that say nothing (2.2). */
export function refreshClaims(sub: string, { iat, exp }: Life) {
  return { sub, iat, exp };
}

export interface WidgetTokenSpec {
  /** The address below which the pages of its sandbox are. */
  readonly issuer: string;
  readonly workspaceId: string;
  readonly workflowId: string;
  readonly issuedAt: Date;
  /** The execution's. */
  readonly expiresAt: Date;
}

/** The loader of the widget reads `environment`, and looks for its script by it (5.3, 9.30). */
export function widgetClaims({ issuer, workspaceId, workflowId, issuedAt, expiresAt }: WidgetTokenSpec) {
  const life = { iat: secondsOf(issuedAt), exp: secondsOf(expiresAt) };
  return { iss: issuer, environment: "sandbox", workspaceId, workflowId, ...life };
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
