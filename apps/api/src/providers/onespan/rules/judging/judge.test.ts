import { expect, test } from "vitest";
import { specimens } from "../specimens.ts";
import type { User } from "../transaction.ts";
import type { Picture } from "./checks.ts";
import { judge } from "./judge.ts";

const now = new Date("2026-03-04T05:06:07Z");
const anna: User = {
  role: "signer",
  first_name: "Anna",
  middle_name: "Maria",
  last_name: "Kowalska",
  dob: "1990-05-06",
};

const shown = (name: Picture["name"], specimen: string | null): Picture => ({ name, specimen });
const document = (front: string | null, back?: string | null) => [
  shown("document_front", front),
  ...(back === undefined ? [] : [shown("document_back", back)]),
];
const alone = (pictures: readonly Picture[], user: User | undefined = anna) =>
  judge({ kind: "document", pictures, user, now });
const withFace = (front: string | null, selfie: string | null, user = anna) => {
  const pictures = [...document(front), shown("selfie", selfie)];
  return judge({ kind: "document_with_face", pictures, user, now });
};
const failedIn = ({ findings }: ReturnType<typeof judge>) =>
  findings.filter(({ passed }) => !passed).map(({ code }) => code);

test.each([
  ["passport", undefined, "SUCCESS", false, []],
  ["id-card", "id-card", "SUCCESS", false, []],
  ["driving-licence", "driving-licence", "SUCCESS", false, []],
  [null, undefined, "SUCCESS", false, []],
  [null, null, "SUCCESS", false, []],
  ["id-card", null, "SUCCESS", false, []],
  ["passport-expired", undefined, "FAILED", false, ["document_not_expired"]],
  ["passport-tampered", undefined, "FAILED", false, ["document_authentic"]],
  ["id-card-other-person", "id-card-other-person", "FAILED", false, ["name_matches"]],
  ["passport-blurred", undefined, "FAILED", true, ["document_legible"]],
  ["id-card", "driving-licence", "FAILED", true, ["sides_match"]],
  ["portrait", undefined, "FAILED", true, ["document_found"]],
] as const)("the document %s with the back %s comes to %s %s", (front, back, status, another, codes) => {
  const judged = alone(document(front, back));
  expect(judged).toMatchObject({ status, mayTryAgain: another });
  expect(failedIn(judged)).toEqual(codes);
  expect(judged.score >= judged.threshold).toBe(status === "SUCCESS");
});

test.each([
  ["passport", "portrait", "SUCCESS", false, []],
  [null, null, "SUCCESS", false, []],
  ["passport", "portrait-other-person", "FAILED", false, ["face_matches"]],
  ["passport", "portrait-of-a-screen", "FAILED", false, ["person_is_live"]],
  ["passport", "portrait-without-face", "FAILED", true, ["face_found"]],
  ["passport", "passport", "FAILED", true, ["face_found"]],
  ["passport-blurred", "portrait", "FAILED", true, ["document_legible"]],
  ["passport-blurred", "portrait-without-face", "FAILED", true, ["document_legible", "face_found"]],
  ["passport-expired", "portrait-without-face", "FAILED", false, ["document_not_expired", "face_found"]],
] as const)("%s with the selfie %s comes to %s %s", (front, selfie, status, another, codes) => {
  const judged = withFace(front, selfie);
  expect(judged).toMatchObject({ status, mayTryAgain: another });
  expect(failedIn(judged)).toEqual(codes);
});

test("the outcome of every specimen is what the judge makes of it", () => {
  const outcomes = specimens.map(({ name, kind }) => {
    const judged = kind === "document" ? alone(document(name)) : withFace("passport", name);
    return judged.status === "SUCCESS" ? "passes" : judged.mayTryAgain ? "try_again" : "fails";
  });
  expect(outcomes).toEqual(specimens.map(({ outcome }) => outcome));
});

test("the last name FAIL fails for good, whatever is shown", () => {
  const user = { ...anna, last_name: "FAIL" };
  for (const front of ["passport", "passport-blurred", null]) {
    const judged = alone(document(front), user);
    expect(judged).toMatchObject({ status: "FAILED", mayTryAgain: false });
    expect(failedIn(judged)).toContain("test_value");
  }
  expect(withFace("passport", "portrait", user)).toMatchObject({ status: "FAILED", mayTryAgain: false });
  expect(alone(document("passport"), { ...anna, last_name: "Fail" }).status).toBe("SUCCESS");
});

test("what was read is what stands on the document, and nothing where none could be read", () => {
  const read = { type: "passport", firstName: "Anna Maria", lastName: "Kowalska", dateOfBirth: "1990-05-06" };
  expect(alone(document("passport")).document).toMatchObject({ ...read, issuingCountry: "UTO" });
  expect(alone(document(null)).document).toMatchObject(read);
  expect(alone(document("id-card-other-person")).document?.lastName).not.toBe("Kowalska");
  expect(alone(document("passport-blurred")).document).toBeNull();
  expect(alone(document("portrait")).document).toBeNull();
  expect(judge({ kind: "document", pictures: document("passport"), user: undefined, now }).document).toMatchObject({
    lastName: "Specimen",
  });
});

test("a face is looked at where the workflow asks for one only, and findings tell what was looked at", () => {
  const codes = (judged: ReturnType<typeof judge>) => judged.findings.map(({ code }) => code);
  const ofDocument = [
    "document_found",
    "document_legible",
    "document_authentic",
    "document_not_expired",
    "name_matches",
  ];
  expect(codes(alone(document("id-card", "id-card")))).toEqual([...ofDocument, "sides_match"]);
  expect(codes(withFace("passport", "portrait"))).toEqual([
    ...ofDocument,
    "face_found",
    "person_is_live",
    "face_matches",
  ]);
  expect(codes(alone(document("passport-blurred")))).toEqual(["document_found", "document_legible"]);
});

test("an attempt without its pictures is a bug of whoever asks", () => {
  expect(() => alone([])).toThrow("front");
  expect(() => judge({ kind: "document_with_face", pictures: document("passport"), user: anna, now })).toThrow(
    "selfie",
  );
});
