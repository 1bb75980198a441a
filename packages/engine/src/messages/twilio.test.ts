import { expect, test } from "vitest";
import { twilioGateway } from "./twilio.ts";

const account = { url: "https://sms.example.com", accountSid: "AC1", authToken: "hunter2", from: "+15005550006" };
const { request, judge } = twilioGateway(account);

const answered = (status: number, answer: unknown) =>
  judge({ status, body: Buffer.from(typeof answer === "string" ? answer : JSON.stringify(answer)), error: null });

test("a message is sent as a form, with the account's sid and token as HTTP Basic", () => {
  const { body, ...rest } = request({ to: "+447911123456", body: "Grüße & mehr: https://a.example/?b=c+d" });
  expect(rest).toEqual({
    method: "POST",
    url: "https://sms.example.com/2010-04-01/Accounts/AC1/Messages.json",
    headers: {
      authorization: "Basic QUMxOmh1bnRlcjI=",
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
  });
  expect([...new URLSearchParams(body)]).toEqual([
    ["To", "+447911123456"],
    ["From", "+15005550006"],
    ["Body", "Grüße & mehr: https://a.example/?b=c+d"],
  ]);
});

test("a messaging service is named as one, and a base address may have a path", () => {
  const service = twilioGateway({ ...account, url: "http://127.0.0.1:1/sms/", from: "MG1" });
  const { url, body } = service.request({ to: "+1", body: "a" });
  expect(url).toBe("http://127.0.0.1:1/sms/2010-04-01/Accounts/AC1/Messages.json");
  expect(body).toBe("To=%2B1&MessagingServiceSid=MG1&Body=a");
});

test.each(["queued", "accepted", "sending", "sent", "delivered"])(
  "a message is taken that is answered as %s",
  (status) => {
    expect(answered(201, { sid: "SM1", status })).toEqual({ kind: "taken" });
  },
);

test.each([
  [201, { status: "queued" }, "The gateway answered 201: no sid of a message"],
  [200, "fine", "The gateway answered 200: no sid of a message"],
  [
    201,
    { sid: "SM1", status: "failed", error_message: "Unknown", error_code: 30003 },
    "The gateway answered 201: Unknown (30003)",
  ],
  [302, "", "The gateway answered 302."],
  [400, { code: 21211, message: "Invalid 'To'", status: 400 }, "The gateway answered 400: Invalid 'To' (21211)"],
  [401, { code: 20003, message: "Authenticate" }, "The gateway answered 401: Authenticate (20003)"],
  [404, "<html>", "The gateway answered 404."],
  [422, ["message"], "The gateway answered 422."],
])("%i %j is a refusal, and says why", (status, answer, reason) => {
  expect(answered(status, answer)).toMatchObject({ kind: "refused", reason });
});

test.each([
  [429, { code: 20429, message: "Too Many Requests" }, "The gateway answered 429: Too Many Requests (20429)"],
  [500, "", "The gateway answered 500."],
  [503, { message: 7 }, "The gateway answered 503."],
])("%i %j is worth another try", (status, answer, reason) => {
  expect(answered(status, answer)).toMatchObject({ kind: "unavailable", reason });
});

test("no answer is worth another try", () => {
  const reason = "Nobody listens at this address. (ECONNREFUSED)";
  expect(judge({ status: null, body: null, error: reason })).toEqual({ kind: "unavailable", reason });
});

test("what a gateway says is kept without what must not be kept, and not at any length", () => {
  const reasonOf = (message: string) => {
    const verdict = answered(400, { message });
    return verdict.kind === "taken" ? "" : verdict.reason;
  };
  expect(reasonOf("hunter2 is wrong, so is QUMxOmh1bnRlcjI=\0")).toBe("The gateway answered 400: … is wrong, so is …");
  expect(reasonOf("😀".repeat(1_000)).length).toBe(500);
  expect(reasonOf("😀".repeat(1_000)).isWellFormed()).toBe(true);
});
