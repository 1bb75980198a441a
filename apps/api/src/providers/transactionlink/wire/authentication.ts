import type { components } from "@understudy/contracts/transactionlink";
import { accessTokenLifeSeconds } from "../rules/claims.ts";
import type { Tokens } from "../store/tokens.ts";

export function tokensToWire({ accessToken, refreshToken }: Tokens): components["schemas"]["AuthenticationResponse"] {
  return { accessToken, refreshToken, expiryDuration: accessTokenLifeSeconds, tokenType: "Bearer" };
}
