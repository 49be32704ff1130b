import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import type { DefinitionChange } from '../../definitions/definition-change.ts';
import type { DefinitionName } from '../../definitions/definition-name.ts';
import { kindIds } from '../../definitions/kinds/index.ts';
import { countOf } from '../report/words.ts';
import type { ReviewContent, ReviewedSegmentation } from './content.ts';

/** Where definitions stood: `main` and a commit, by twelve letters of it. */
export function baseWords({ base: { name, commit, is } }: Pick<ReviewContent, 'base'>): string {
  const short = commit.slice(0, 12);
  if (commit.startsWith(name)) return `commit \`${short}\``;
  return is === 'branched'
    ? `\`${short}\`, where this history left \`${name}\``
    : `\`${name}\` (\`${short}\`)`;
}

/** A caption is read aloud as it is: without the signs of code. */
export const inCaption = (text: string): string => text.replaceAll('`', '');

/** `attribute account.mrr`. */
export const nameWords = ({ kind, id, entity }: DefinitionName): string =>
  kind === 'project' ? 'the project' : `${kind} \`${entity === null ? id : `${entity}.${id}`}\``;

/** The same with what became of it and where it stands. */
export const changeWords = (change: DefinitionChange): string =>
  `${nameWords(change)} (${change.is}, ${change.place.path}:${change.place.line})`;

/** Kinds whose plural is no mere `s`. */
const MANY: Partial<Readonly<Record<DefinitionName['kind'], string>>> = {
  entity: 'entities',
  metrics: 'metrics',
};

/** Names by their kinds: `segmentations a, b; attribute c`. At most so many of a kind, the rest counted. */
export function groupedNames(names: readonly DefinitionName[], most = 6): string {
  return kindIds
    .flatMap((kind) => {
      const own = names.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      if (kind === 'project') return ['the project, as its primary segmentation'];
      const shown = own.slice(0, most).map(({ id }) => `\`${id}\``);
      const rest = own.length > most ? ` and ${grouped(own.length - most)} more` : '';
      return [`${own.length === 1 ? kind : (MANY[kind] ?? `${kind}s`)} ${shown.join(', ')}${rest}`];
    })
    .join('; ');
}

const CHANGED = {
  added: 'added',
  edited: 'edited',
  removed: 'removed',
  'of-others': 'places others',
} as const satisfies Readonly<Record<ReviewedSegmentation['is'], string>>;

/** What became of it; `through others` where its own words are as before. */
export function changedWord({ is, id, because }: ReviewedSegmentation): string {
  const isOwn = because.some((change) => change.kind === 'segmentation' && change.id === id);
  return is === 'edited' && !isOwn ? 'through others' : CHANGED[is];
}

/** How many are as before, and what that means for everybody. */
export function unchangedWords({
  segmentations,
  unchanged,
}: Pick<ReviewContent, 'segmentations' | 'unchanged'>): string {
  const count = countOf(unchanged, 'segmentation');
  if (segmentations.length === 0)
    return `No segmentation is another one by it: all ${count} place everybody as before.`;
  if (unchanged === 0) return 'No segmentation is defined as before.';
  return unchanged === 1
    ? `${count} is defined as before and places everybody as before.`
    : `${count} are defined as before and place everybody as before.`;
}

/** `12 of 340 (3.5 %)`; without a share where the base is too few to say. */
export function movedWords({ movement }: ReviewedSegmentation, minimumCount: number): string {
  if (movement === null) return '–';
  const { moved, of } = movement.moved;
  const share = of.customers < minimumCount ? 'too few to say' : percentOf(moved.customers, of.customers);
  return `${grouped(moved.customers)} of ${grouped(of.customers)} (${share})`;
}

/** `1,234 of 56,789 (2.2 %)`; a dash where the entity has no money. */
export function movedMoneyWords({ movement, money }: ReviewedSegmentation, minimumCount: number): string {
  if (movement === null || money === null) return '–';
  const { moved, of } = movement.moved;
  const share =
    of.customers < minimumCount ? 'too few to say' : percentOf(Number(moved.money), Number(of.money));
  return `${moneyOf(moved.money)} of ${moneyOf(of.money)} (${share})`;
}

/** The title of a column of money: with its unit where all have the same. */
export function moneyTitle(segmentations: readonly ReviewedSegmentation[]): string {
  const units = [...new Set(segmentations.flatMap(({ money }) => (money ? [money.unit] : [])))];
  return units.length === 0 ? 'Their money' : `Their money, ${units.join(' or ')}`;
}

/** `12 → 15`; a dash for a side that is not there. */
export const fromTo = (before: number | undefined, after: number | undefined): string =>
  `${before === undefined ? '–' : grouped(before)} → ${after === undefined ? '–' : grouped(after)}`;

/** `1 new error, 2 new warnings`; null where nothing grave is new. */
export function newFindingWords({ findings }: Pick<ReviewContent, 'findings'>): string | null {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = findings.added.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [countOf(count, `new ${severity}`)];
  });
  return counts.length === 0 ? null : counts.join(', ');
}
