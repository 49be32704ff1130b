import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import type { Segmentation } from '../../definitions/project.ts';

/** `1 customer`, `1,234 customers`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `123 of 3,308 customers (3.7 %)`. */
export const partOf = (part: number, base: number, of: string): string =>
  `${grouped(part)} of ${grouped(base)} ${of} (${percentOf(part, base)})`;

/** `2026-11-22 08:53 UTC` of an ISO 8601 time. */
export const momentOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** What a page about the project leaves to the page of a segmentation. */
export const onItsOwnPage = ({ id }: Segmentation): string =>
  `the page of \`${id}\` alone tells them: \`clade report ${id} --to ${id}.html\`.`;

/** Anchor of a segmentation's part of the page. */
export const anchorOf = ({ id }: Segmentation, part?: string): string =>
  `segmentation-${id}${part === undefined ? '' : `-${part}`}`;

/** Title of a segment by its id; ids that are no longer defined stand for themselves. */
export function titleOf({ segments, fallback }: Segmentation, id: string): string {
  return [...segments, fallback].find((segment) => segment.id === id)?.title ?? id;
}
