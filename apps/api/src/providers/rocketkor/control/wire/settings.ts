import type { components } from "@understudy/contracts/rocketkor-control";
import type { Business, Settings } from "../../store/business.ts";

type Wire = components["schemas"]["Settings"];

export function settingsFromWire(wire: Wire): Settings {
  return {
    name: wire.business_name,
    expireInHours: wire.default_expire_hours,
    reminderIntervalHours: wire.reminder_interval_hours,
    tokenLifetimeSeconds: wire.token_lifetime_seconds,
  };
}

export function settingsToWire(business: Business): Wire {
  return {
    business_name: business.name,
    default_expire_hours: business.expireInHours,
    reminder_interval_hours: business.reminderIntervalHours,
    token_lifetime_seconds: business.tokenLifetimeSeconds,
  };
}
