import { describe, expect, it } from "vitest";
import { type Report, reportOf } from "../../rules/report.ts";
import { participant, sceneWith, transactionId, user, verification } from "../../rules/scene.fixture.ts";
import { reportToWire } from "./detailed-report.ts";
import { personToWire } from "./person.ts";

const reported = (...args: Parameters<typeof reportOf>) => reportToWire(reportOf(...args));

describe("a report", () => {
  it("46: is Undefined while it is InProgress, and says what was sent", () => {
    expect(reported(sceneWith(), [])).toEqual({
      ...{ id: transactionId, result: "Undefined", status: "InProgress" },
      stages: [
        {
          ...{ stageId: 1, stageType: { title: "CreateVerification" }, attemptNumber: 1, result: "Passed" },
          ...{ created: "2030-01-01T09:00:00.132Z", details: { personalInformation: personToWire(user) } },
        },
      ],
    });
  });

  it("47: that is decided has Passed or Failed for its result", () => {
    const decided = (outcome: "passed" | "failed") => {
      const { result, status } = reported(sceneWith({}, [participant("signer1", outcome)]), []);
      return { result, status };
    };
    expect(decided("passed")).toEqual({ result: "Passed", status: "Completed" });
    expect(decided("failed")).toEqual({ result: "Failed", status: "Completed" });
  });

  it.each<[Report["progress"], string]>([
    ["cancelled", "Cancelled"],
    ["expired", "Expired"],
    ["error", "Error"],
  ])("of a transaction that is %s is %s", (progress, status) => {
    const report: Report = { transactionId, verdict: "undefined", progress, stages: [] };
    expect(reportToWire(report)).toEqual({ id: transactionId, result: "Undefined", status, stages: [] });
  });

  it("has a stage of each verification, with the document, its picture and the score", () => {
    const failed = verification({ status: "FAILED", document: null, images: [], score: 12, name: "doc_face" });
    const { stages } = reported(sceneWith(), [failed, verification({ number: 1, attempt: 2 })]);
    expect(stages[1]).toEqual({
      ...{ stageId: 2, stageType: { title: "DocumentFaceVerification" }, attemptNumber: 1, result: "Failed" },
      created: "2022-07-07T17:59:09.097Z",
      details: { score: 12, threshold: 70, findings: failed.findings },
    });
    expect(stages[2]).toMatchObject({
      ...{ stageId: 3, stageType: { title: "DocumentVerification" }, attemptNumber: 2, result: "Passed" },
      details: {
        documentInformation: {
          ...{ documentType: "passport", documentNumber: "P12345678", issuingCountry: "GBR", forename: "John" },
          ...{ surname: "Doe", dateOfBirth: "1999-01-01", dateOfExpiry: "2034-05-06" },
        },
        imageUrl: `sfs://understudy/default/onespan/transaction/${transactionId}/2f6b9d04-83ce-4a17-b5d0-9e7c1a3f5b68`,
        score: 96,
      },
    });
  });
});

describe("personal information", () => {
  it("29: is spelled as the report spells it, without the user's misspelling", () => {
    expect(personToWire(user)).toEqual({
      nameInformation: { forename: "John", surname: "Doe", birthSurname: "B" },
      dateOfBirth: "1999-01-01",
      addressInformation: {
        ...{ flatOrApartmentNumber: 123, houseName: "MyHouse", houseNumber: 456, postCode: "AB1 2CD", country: "GB" },
        ...{ countyOrProvince: "Kent", poBox: 1234, street: "High Street", town: "Deal", city: "Canterbury" },
      },
      mobilePhoneNumber: "+12345678900",
    });
  });

  it("has the day of birth in its own form, however it was sent", () => {
    expect(personToWire({ role: "signer1", dob: "1980-02-29" })).toEqual({ dateOfBirth: "1980-02-29" });
  });

  it("leaves out what is not known, and numbers that are none", () => {
    expect(personToWire(null)).toEqual({});
    expect(personToWire({ role: "signer1" })).toEqual({});
    const address = { house_number: "12b", po_box: "", street: "High Street" };
    expect(personToWire({ role: "signer1", first_name: "", address })).toEqual({
      nameInformation: { forename: "" },
      addressInformation: { street: "High Street" },
    });
  });
});
