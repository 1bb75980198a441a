import { openSandbox } from "./sandbox.ts";

/** A sandbox with shortcuts to its customers. */
export async function openCustomers(server: Parameters<typeof openSandbox>[0]) {
  const world = await openSandbox(server);
  const create = (json: unknown) => world.send("POST", "/v1/customers", { json });
  const put = (id: string, json: unknown) => world.send("PUT", `/v1/customers/${id}`, { json });
  const list = async (query: string) => (await world.send("GET", `/v1/customers?${query}`)).body;
  return { ...world, create, put, list };
}
