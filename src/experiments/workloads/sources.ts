/**
 * Where the workloads' data are, and what they are known by.
 *
 * @module
 */

/** A file, and the SHA-256 of its bytes. */
export interface Source {
  file: string;
  sha256: string;
}

/** The tables of data/. */
export const tables = {
  digits: {
    file: "digits.csv.gz",
    sha256: "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a",
  },
  letters: {
    file: "letters.csv.gz",
    sha256: "382bd32eee7f5a0f221b6e981ce54477e8211ed7ef6d7185fbf5d8c9390fe556",
  },
  concrete: {
    file: "concrete.csv.gz",
    sha256: "7fea67475b545ac2408a24cd61149096b712036b660545dcf67871ffb95e25aa",
  },
  spam: {
    file: "spam.csv.gz",
    sha256: "ac2b74991de99a8ce3a1a5ca1dab09aaa787529b2893e7151c873b8e587141ec",
  },
} satisfies Record<string, Source>;

/** Fashion-MNIST's four files, in the folder of Debian's dataset-fashion-mnist. */
export const fashion = {
  folder: "/usr/share/datasets/fashion-mnist",
  trainImages: {
    file: "train-images-idx3-ubyte.gz",
    sha256: "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
  },
  trainLabels: {
    file: "train-labels-idx1-ubyte.gz",
    sha256: "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
  },
  testImages: {
    file: "t10k-images-idx3-ubyte.gz",
    sha256: "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
  },
  testLabels: {
    file: "t10k-labels-idx1-ubyte.gz",
    sha256: "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
  },
};
