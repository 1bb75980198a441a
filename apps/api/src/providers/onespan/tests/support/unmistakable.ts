import { crc32 } from "node:zlib";
import { inline, pdf } from "./papers.ts";

/** A text that nothing else holds. */
const mark = (what: string) => `zq${what}zq`;

const marks = {
  ...{ firstName: mark("first"), lastName: mark("last"), middleName: mark("middle"), birthSurname: mark("birth") },
  ...{ title: mark("title"), company: mark("company"), street: mark("street"), city: mark("city"), town: mark("town") },
  ...{ county: mark("county"), house: mark("house"), number: mark("number"), flat: mark("flat"), box: mark("box") },
  ...{ postCode: mark("post"), bank: mark("bank"), gender: mark("gender"), group: mark("group"), own: mark("own") },
  ...{ opaque: mark("opaque"), metadata: mark("metadata"), consent: mark("consent"), redirect: mark("redirect") },
  ...{ brand: mark("brand"), language: mark("language"), urlSet: mark("urlset"), documentId: mark("document") },
  ...{ documentTitle: mark("papertitle"), description: mark("paperdescription"), content: mark("papercontent") },
  ...{ signature: mark("signature"), userAgent: mark("agent"), picture: mark("picture") },
  ...{ email: `${mark("mail")}@example.com`, emails: `${mark("mails")}@example.com` },
  ...{ phone: "+15550173991", birth: "1973-09-18" },
} as const;

/** Each of what is said of the person and of what they sign. */
export const values: Readonly<Record<keyof typeof marks, string>> = marks;

/** What nobody who is told of events may learn. */
export const secrets = Object.entries(values).flatMap(([name, value]) =>
  ["userAgent", "documentId", "documentTitle"].includes(name) ? [] : [value],
);

const { firstName, lastName, phone, email, birth } = values;

export const person = {
  ...{ role: "signer1", groups: [values.group], title: values.title, first_name: firstName, last_name: lastName },
  ...{ middle_name: values.middleName, birth_surname: values.birthSurname, dob: `${birth}T00:00:00.000Z` },
  ...{ phone_number: phone, email, emails: [values.emails], company: values.company, gender: values.gender },
  ...{ bank: { iban: values.bank }, shoe_size: values.own },
  address: {
    ...{ country_code: "PT", county_or_province: values.county, city: values.city, town: values.town },
    ...{ street: values.street, house_name: values.house, house_number: values.number, po_box: values.box },
    ...{ flat_or_appartment_number: values.flat, post_code: values.postCode },
  },
};

/** All that can be said in a request about a person. */
export const request = {
  ...{ users: [person], tokens: [{ role: "signer1" }], opaque_id: values.opaque, brand_id: values.brand },
  ...{ language: values.language, urlSetKey: values.urlSet, branch: { of: values.metadata } },
  configuration: {
    redirects: [{ id: "REDIRECT_DOCID_PASS", url: `https://bank.example/${values.redirect}?o={{opaqueId}}` }],
    consent: { clause: values.consent },
  },
};

export const documents = [
  {
    ...{ id: values.documentId, title: values.documentTitle, description: values.description },
    content: inline(pdf(values.content)),
  },
];

/** A PNG that also says something. */
export function saying(png: Uint8Array, text: string): Blob {
  const content = Buffer.from(`tEXtComment\0${text}`);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  const end = png.length - 12;
  return new Blob([png.subarray(0, end), size, content, sum, png.subarray(end)] as BlobPart[], { type: "image/png" });
}
