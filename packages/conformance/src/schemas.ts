import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";

export interface Fault {
  /** The dotted path of the field, empty for the whole. */
  readonly field: string;
  readonly message: string;
}

/** The schemas of one document, found by their pointers and compiled when they are first needed. */
export class Schemas {
  readonly #exact: Ajv2020;
  readonly #lenient: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: object) {
    // A whole OpenAPI document is given as the schema, so that references in it lead where they say; what is no JSON
    // Schema in it must not be complained about, hence not strict.
    const options = { strict: false, allErrors: true, logger: false } as const;
    this.#exact = new Ajv2020(options).addSchema(document, "document");
    this.#lenient = new Ajv2020({ ...options, coerceTypes: "array" }).addSchema(document, "document");
    ajvFormats.default(this.#exact);
    ajvFormats.default(this.#lenient);
  }

  /** What is wrong with a JSON value. */
  faultsOf(pointer: string, value: unknown): Fault[] {
    return this.#faults(this.#exact, "exact", { $ref: `document${pointer}` }, value).map(inWords);
  }

  /** What is wrong with a parameter, which arrives as text and counts as the number or truth value that it spells. */
  faultsOfText(pointer: string, value: unknown): Fault[] {
    // Only what lies within an object can be replaced by what it spells.
    const schema = { type: "object", properties: { value: { $ref: `document${pointer}` } } };
    const faults = this.#faults(this.#lenient, "lenient", schema, { value }).map(inWords);
    return faults.map(({ field, message }) => ({ field: field.replace(/^value\.?/, ""), message }));
  }

  #faults(ajv: Ajv2020, kind: string, schema: object, value: unknown): ErrorObject[] {
    const key = `${kind} ${JSON.stringify(schema)}`;
    const validate = this.#compiled.get(key) ?? ajv.compile(schema);
    this.#compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  }
}

function inWords({ instancePath, keyword, params, message = keyword }: ErrorObject): Fault {
  const field = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
  const detail: unknown =
    params.allowedValues ?? params.allowedValue ?? params.additionalProperty ?? params.unevaluatedProperty;
  return { field, message: detail === undefined ? message : `${message}: ${JSON.stringify(detail)}` };
}
