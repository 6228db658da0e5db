/**
 * The families of generalised linear models, by name and link.
 *
 * @module
 */
import { linear, logistic, poisson } from "./canonical_families.ts";
import type { Family, FamilyName, LinkName } from "./family.ts";
import { linkedFamily } from "./linked_families.ts";

export type { Family, FamilyName, LinkName, Totals } from "./family.ts";

/** The links that each family may have, the default first: as R's glm has them, canonical but for the negative binomial. */
export const linksOf: Record<FamilyName, readonly [LinkName, ...LinkName[]]> = {
  linear: ["identity", "log", "inverse"],
  logistic: ["logit", "probit", "cloglog", "log"],
  poisson: ["log", "identity", "sqrt"],
  gamma: ["inverse", "log", "identity"],
  "inverse-gaussian": ["1/mu^2", "log", "inverse", "identity"],
  "negative-binomial": ["log", "sqrt", "identity"],
};

/** The families with links whose formulas are their own. */
const canonical: Partial<Record<FamilyName, Family>> = { linear, logistic, poisson };

/** A family; of the negative binomial with its theta. Without a link, with the default one. */
export function familyOf(
  name: FamilyName,
  link: LinkName = linksOf[name][0],
  shape?: number,
): Family {
  const own = canonical[name];
  if (own?.link === link || link === "logit") return own ?? logistic;
  // Until it is estimated, theta is anything.
  const theta = name === "negative-binomial" ? shape ?? 1 : undefined;
  return linkedFamily(name, link, linksOf[name][0], theta);
}

/** The same family with another theta, if it has one. */
export function withShape(family: Family, shape: number | undefined): Family {
  return shape === undefined ? family : familyOf(family.name, family.link, shape);
}
