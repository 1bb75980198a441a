import type { Fault } from "@understudy/domain";
import { fault, type Given, listIn, namesIn, objectIn } from "./reading.ts";

const own = {
  INDIVIDUAL: [
    "salutation",
    "firstName",
    "middleName",
    "lastName",
    "dateOfBirth",
    "primaryPhoneNumber",
    "primaryEmail",
  ],
  BUSINESS: ["businessName", "contacts"],
} as const;

/** What a customer's body says of the other type of customer, which would be lost, and of numbers that are there twice. */
export function judgeCustomerType(body: unknown): readonly Fault[] {
  const customer = objectIn(body);
  if (!customer) return [];
  return [...foreign(customer), ...repeated(customer)];
}

function foreign(customer: Given): readonly Fault[] {
  const { type } = customer;
  if (type !== "INDIVIDUAL" && type !== "BUSINESS") return [];
  const others: readonly string[] = own[type === "INDIVIDUAL" ? "BUSINESS" : "INDIVIDUAL"];
  return namesIn(customer)
    .filter((name) => others.includes(name))
    .map((name) => fault(name, "FIELD_UNKNOWN", `is not known of a customer whose type is ${type}; leave it out`));
}

/** One number of each type is kept beside the primary one. */
function repeated({ phoneNumbers }: Given): readonly Fault[] {
  const types = (listIn(phoneNumbers) ?? []).map((each) => objectIn(each)?.type);
  return types.flatMap((type, index) => {
    if (typeof type !== "string" || types.indexOf(type) === index) return [];
    return [
      fault(
        `phoneNumbers.${index}.type`,
        "FIELD_INVALID",
        `must not be ${type} twice; one number of each type is kept`,
      ),
    ];
  });
}
