import { ownAttributes } from './own-columns.ts';
import { scansOf } from './scans.ts';
import type { FactsStep } from './steps.ts';

/**
 * A step as several, each of which joins at most `most` scans to what stands before it; null leaves it whole. What comes of
 * other columns, of books and of other entities stays in the last. A hash join holds the rows of its scan until the statement
 * ends, so the number of scans, not of customers alone, says how much memory one statement needs.
 */
export function partsOf(step: FactsStep, most: number | null): readonly FactsStep[] {
  const { entity, attributes, parents, isFirst, isLast } = step;
  const scans = scansOf(entity, attributes);
  if (most === null || scans.length <= most) return [step];
  const parts: FactsStep[] = [];
  const left = new Set(attributes);
  for (let from = 0; from + most < scans.length; from += most) {
    const own = from === 0 ? ownAttributes(entity, attributes) : [];
    const made = new Set([...own, ...scans.slice(from, from + most).flatMap((scan) => scan.attributes)]);
    for (const attribute of made) left.delete(attribute);
    const isOpening = isFirst && from === 0;
    parts.push({ entity, attributes: [...made], parents: [], isFirst: isOpening, isLast: false });
  }
  const rest = attributes.filter((attribute) => left.has(attribute));
  return [...parts, { entity, attributes: rest, parents, isFirst: false, isLast }];
}
