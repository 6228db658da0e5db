import assert from "../../src/deps/test.ts";
import { DOMParser } from "../../src/deps/dom.ts";
import { commandLine } from "../../src/process/report_file.ts";
import { markdownTable } from "../../src/records/markdown.ts";
import { escaped } from "../../src/records/markdown.ts";
import { type ReportPage, reportPage } from "../../src/records/report_page.ts";

const odd =
  `<script>alert(1)</script> & "x" 'y' <img src=x onerror=alert(1)> [a](javascript:alert(1)) \u0000\u202e`;

function page(changes: Partial<ReportPage> = {}) {
  const made = reportPage({
    ...{ title: "A title", markdown: "# A title\n\ntext", pictures: {}, records: {} },
    ...{ command: "deno task fit", project: "0.2.0" },
    ...changes,
  });
  return { text: made, document: new DOMParser().parseFromString(made, "text/html") };
}

Deno.test("a page has its text, its pictures where they are named, and its records to download", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>';
  const { document } = page({
    verdict: "It works.",
    markdown: "# Title\n\n![One](one.svg)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    pictures: { "one.svg": svg, "two.svg": svg },
    records: { "fit.json": '{"a":"é"}' },
  });
  assert.equal(document.querySelector(".verdict")!.textContent, "It works.");
  assert.equal(document.querySelectorAll("td").length, 2);
  const images = [...document.querySelectorAll("img")];
  assert.deepEqual(images.map((image) => image.getAttribute("alt")), ["One", "two"]);
  const bytes = (url: string) => new TextDecoder().decode(Uint8Array.fromBase64(url.split(",")[1]));
  assert.equal(bytes(images[0].getAttribute("src")!), svg);
  const link = document.querySelector("a[download]")!;
  assert.equal(link.getAttribute("download"), "fit.json");
  assert.equal(bytes(link.getAttribute("href")!), '{"a":"é"}');
});

Deno.test("no text is markup, and nothing is asked of another file", () => {
  const { document, text } = page({
    title: odd,
    verdict: odd,
    markdown: [
      `# ${escaped(odd)}`,
      "",
      ...markdownTable([escaped(odd)], [[escaped(odd)]]),
      "",
      `${odd}\n\n![x](http://elsewhere/x.svg) ![y](x.svg)\n\n[z](file:///etc/passwd) [w](https://example.org/a?b&c)`,
    ].join("\n"),
    pictures: { [`${odd}.svg`]: "<svg/>" },
    records: { [odd]: "{}" },
    command: odd,
  });
  assert.equal(document.querySelectorAll("script, iframe, object, link, [onerror]").length, 0);
  const addresses = [...document.querySelectorAll("[src], [href]")].map((element) =>
    element.getAttribute("src") ?? element.getAttribute("href")!
  );
  assert.ok(
    addresses.every((address) => /^data:|^https:\/\/example\.org\//.test(address)),
    `${addresses}`,
  );
  assert.ok(!text.includes("\0"));
});

Deno.test("a record that would make the page too large is left out, and said to be", () => {
  const { text, document } = page({
    records: { "large.json": JSON.stringify("x".repeat(2_000_000)), "small.json": "{}" },
  });
  assert.ok(text.length < 1_000_000);
  assert.equal(document.querySelectorAll("a[download]").length, 1);
  assert.match(text, /large\.json is too large for this page; it lies beside it/);
});

Deno.test("a command line can be typed again, and has no credentials", () => {
  assert.equal(
    commandLine("fit", ["a b.csv", "--formula", "y ~ x's", "--where=z > 1"]),
    `deno task fit 'a b.csv' --formula 'y ~ x'\\''s' '--where=z > 1'`,
  );
  const line = commandLine("fit", [
    "--url",
    "http://reader:secret@host:8123/?password=secret",
    "--url=postgres://reader:secret@host/db",
  ]);
  assert.doesNotMatch(line, /secret/);
  assert.match(line, /http:\/\/host:8123/);
});
