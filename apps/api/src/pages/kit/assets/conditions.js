/** Shows and hides the fields of a form whose condition names other fields of it, as the server does when it is sent. */
export function watchConditions(main) {
  const logic = globalThis.jsonLogic;
  if (!logic || !main.querySelector("[data-visible-when]")) return;
  logic.add_operation("var", read);
  const fields = [...main.querySelectorAll("[data-key]")];
  const update = () => judge(logic, fields);
  main.addEventListener("input", update);
  main.addEventListener("change", update);
  update();
}

/** The server's own reading of a path: nothing comes from a prototype, and what is null counts as absent. */
function read(path, fallback = null) {
  if (path === undefined || path === null || path === "") return this;
  let value = this;
  for (const key of String(path).split(".")) {
    if (value === null || value === undefined || !Object.hasOwn(value, key)) return fallback;
    value = value[key];
  }
  return value ?? fallback;
}

/** From the first to the last: a field that is hidden is empty for those behind it. */
function judge(logic, fields) {
  const values = Object.fromEntries(fields.map((field) => [field.dataset.key, valueIn(field)]));
  for (const field of fields) {
    const { key, visibleWhen } = field.dataset;
    if (visibleWhen === undefined) continue;
    const isVisible = holds(logic, JSON.parse(visibleWhen), values);
    field.hidden = !isVisible;
    field.disabled = !isVisible;
    if (!isVisible) delete values[key];
  }
}

/** Where the condition cannot be applied, it is better to ask than to lose the field. */
function holds(logic, condition, values) {
  try {
    return logic.truthy(logic.apply(condition, { values }));
  } catch {
    return true;
  }
}

function valueIn(field) {
  const { key, kind } = field.dataset;
  const controls = [...field.querySelectorAll("input, select, textarea")].filter(({ name }) => name === key);
  const checked = controls.filter((control) => control.checked).map(({ value }) => value);
  if (kind === "checkbox") return checked.length > 0;
  if (kind === "multiselect") return checked.length > 0 ? checked : null;
  const text = (controls[0]?.type === "radio" ? checked[0] : controls[0]?.value)?.trim() || null;
  return kind === "number" && text !== null ? numberIn(text) : text;
}

function numberIn(text) {
  const plain = text.replace(/(\d)[\s'](?=\d{3}(?!\d))/g, "$1");
  return /^[+-]?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : null;
}
