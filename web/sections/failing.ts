/** Does some work for a section; if it fails, the section says why. */
export async function failing(says: HTMLElement, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    says.classList.remove("failed");
  } catch (error) {
    says.classList.add("failed");
    says.textContent = error instanceof Error ? error.message : String(error);
  }
}
