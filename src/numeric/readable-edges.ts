/**
 * Inner edges of about `bins` bins for values whose quantiles are given, in ascending order: bins of one width, a
 * readable number (1, 2, 2.5 or 5 times a power of ten), over the middle of the values, with open ends for the tails.
 * Where the tail is so long that one width would put most values into one bin, widths grow: 1, 2, 5, 10, 20, 50.
 * Empty where all quantiles are equal.
 */
export function readableEdges(
  quantiles: readonly number[],
  bins: number,
  isWhole: boolean,
): readonly number[] {
  const [low, high] = [quantiles[0] ?? 0, quantiles.at(-1) ?? 0];
  if (!(high > low)) return [];
  const even = evenEdges(low, high, bins, isWhole);
  const middle = quantiles[Math.floor(quantiles.length / 2)] ?? low;
  const isSkewed = low >= 0 && middle > 0 && middle < low + (high - low) / 8;
  const growing = isSkewed ? growingEdges(quantiles, bins, isWhole) : [];
  return growing.length >= 3 ? growing : even;
}

/** Bins above those asked for that growing widths may take. */
const MORE = 2;

function evenEdges(low: number, high: number, bins: number, isWhole: boolean): readonly number[] {
  const width = readableStep((high - low) / bins, isWhole);
  const first = Math.floor(low / width) + 1;
  const last = Math.ceil(high / width) - 1;
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => rounded((first + i) * width));
}

/** 1, 2, 5 times powers of ten between the ends. */
function growingEdges(quantiles: readonly number[], bins: number, isWhole: boolean): readonly number[] {
  const positive = quantiles.filter((value) => value > 0);
  const [low, high] = [positive[0] ?? 1, positive.at(-1) ?? 1];
  const steps: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const digit of [1, 2, 5]) steps.push(rounded(digit * 10 ** power));
  const inside = steps.filter((edge) => edge > low && edge < high && (!isWhole || Number.isInteger(edge)));
  const tens = inside.filter((edge) => Number.isInteger(Math.log10(edge)));
  return [inside, tens].find((edges) => edges.length <= bins + MORE) ?? [];
}

/** The least readable step that is not below the width. */
function readableStep(width: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 2.5, 5, 10].map((digit) => digit * power).find((each) => each >= width) ?? width;
  return isWhole ? Math.max(1, Math.ceil(step)) : step;
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
const rounded = (value: number) => Number(value.toPrecision(12));
