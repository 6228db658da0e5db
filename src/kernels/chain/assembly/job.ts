// A job and its layers as they lie in memory; ../layout.ts writes them.

/** What is asked of a network and its rows. */
@unmanaged
export class Job {
  kind: i32;
  /** How many layers, and where the first is. */
  layers: i32;
  first: usize;
  /** Rows of inputs, and how many bytes one takes. */
  x: usize;
  stride: usize;
  /** Whether inputs are bytes, and what one of them counts. */
  isBytes: i32;
  unit: f32;
  /** What each row should give: floats, or a class (int32) of each. */
  y: usize;
  /** Weights of rows, or 0. */
  weights: usize;
  /** The numbers of the rows asked for, and how many. */
  order: usize;
  count: usize;
  /** By how much a row counts. */
  share: f32;
  loss: i32;
  /** Of every five rows: the loss and how many are right, float64 both. */
  losses: usize;
  /** How many fives a unit has. */
  fives: usize;
  /** Rows that a layer's memory has. */
  height: usize;
  /** In a unit's scratch, after packed rows and their addresses: two buffers as wide as the widest layer. */
  deltas: usize;
  widest: usize;
  /** Parts of the weights, four words each, and a float64 for each of them. */
  parts: usize;
  penalties: usize;
  /** How weights move. */
  update: i32;
  rate: f32;
  keep1: f32;
  keep2: f32;
  correction1: f32;
  correction2: f32;
  epsilon: f32;
  decay: f32;
  decaysBiases: i32;
  isNesterov: i32;
  /** What dropout begins with in this step. */
  seed: u32;
  /** A plane, what its layers are there, and where its rows are in a unit's scratch. */
  plane: usize;
  planeLayers: usize;
  planeScratch: usize;
}

/** A dense layer. Outputs are padded to eights with zeros; a panel has eight of them. */
@unmanaged
export class Layer {
  inputs: usize;
  outputs: usize;
  padded: usize;
  activation: i32;
  hasBias: i32;
  /** Weights [panel][inputs][8], and biases. */
  w: usize;
  b: usize;
  /** Weights transposed, in panels of eight inputs: [panel][outputs][8]; of all layers but the first. */
  turned: usize;
  /** An optimizer's vectors, as weights and biases lie. */
  w1: usize;
  b1: usize;
  w2: usize;
  b2: usize;
  /** Where gradients are written if weights do not move. */
  dw: usize;
  db: usize;
  /** What rows of a batch give, [rows][padded], and the loss's slopes there, [panel][rows][8]. */
  values: usize;
  slopes: usize;
  /** Where its values are in a unit's scratch if they are not kept, and the activation's slopes. */
  spare: usize;
  bend: usize;
  /** L2 penalty: this times the sum of squared weights. */
  penalty: f32;
  /** Dropout behind it: outputs whose random number is below this are dropped, the others scaled. */
  dropped: u32;
  scale: f32;
  /** A leaky rectifier's slope below 0. */
  leak: f32;
}

/** Layer l. */
export function layerAt(job: Job, l: i32): Layer {
  return changetype<Layer>(job.first + <usize> l * offsetof<Layer>());
}
