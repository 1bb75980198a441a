import type { Logic, Mapping, Step } from "../definition.ts";

/** A mapping, and where in its step it stands. */
interface PlacedMapping {
  readonly path: string;
  readonly mapping: Mapping;
}

export function mappingsOf(step: Step): readonly PlacedMapping[] {
  switch (step.type) {
    case "form":
      return step.fields.map((field, index) => ({ path: `fields.${index}.default`, mapping: field.default }));
    case "id_verification":
    case "lookup":
    case "aml_screening":
      return [{ path: "input", mapping: step.input }];
    case "record":
      return [
        { path: "recordId", mapping: step.recordId },
        { path: "fields", mapping: step.fields },
      ];
    case "http":
      return [
        { path: "url", mapping: step.url },
        { path: "headers", mapping: step.headers },
        { path: "body", mapping: step.body },
      ];
    case "end":
      return [{ path: "result", mapping: step.result }];
    default:
      return [];
  }
}

/** A condition, where in its step it stands, and what is known there only: the names in `values` or in `input`. */
export interface PlacedLogic {
  readonly path: string;
  readonly logic: Logic;
  readonly also: Readonly<Record<string, readonly string[]>>;
}

export function logicsOf(step: Step): readonly PlacedLogic[] {
  switch (step.type) {
    case "form": {
      const also = { values: step.fields.map(({ key }) => key) };
      return step.fields.flatMap(({ visibleWhen }, index) =>
        visibleWhen === undefined ? [] : [{ path: `fields.${index}.visibleWhen`, logic: visibleWhen, also }],
      );
    }
    case "lookup":
    case "aml_screening": {
      const also = { input: Object.keys(step.input) };
      return (step.fixtures ?? []).map(({ when }, index) => ({ path: `fixtures.${index}.when`, logic: when, also }));
    }
    case "decision":
      return step.rules.map(({ when }, index) => ({ path: `rules.${index}.when`, logic: when, also: {} }));
    default:
      return [];
  }
}
