/** cli-progress: the bars of long work, on stderr; nothing if that is no terminal. */
import progress from "npm:cli-progress@3.12.0";
export default progress;
