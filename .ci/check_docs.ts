/**
 * Finds what `deno doc` has to say against the doors' doc comments, references to tfjs's own types left out.
 * `deno task check:docs`
 *
 * @module
 */
const { exports } = JSON.parse(Deno.readTextFileSync("deno.json"));
const args = ["doc", "--lint", ...Object.values<string>(exports)];
const { stderr } = await new Deno.Command("deno", { args, env: { NO_COLOR: "1" } }).output();
const text = new TextDecoder().decode(stderr);
const ofTfjs =
  /private type '(Scalar|Tensor|Tensor\dD|Variable|NamedTensor|ConfigDict|Optimizer|Rank)'/;
const faults = text.split(/\n(?=error\[)/).filter((fault) => fault.startsWith("error["))
  .filter((fault) => !ofTfjs.test(fault));
for (const fault of faults) console.error(fault);
console.log(`${Object.keys(exports).length} doors, ${faults.length} faults`);
Deno.exit(faults.length === 0 ? 0 : 1);
