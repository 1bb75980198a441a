export { createSandbox } from "./createSandbox.ts";
export { dropSandbox } from "./dropSandbox.ts";
export { getClock } from "./getClock.ts";
export { getEvent } from "./getEvent.ts";
export { getSandbox } from "./getSandbox.ts";
export { listEvents } from "./listEvents.ts";
export { listSandboxes } from "./listSandboxes.ts";
export { moveClock } from "./moveClock.ts";
