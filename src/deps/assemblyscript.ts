/** AssemblyScript: the compiler of the kernels in src/kernels, needed to build them, never to run them. */
export { default } from "npm:assemblyscript@0.28.9/asc";
