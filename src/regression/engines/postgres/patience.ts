/**
 * Connections to a server that may be none of PostgreSQL's.
 *
 * @module
 */
import { connect, Socket } from "node:net";

/** So often a server may break off before its first answer: the client would connect again for ever. */
export const patience = 3;
/** Thrown where the next connection would be one too many. */
export class Impatient extends Error {
  override name = "Impatient";
}

/** Where the client wants to connect. */
interface Address {
  host: string[];
  port: number[];
}

/** Makes the client's connections, and counts those that came to nothing. */
export class Patience {
  #attempts = 0;

  /** The server has answered: it is the right one, and may be connected to as often as need be. */
  answered(): void {
    this.#attempts = 0;
  }

  /** A connection that is being made: the client may write to it at once, and hears of errors as of any other. */
  readonly socket = ({ host, port }: Address): Socket => {
    if (this.#attempts++ >= patience) {
      const socket = new Socket();
      setTimeout(() => socket.destroy(new Impatient()));
      return socket;
    }
    return connect(port[0], host[0]);
  };
}
