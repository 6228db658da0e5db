/**
 * Ties a page's controls to the view: a control's data-field says which choice it is.
 *
 * @module
 */
import type { Store } from "./store.ts";
import { fields, type PageView } from "./view.ts";

/** The element of a selector, which the page has. */
export function element<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** Ties all controls of a page. */
export function tieControls(store: Store): void {
  for (const control of document.querySelectorAll<HTMLElement>("[data-field]")) {
    const name = control.dataset.field as keyof PageView;
    const own = control instanceof HTMLSelectElement
      ? choice(control, name, store)
      : control instanceof HTMLFieldSetElement
      ? choices(control, name, store)
      : amount(control as HTMLInputElement, name, store);
    own();
    store.onChange([name], own);
  }
}

function choice(select: HTMLSelectElement, name: keyof PageView, store: Store): () => void {
  const field = fields[name];
  if (select.options.length === 0 && field.kind !== "number") {
    select.append(...field.names.map((each) => new Option(each)));
  }
  select.addEventListener("change", () => store.set({ [name]: select.value }));
  return () => select.value = String(store.view[name]);
}

function choices(set: HTMLFieldSetElement, name: keyof PageView, store: Store): () => void {
  const field = fields[name];
  if (field.kind !== "names") throw new Error(`${name} is no choice of several.`);
  const boxes = field.names.map((each) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = each;
    label.append(box, each);
    set.append(label);
    return box;
  });
  set.addEventListener("change", () => {
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (chosen.length > 0) store.set({ [name]: chosen });
    else show();
  });
  const show = () => {
    const chosen = store.view[name] as readonly string[];
    for (const box of boxes) box.checked = chosen.includes(box.value);
  };
  return show;
}

function amount(input: HTMLInputElement, name: keyof PageView, store: Store): () => void {
  const field = fields[name];
  if (field.kind !== "number") throw new Error(`${name} is no number.`);
  const output = input.parentElement?.querySelector("output");
  // A slider of many sizes moves along their logarithm.
  const logs = input.dataset.scale === "log";
  const least = Number(input.dataset.least ?? field.least);
  const most = Number(input.dataset.most ?? field.most);
  if (logs) [input.min, input.max] = [String(Math.log10(least)), String(Math.log10(most))];
  else [input.min, input.max] = [String(least), String(most)];
  input.step = logs ? "any" : input.step || (field.whole ? "1" : "any");
  const live = input.type === "range" ? "input" : "change";
  input.addEventListener(live, () => {
    const at = input.valueAsNumber;
    const before = store.view[name] as number;
    const old = logs ? Math.log10(before) : before;
    const exact = at <= Number(input.min)
      ? least
      : at >= Number(input.max)
      ? most
      : logs
      ? 10 ** at
      : at;
    const value = Number(exact.toPrecision(3));
    if (!Number.isFinite(value)) return show();
    // A whole number moves by one at least, or a slider would stay where it is.
    const stays = field.whole && Math.round(value) === before && at !== old;
    store.set({ [name]: stays ? before + Math.sign(at - old) : value });
  });
  const show = () => {
    const value = store.view[name] as number;
    const text = value.toLocaleString("en", { maximumSignificantDigits: 4 });
    const at = logs ? Math.log10(value) : value;
    if (at > Number(input.max)) input.max = String(at);
    input.value = String(at);
    if (input.type === "range") input.setAttribute("aria-valuetext", text);
    if (output) output.value = text;
  };
  return show;
}
