export type { Move, Moved } from "./clock-work.ts";
export type { CallContext, Context, Facts } from "./context.ts";
export {
  type Credential,
  type CredentialSpec,
  fromRow as credentialFromRow,
  isUsable,
  mint,
  mintAll,
  randomSecret,
} from "./credentials.ts";
export { type Engine, type EngineOptions, installJobs, openEngine } from "./engine.ts";
export { type EventSpec, insertEvents } from "./events.ts";
export { forgetSubjects } from "./forgetting.ts";
export type { Arrivals, InboxKey, Patience } from "./inboxes.ts";
export type { Gateway, Verdict } from "./messages/gateway.ts";
export { insertMessages, type MessageSpec } from "./messages/message.ts";
export { type TwilioAccount, twilioGateway } from "./messages/twilio.ts";
export { realNow } from "./real-time.ts";
export { clockColumns, fromRow as sandboxFromRow, type Sandbox } from "./sandbox.ts";
export type { Patience as TaskPatience } from "./tasks/settling.ts";
export {
  type Call,
  insertTasks,
  type Others,
  type PutOff,
  type TaskHandler,
  type TaskHandlers,
  type TaskSpec,
} from "./tasks/task.ts";
export { isCollision } from "./timer-work.ts";
export {
  deleteTimer,
  deleteTimers,
  insertTimer,
  insertTimers,
  type Ran,
  type TimerHandler,
  type TimerHandlers,
  type TimerSpec,
} from "./timers.ts";
export {
  type Attempt,
  attemptsOf,
  type Delivery,
  type DeliveryFilter,
  type DeliveryStatus,
  getDelivery,
  listDeliveries,
  type Redelivery,
  redeliver,
  resend,
} from "./webhooks/deliveries.ts";
export type { Outcome } from "./webhooks/outgoing.ts";
export type { AttemptReport } from "./webhooks/report.ts";
export type { Emission, ToldEvent, WebhookRequest, WebhookSchemes, Webhooks } from "./webhooks/scheme.ts";
export {
  type Endpoints,
  resubscribe,
  type SubscriptionSpec,
  subscribe,
  unsubscribe,
} from "./webhooks/subscriptions.ts";
