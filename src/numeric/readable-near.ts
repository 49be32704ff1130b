/**
 * Numbers ever closer to `value`, the roundest first: of one significant digit, of two, and so on, the last one being
 * the value itself up to 15 digits. None has more than `places` digits after the point where that is given; the last is
 * then the least such number that is not below the value.
 */
export function readableNear(value: number, places: number | null): readonly number[] {
  const unit = places === null ? 0 : 10 ** -places;
  const isWritable = (number: number) =>
    places === null || Number(number.toFixed(Math.min(places, 100))) === number;
  const rounded = Array.from({ length: 15 }, (_, digits) => Number(value.toPrecision(digits + 1)));
  const last = places === null ? value : leastFrom(value, unit, places);
  return [...new Set([...rounded.filter(isWritable), last])];
}

function leastFrom(value: number, unit: number, places: number): number {
  const near = Number(value.toFixed(places));
  return near >= value ? near : Number((near + unit).toFixed(places));
}
