/** cli-table3: the tables that scripts print. */
import Table from "npm:cli-table3@0.6.5";
export default Table;
