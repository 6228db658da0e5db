/**
 * The page: its controls, and a section each that starts when it comes into view.
 *
 * @module
 */
import { element, tieControls } from "./controls.ts";
import { Store } from "./store.ts";
import { Client } from "./workers/client.ts";
import type { ConceptCalls } from "./workers/concept_calls.ts";
import type { RaceCalls } from "./workers/race_calls.ts";
import type { TableCalls } from "./workers/table_calls.ts";

const store = new Store();
tieControls(store);
element("#address-says").textContent = store.notes.join(" ");
document.documentElement.classList.add("live");

const concepts = new Client<ConceptCalls>("./workers/concepts.js");
// The first figure waits for it.
concepts.start();
const tables = new Client<TableCalls>("./workers/tables.js");
const races = new Client<RaceCalls>("./workers/races.js");

/** What a section needs is loaded with it. */
const sections: Record<string, () => Promise<void>> = {
  calculate: async () => (await import("./sections/curve.ts")).curveSection(store, concepts),
  walk: async () => (await import("./sections/valley.ts")).valleySection(store, concepts),
  "one-step": async () => (await import("./sections/one_step.ts")).oneStepSection(store, races),
  race: async () => (await import("./sections/race.ts")).raceSection(store, races),
  digits: async () => (await import("./sections/digits.ts")).digitsSection(store, races),
  own: async () => (await import("./sections/own_file.ts")).ownFileSection(tables),
  claims: async () => (await import("./sections/claims.ts")).claimsSection(store, races),
};

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    void sections[target.id]();
  }
}, { rootMargin: "300px" });
for (const id of Object.keys(sections)) observer.observe(element(`#${id}`));
