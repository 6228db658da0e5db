/** The search page: all words must occur; titles count more than texts. */
const [input, found, results] = ["words", "found", "results"]
  .map((id) => document.getElementById(id));
const most = 40;
const entries = (await (await fetch("./search.json")).json())
  .map((entry) => ({ ...entry, low: `${entry.title}\n${entry.text}`.toLowerCase() }));

function score({ title, low }, words) {
  const name = title.toLowerCase();
  if (!words.every((word) => low.includes(word))) return 0;
  return words.reduce(
    (sum, word) =>
      sum + (name === word ? 20 : name.startsWith(word) ? 8 : name.includes(word) ? 4 : 0) +
      Math.min(3, low.split(word).length - 1),
    0,
  );
}

function excerpt({ text }, words) {
  const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 60);
  return `${at > 0 ? "…" : ""}${text.slice(at, at + 180)}${text.length > at + 180 ? "…" : ""}`;
}

function show() {
  const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const hits = words.length === 0 ? [] : entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  found.textContent = words.length === 0
    ? ""
    : `${hits.length} found${hits.length > most ? `, the first ${most} of them here` : ""}.`;
  results.replaceChildren(
    ...hits.slice(0, most).map(({ entry }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.address;
      link.textContent = entry.title;
      const text = document.createElement("div");
      text.className = "small";
      text.textContent = excerpt(entry, words);
      item.append(link, text);
      return item;
    }),
  );
  history.replaceState(null, "", words.length === 0 ? "#" : `#${encodeURIComponent(input.value)}`);
}

input.value = decodeURIComponent(location.hash.slice(1));
input.addEventListener("input", show);
show();
