import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import {
  OutputError,
  prepareFolder,
  readIfThere,
  unfinishedPath,
  writeAllWhole,
  writeWhole,
} from "../../src/process/files.ts";

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("several files are written all or none, and nothing unfinished is left", () =>
  inFolder(async (folder) => {
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    await writeAllWhole({ [a]: "1", [b]: "2" });
    assert.deepEqual(names(folder), ["a", "b"]);
    const nowhere = join(folder, "none", "c");
    await assert.rejects(writeAllWhole({ [a]: "3", [nowhere]: "4" }), OutputError);
    assert.equal(await Deno.readTextFile(a), "1");
    assert.deepEqual(names(folder), ["a", "b"]);
  }));

Deno.test("what a killed run left unfinished is removed, what others are writing is not", () =>
  inFolder(async (folder) => {
    const [old, fresh] = [unfinishedPath(join(folder, "a")), unfinishedPath(join(folder, "b"))];
    await Deno.writeTextFile(old, "");
    await Deno.utime(old, 1, 1);
    await Deno.writeTextFile(fresh, "");
    await Deno.writeTextFile(join(folder, "notes.part"), "mine");
    await prepareFolder(folder);
    assert.deepEqual(names(folder), [fresh.slice(folder.length + 1), "notes.part"].toSorted());
  }));

Deno.test("a file that cannot be written or read is a line that says so", () =>
  inFolder(async (folder) => {
    await assert.rejects(writeWhole(join(folder, "none", "a"), ""), /^OutputError: Cannot write "/);
    await assert.rejects(
      readIfThere(folder),
      /Cannot read ".*": it is a folder\. Name a file in it/,
    );
    assert.equal(await readIfThere(join(folder, "none")), undefined);
  }));
