/**
 * "Claims": each with a button that puts it to the test here.
 *
 * @module
 */
import type { Finding } from "../../src/experiments/claims/claim.ts";
import { element } from "../controls.ts";
import type { Store } from "../store.ts";
import type { Client } from "../workers/client.ts";
import type { RaceCalls } from "../workers/race_calls.ts";
import { busy } from "./failing.ts";
import { tableOf } from "../draw/table.ts";

/** A tenth of the post's smaller tasks. */
const rows = 1000;
/** Of each optimizer. */
const iterations = 100;

/** Adds a button to each claim. */
export function claimsSection(store: Store, client: Client<RaceCalls>): void {
  const [says, answer] = [element("#claims-says"), element("#claims-answer")];
  const buttons: HTMLButtonElement[] = [];
  const stop = element<HTMLButtonElement>("#claims-stop");
  stop.addEventListener("click", () => client.stop());
  for (const cell of document.querySelectorAll("#claims-table td:first-child")) {
    const id = cell.textContent.trim();
    if (!/^C\d$/.test(id)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Test ${id}`;
    button.addEventListener(
      "click",
      () =>
        busy(says, [button, ...buttons.filter((each) => each !== button)], async () => {
          answer.replaceChildren();
          says.textContent = `${id}: running…`;
          const question = { id, rows, iterations, backend: store.view.backend };
          const findings = await client.ask("claim", question, {
            onNews: ({ where }) => says.textContent = `${id}: running on ${where}…`,
          });
          says.textContent = `${id}, tested here with at most ${
            rows.toLocaleString("en")
          } rows and ${iterations} iterations:`;
          answer.append(...findings.flatMap(shown));
        }, stop),
    );
    buttons.push(button);
    cell.replaceChildren(button);
  }
}

function shown({ of, verdict, says, numbers }: Finding): HTMLElement[] {
  const text = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = verdict;
  text.append(strong, `${of === undefined ? "" : ` (${of})`}. ${says}`);
  const cells = Object.entries(numbers).map(([name, value]) => [
    name,
    typeof value === "number" ? String(Number(value.toPrecision(3))) : value,
  ]);
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "what was measured";
  details.append(summary, tableOf(["measured", ""], cells));
  return [text, details];
}
