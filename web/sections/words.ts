/** A loss as the page says it. */
export function lossText(loss: number): string {
  return loss === 0 ? "0, to the last digit of 32 bits" : loss.toPrecision(3);
}
