import { seeOther } from "../../../../pages/see-other.ts";
import { backTo, visiting } from "../visiting.ts";
import { addressOn } from "./way-on.ts";

/** Out of the pages: nothing is appended to the address that the integrator gave. */
export const leave = visiting((visit) => {
  const address = addressOn(visit);
  return address === null ? backTo(visit) : seeOther(address);
});
