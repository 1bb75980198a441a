import { pageOf, show } from "./showing.js";

/** Names the files that were chosen, refuses at once what the server would refuse, and sends them where it keeps them. */
export function watchFiles(main) {
  for (const input of main.querySelectorAll('input[type="file"]')) {
    const list = input.parentElement.querySelector(".chosen");
    input.addEventListener("change", () => chosen(input, list));
    // Somebody may be faster than this script.
    if (input.files.length > 0) chosen(input, list);
  }
}

async function chosen(input, list) {
  const files = [...input.files];
  const faults = files.flatMap((file) => faultOf(file, input) ?? []);
  list.replaceChildren(...(faults.length > 0 ? faults.map((fault) => line(fault, "refused")) : files.map(described)));
  input.setAttribute("aria-invalid", String(faults.length > 0));
  // A browser sends all or nothing of what was chosen.
  if (faults.length > 0) input.value = "";
  else if (input.dataset.upload && files.length > 0) await upload(input, files, list);

  function described({ name, size }) {
    return line(`${name} · ${sizeIn(input.dataset.locale, size)}`);
  }
}

function line(text, kind = "") {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = kind;
  return item;
}

function faultOf({ name, size, type }, { accept, dataset }) {
  if (size > Number(dataset.mostBytes)) return about(dataset.tooLarge, name);
  // A browser that does not know a file's type leaves it to the server, which looks into it.
  const isAccepted = accept
    .split(",")
    .some((each) => each === type || (each.endsWith("/*") && type.startsWith(each.slice(0, -1))));
  return accept === "" || type === "" || isAccepted ? undefined : about(dataset.wrongType, name);
}

function about(text, name) {
  // A function, as the name of a file may hold what `replace` takes for a command.
  return text.replace("{name}", () => name);
}

/** One by one, and the page that the last one led to is shown. One that is refused ends it: the page says why. */
async function upload(input, files, list) {
  const { form } = input;
  const { sending, failed } = input.dataset;
  if (form.dataset.sent) return;
  form.dataset.sent = "true";
  let page;
  try {
    for (const file of files) {
      list.replaceChildren(line(about(sending, file.name)));
      const answer = await fetch(form.action, { method: "POST", body: bodyOf(input, file) });
      page = await pageOf(answer);
      if (!answer.ok) break;
    }
    await show(page);
  } catch {
    // They are still chosen: the form's own button sends them, as it does without scripts.
    list.replaceChildren(line(failed, "refused"));
    delete form.dataset.sent;
  }
}

function bodyOf({ form, name, dataset }, file) {
  const body = new FormData(form);
  body.delete(name);
  body.set("_action", dataset.upload);
  body.append(name, file);
  return body;
}

function sizeIn(locale, bytes) {
  const [unit, size] = bytes < 1024 ** 2 ? ["kilobyte", Math.max(1, bytes / 1024)] : ["megabyte", bytes / 1024 ** 2];
  const digits = { maximumFractionDigits: unit === "megabyte" ? 1 : 0 };
  return new Intl.NumberFormat(locale, { style: "unit", unit, ...digits }).format(size);
}
