/** Problems that fit a curve to data, or to another curve. */
import { type Definition, list, sum } from "./definition.ts";

const { abs, cos, exp, sin } = Math;

// deno-fmt-ignore
const bardData = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];

const bard: Definition = {
  number: 8,
  name: "Bard",
  m: 15,
  start: [1, 1, 1],
  minima: [8.21487730657899e-3, 17.4286933333333],
  residual([a, b, c], i) {
    const [v, w] = [16 - i, Math.min(i, 16 - i)];
    return bardData[i - 1] - (a + i / (v * b + w * c));
  },
  row([, b, c], i) {
    const [v, w] = [16 - i, Math.min(i, 16 - i)];
    const factor = i / (v * b + w * c) ** 2;
    return [-1, factor * v, factor * w];
  },
};

const gaussianData = [0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989];

const gaussian: Definition = {
  number: 9,
  name: "Gaussian",
  m: 15,
  start: [0.4, 1, 0],
  minima: [1.12793276961912e-8],
  residual: ([a, b, c], i) =>
    a * exp(-b * ((8 - i) / 2 - c) ** 2 / 2) - gaussianData[7 - abs(8 - i)],
  row([a, b, c], i) {
    const distance = (8 - i) / 2 - c;
    const value = exp(-b * distance ** 2 / 2);
    return [value, -a * value * distance ** 2 / 2, a * b * value * distance];
  },
};

// deno-fmt-ignore
const meyerData = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

const meyer: Definition = {
  number: 10,
  name: "Meyer",
  m: 16,
  start: [0.02, 4000, 250],
  minima: [87.9458551705],
  residual: ([a, b, c], i) => a * exp(b / (45 + 5 * i + c)) - meyerData[i - 1],
  row([a, b, c], i) {
    const t = 45 + 5 * i + c;
    const value = exp(b / t);
    return [value, a * value / t, -a * b * value / t ** 2];
  },
};

// deno-fmt-ignore
const kowalikData = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
const kowalikAt = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

const kowalikOsborne: Definition = {
  number: 15,
  name: "Kowalik and Osborne",
  m: 11,
  start: [0.25, 0.39, 0.415, 0.39],
  minima: [3.07505603849237e-4, 1.02734e-3],
  residual([a, b, c, d], i) {
    const u = kowalikAt[i - 1];
    return kowalikData[i - 1] - a * (u ** 2 + u * b) / (u ** 2 + u * c + d);
  },
  row([a, b, c, d], i) {
    const u = kowalikAt[i - 1];
    const [over, under] = [u ** 2 + u * b, u ** 2 + u * c + d];
    const slope = a * over / under ** 2;
    return [-over / under, -a * u / under, slope * u, slope];
  },
};

const brownDennis: Definition = {
  number: 16,
  name: "Brown and Dennis",
  m: 20,
  start: [25, 5, -5, -1],
  minima: [85822.2016263563],
  residual: ([a, b, c, d], i) =>
    (a + i / 5 * b - exp(i / 5)) ** 2 + (c + d * sin(i / 5) - cos(i / 5)) ** 2,
  row([a, b, c, d], i) {
    const one = 2 * (a + i / 5 * b - exp(i / 5));
    const other = 2 * (c + d * sin(i / 5) - cos(i / 5));
    return [one, one * i / 5, other, other * sin(i / 5)];
  },
};

// deno-fmt-ignore
const osborne1Data = [
  0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.58,
  0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411, 0.406,
];

const osborne1: Definition = {
  number: 17,
  name: "Osborne 1",
  m: 33,
  start: [0.5, 1.5, -1, 0.01, 0.02],
  minima: [5.46489469748258e-5],
  residual([a, b, c, d, e], i) {
    const t = 10 * (i - 1);
    return osborne1Data[i - 1] - (a + b * exp(-t * d) + c * exp(-t * e));
  },
  row([, b, c, d, e], i) {
    const t = 10 * (i - 1);
    const [one, other] = [exp(-t * d), exp(-t * e)];
    return [-1, -one, -other, b * t * one, c * t * other];
  },
};

const biggs: Definition = {
  number: 18,
  name: "Biggs EXP6",
  m: 13,
  start: [1, 2, 1, 1, 1, 1],
  minima: [0, 5.6556499254999e-3],
  residual([a, b, c, d, e, f], i) {
    const t = i / 10;
    const y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
    return c * exp(-t * a) - d * exp(-t * b) + f * exp(-t * e) - y;
  },
  row([a, b, c, d, e, f], i) {
    const t = i / 10;
    const [one, two, three] = [a, b, e].map((rate) => exp(-t * rate));
    return [-c * t * one, d * t * two, one, -two, -f * t * three, three];
  },
};

// deno-fmt-ignore
const osborne2Data = [
  1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
  0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.5, 0.423, 0.395, 0.375,
  0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
  0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
];

const osborne2: Definition = {
  number: 19,
  name: "Osborne 2",
  m: 65,
  start: [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
  minima: [4.01377362935478e-2],
  residual(x, i) {
    const t = (i - 1) / 10;
    const peaks = sum(3, (k) => x[k] * exp(-((t - x[7 + k]) ** 2) * x[4 + k]));
    return osborne2Data[i - 1] - (x[0] * exp(-t * x[4]) + peaks);
  },
  row(x, i) {
    const t = (i - 1) / 10;
    const decay = exp(-t * x[4]);
    const peak = list(3, (k) => exp(-((t - x[7 + k]) ** 2) * x[4 + k]));
    return [
      -decay,
      ...peak.map((value) => -value),
      x[0] * t * decay,
      ...list(3, (k) => x[k] * (t - x[7 + k]) ** 2 * peak[k - 1]),
      ...list(3, (k) => -2 * x[k] * x[4 + k] * (t - x[7 + k]) * peak[k - 1]),
    ];
  },
};

const rows29 = (i: number) => i / 29;

const watson: Definition = {
  number: 20,
  name: "Watson",
  m: 31,
  start: Array<number>(6).fill(0),
  minima: [2.28767005355236e-3],
  residual(x, i) {
    if (i === 30) return x[0];
    if (i === 31) return x[1] - x[0] ** 2 - 1;
    const t = rows29(i);
    const n = x.length;
    const slope = sum(n - 1, (k) => k * x[k] * t ** (k - 1));
    return slope - sum(n, (j) => x[j - 1] * t ** (j - 1)) ** 2 - 1;
  },
  row(x, i) {
    const n = x.length;
    if (i === 30) return list(n, (j) => Number(j === 1));
    if (i === 31) return list(n, (j) => j === 1 ? -2 * x[0] : Number(j === 2));
    const t = rows29(i);
    const value = sum(n, (j) => x[j - 1] * t ** (j - 1));
    return list(n, (j) => (j === 1 ? 0 : (j - 1) * t ** (j - 2)) - 2 * value * t ** (j - 1));
  },
};

export const fits: Definition[] = [
  bard,
  gaussian,
  meyer,
  kowalikOsborne,
  brownDennis,
  osborne1,
  biggs,
  osborne2,
  watson,
];
