/**
 * ClickHouse: its dialect of SQL, from version 18.16 on.
 *
 * @module
 */
import { type Dialect, type Named, type Pass, where } from "../dialect.ts";
import { escaped, number } from "./clickhouse_literals.ts";
import { arrays } from "./clickhouse_vectors.ts";

/** ClickHouse's SQL. It binds no values: they stand in the text, escaped. */
export const clickhouse: Dialect = {
  name: "ClickHouse",
  identifier: (name) => `\`${escaped(name, "`")}\``,
  value: (value) => typeof value === "number" ? number(value) : `'${escaped(value, "'")}'`,
  integer: (expression) => `toInt256(${expression})`,
  time: (expression) => `toDateTime64(${expression}, 6)`,
  random: "(rand() / 4294967296)",
  datePart(part, expression) {
    const time = `toDateTime(${expression})`;
    if (part !== "days") return `toFloat64(${dateParts[part]}(${time}))`;
    const seconds = `toHour(${time}) * 3600 + toMinute(${time}) * 60 + toSecond(${time})`;
    return `(toFloat64(toRelativeDayNum(${expression})) + (${seconds}) / 86400)`;
  },
  double: (expression) => `toFloat64(${expression})`,
  text: (expression) => `toString(${expression})`,
  isFinite: (expression) => `isFinite(${expression})`,
  isNaN: (expression) => `isNaN(${expression})`,
  sum: (expression) => `sum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `log(${expression})`,
  vectors: arrays,
  pass: flatPass,
};

const dateParts = {
  ...{ year: "toYear", month: "toMonth", day: "toDayOfMonth" },
  ...{ weekday: "toDayOfWeek", hour: "toHour" },
};

/**
 * A pass without subqueries: over a Distributed table an outer query would have the rows sent to it, where a flat one is
 * sent to the shards, and only their sums come back. ClickHouse puts an alias's whole expression wherever it is named, so
 * that hundreds of products would be as many copies of it: joining arrays of one element binds each name to a value instead.
 */
function flatPass({ source, filter, stages, group, outputs, cells }: Pass): string {
  const named = stages.flat();
  const names = new Set(named.map(({ name }) => name));
  const aliased = (text: string) =>
    text.replace(tokens, (token) => names.has(token) ? `${token}_` : token);
  const aliases = named.map(({ name, expression }) => `${aliased(expression)} AS ${name}_`);
  const select = group === undefined ? outputs : [group, ...outputs];
  const used = new Set(select.flatMap((output) => output.match(tokens) ?? []));
  const bound = [...names].filter((name) => used.has(name)).map((name) => `[${name}_] AS ${name}`);
  const join = bound.length === 0 ? "" : ` ARRAY JOIN ${bound.join(", ")}`;
  const changed = [
    ...cells > outputs.length + manyElements ? [smallBlocks] : [],
    ...expandedSize(named, outputs) > mostWords ? [largeQueries] : [],
  ];
  const settings = changed.length > 0 ? ` SETTINGS ${changed.join(", ")}` : "";
  const by = group === undefined ? "" : ` GROUP BY ${group}`;
  return `WITH ${aliases.join(", ")} SELECT ${select.join(", ")} FROM ${source}${join}${
    where(filter)
  }${by}${settings}`;
}

/** How large the query is once each alias is written out, in words. */
function expandedSize(named: Named[], outputs: string[]): number {
  const sizes = new Map<string, number>();
  const sizeOf = (text: string) =>
    (text.match(words) ?? []).reduce((sum, word) => sum + (sizes.get(word) ?? 1), 0);
  let all = 0;
  for (const { name, expression } of named) {
    const size = sizeOf(expression);
    sizes.set(name, size);
    all += size;
  }
  return all + outputs.length;
}

/** Names, numbers and operators. */
const words = /[A-Za-z_]\w*|[\d.]+|[-+*/<>=]+/g;
/** ClickHouse refuses more than 500,000 elements, unless a setting allows them. */
const mostWords = 200_000;

/** Arrays to be summed stand in memory for all rows of a block: where they are long, these must be few. */
const manyElements = 500;
const smallBlocks = "max_block_size = 512";
const largeQueries = "max_expanded_ast_elements = 50000000";

/** Quoted names, strings, and words: only words can be names of a stage. */
const tokens = /`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*/gs;
