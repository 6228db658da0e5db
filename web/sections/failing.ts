/** Does some work for a section; if it fails, the section says why. */
export async function failing(says: HTMLElement, work: () => Promise<void>): Promise<void> {
  says.classList.remove("failed");
  try {
    await work();
  } catch (error) {
    says.classList.add("failed");
    says.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** The same while buttons cannot be pressed, but for one that stops the work; the focus that the first one lost comes back to it. */
export async function busy(
  says: HTMLElement,
  buttons: HTMLButtonElement[],
  work: () => Promise<void>,
  stop?: HTMLButtonElement,
): Promise<void> {
  for (const button of buttons) button.disabled = true;
  if (stop) stop.disabled = false;
  await failing(says, work);
  for (const button of buttons) button.disabled = false;
  if (stop) stop.disabled = true;
  if (document.activeElement === document.body) buttons[0].focus({ preventScroll: true });
}
