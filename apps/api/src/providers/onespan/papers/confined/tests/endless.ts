import { once } from "node:events";
import { connect } from "node:net";
import { serve } from "../serve.ts";

/** Holds a connection to the port that it is given, so that its end is seen, and comes to no end with anything else. */
serve(async (message) => {
  if (typeof message === "number") return void (await once(connect(message, "127.0.0.1"), "connect"));
  for (;;);
});
