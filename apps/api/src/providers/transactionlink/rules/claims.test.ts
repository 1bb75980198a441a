import { expect, it } from "vitest";
import {
  accessClaims,
  accessTokenLifeSeconds,
  endOf,
  lifeFrom,
  refreshTokenLifeSeconds,
  widgetClaims,
} from "./claims.ts";

const now = new Date("2026-01-15T12:30:00.750Z");
const workspace = {
  workspaceId: "dfb24859-049e-470f-a669-8a714ff3656c",
  teamId: "f35efeaf-6b99-4abd-84eb-227084335432",
};

it("an access token has the seed's claims in the seed's order, and a `jti`", () => {
  const claims = accessClaims(workspace, lifeFrom(now, accessTokenLifeSeconds), "1");
  expect(Object.keys(claims)).toEqual(["workspaceId", "iat", "exp", "custom:teamId", "jti"]);
  expect(claims.exp - claims.iat).toBe(3600);
});

it("a token ends at the whole second that its `exp` says", () => {
  expect(endOf(lifeFrom(now, 60))).toEqual(new Date("2026-01-15T12:31:00.000Z"));
  expect(refreshTokenLifeSeconds).toBe(7_776_000);
});

it("18: a widget token says `environment` and ends with its execution", () => {
  const names = {
    issuer: "http://here/pages/transactionlink/sbx_1",
    workspaceId: workspace.workspaceId,
    workflowId: "1",
  };
  const expiresAt = new Date("2026-01-15T13:30:00.750Z");
  expect(widgetClaims({ ...names, issuedAt: now, expiresAt })).toEqual({
    iss: names.issuer,
    environment: "sandbox",
    workspaceId: workspace.workspaceId,
    workflowId: "1",
    iat: 1_768_480_200,
    exp: 1_768_483_800,
  });
});
