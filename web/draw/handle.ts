/**
 * A start that a reader drags with a mouse or a finger, or moves with the arrow keys. It has a layer of its own: what is redrawn below
 * takes neither its focus nor its grip.
 *
 * @module
 */

/** Where it is, and what happens when it moves. */
export interface HandleOptions {
  /** What it moves, for a screen reader: "start". */
  name: string;
  /** Called with the pixels from the left and the top of the chart that it is moved to. */
  onDrag(left: number, top: number): void;
  /** Called with the steps that the arrow keys make: -1, 0 or 1 along each axis, ten times as many with Shift. */
  onKeys(right: number, up: number): void;
}

/** A handle on a chart. */
export interface Handle {
  /** Puts it somewhere, and says where. */
  place(left: number, top: number, words: string): void;
}

const arrows: Record<string, [right: number, up: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Makes a handle above a host's chart. */
export function handleOn(host: HTMLElement, { name, onDrag, onKeys }: HandleOptions): Handle {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "handle";
  host.append(button);
  let dragged = false;
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    dragged = true;
  });
  button.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const { left, top } = host.getBoundingClientRect();
    onDrag(event.clientX - left, event.clientY - top);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    button.addEventListener(end, () => dragged = false);
  }
  button.addEventListener("keydown", (event) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const times = event.shiftKey ? 10 : 1;
    onKeys(times * arrow[0], times * arrow[1]);
  });
  return {
    place(left, top, words) {
      button.style.left = `${left}px`;
      button.style.top = `${top}px`;
      button.setAttribute("aria-label", `${name}: ${words}. Drag it, or use the arrow keys.`);
    },
  };
}
