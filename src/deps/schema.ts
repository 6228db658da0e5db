/** ajv: JSON Schema, draft 2020-12. */
import { Ajv2020 } from "npm:ajv@8.20.0/dist/2020.js";
export { Ajv2020 };
