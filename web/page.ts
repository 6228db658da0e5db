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

const concepts = new Client<ConceptCalls>("./workers/concepts.js");
// The first figure waits for it.
concepts.start();
const tables = new Client<TableCalls>("./workers/tables.js");
/** A Worker each: what one computes keeps no other waiting. */
const trainer = () => new Client<RaceCalls>("./workers/races.js");

/** What a section needs is loaded with it. */
const sections: Record<string, () => Promise<void>> = {
  calculate: async () => (await import("./sections/curve.ts")).curveSection(store, concepts),
  walk: async () => (await import("./sections/valley.ts")).valleySection(store, concepts),
  "one-step": async () => (await import("./sections/one_step.ts")).oneStepSection(store, trainer()),
  race: async () => (await import("./sections/race.ts")).raceSection(store, trainer()),
  digits: async () => (await import("./sections/digits.ts")).digitsSection(store, trainer()),
  own: async () => (await import("./sections/own_file.ts")).ownFileSection(tables),
  claims: async () => (await import("./sections/claims.ts")).claimsSection(store, trainer()),
};

/** Where each section says something. */
const says: Record<string, string> = {
  calculate: "curve-says",
  walk: "valley-says",
  "one-step": "one-step-says",
  race: "race-says",
  digits: "digits-says",
  own: "own-says",
  claims: "claims-says",
};

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    const { id } = target;
    sections[id]().catch((error) => {
      console.warn(error);
      element(`#${says[id]}`).textContent =
        "This part did not load. Scroll away and back to try again.";
      observer.observe(target);
    });
  }
}, { rootMargin: "300px" });
for (const id of Object.keys(sections)) observer.observe(element(`#${id}`));
