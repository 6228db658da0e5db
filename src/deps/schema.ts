/** ajv: JSON Schema, draft 2020-12. */
import { Ajv2020 } from "npm:ajv@8.17.1/dist/2020.js";
export { Ajv2020 };
