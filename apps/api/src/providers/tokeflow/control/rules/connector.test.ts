import { describe, expect, it } from "vitest";
import { refusalOf } from "../../rules/testing.ts";
import { demandConnectorId, demandOwner, demandUnrouted } from "./connector.ts";

describe("a connector", () => {
  it("has an id that a routing tree can name", () => {
    expect(demandConnectorId("c".repeat(64))).toHaveLength(64);
    expect(refusalOf(() => demandConnectorId("c".repeat(65))).details.field).toBe("connectorId");
  });

  it("stays with its merchant", () => {
    demandOwner({ id: "conn_1", merchantId: "mrc_1" }, "mrc_1");
    expect(refusalOf(() => demandOwner({ id: "conn_1", merchantId: "mrc_1" }, "mrc_2")).code).toBe("conflict");
  });

  it("stays while the tree in force names it, and the refusal says where", () => {
    const tree = {
      root: "node_1",
      nodes: [{ id: "node_1", type: "route", connectors: ["conn_1"] }],
    } as const;
    demandUnrouted("conn_2", tree);
    demandUnrouted("conn_1", null);
    expect(refusalOf(() => demandUnrouted("conn_1", tree))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("node_1"),
    });
  });
});
