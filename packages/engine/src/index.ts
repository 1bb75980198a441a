export type { Move, Moved } from "./clock-work.ts";
export type { CallContext, Context, Facts } from "./context.ts";
export {
  type Credential,
  type CredentialSpec,
  fromRow as credentialFromRow,
  isUsable,
  mint,
  randomSecret,
} from "./credentials.ts";
export { type Engine, type EngineOptions, installJobs, openEngine } from "./engine.ts";
export { type EventSpec, insertEvents } from "./events.ts";
export { realNow } from "./real-time.ts";
export { clockColumns, fromRow as sandboxFromRow, type Sandbox } from "./sandbox.ts";
export { deleteTimer, insertTimer, type Ran, type TimerHandler, type TimerHandlers, type TimerSpec } from "./timers.ts";
