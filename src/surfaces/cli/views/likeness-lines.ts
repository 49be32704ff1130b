import type { ExplainedPlacement } from '../../../app/explain.ts';
import type { ExplainedLikeness, LikenessReasons } from '../../../app/steps/explain-likeness.ts';
import { listed } from '../../../base/listed.ts';
import { evidenceWords, similarityWords, surenessWords } from '../../../documents/likeness-words.ts';
import { printTable, tableColumns } from '../table.ts';

/** How like a customer is to every segment, and why it is most like its own. */
export function likenessLines(
  likeness: ExplainedLikeness,
  { isBoundary }: Pick<ExplainedPlacement, 'isBoundary'>,
): readonly string[] {
  const { similarities, runnerUp, fitPercentile, isPoorFit, present, compared, leftOut, reasons } = likeness;
  const { segment = '', similarity = 0 } = similarities[0] ?? {};
  const words = surenessWords({ similarity, isBoundary, isPoorFit, present, compared });
  const told = similarities.map((one) => `${one.segment} ${similarityWords(one.similarity)}`);
  const fit = isPoorFit
    ? 'poor fit: fewer than 1 % of those learned from were as unlike every segment'
    : `${fitPercentile} % of those learned from fitted no better`;
  return [
    `  Similarity: ${told.join(', ')}${runnerUp === null ? '' : `; runner-up ${runnerUp}`}`,
    `  How sure: ${words}; ${present} of ${compared} values are there; ${fit}`,
    ...(leftOut.length > 0 ? [`  Told nobody apart when learned, and left out: ${listed(leftOut)}`] : []),
    ...(reasons && runnerUp !== null ? reasonLines(reasons, segment, runnerUp) : []),
  ];
}

function reasonLines(reasons: LikenessReasons, segment: string, runnerUp: string): readonly string[] {
  const { values, size, spread, difference } = reasons;
  const rows = [
    ...values.map(({ value, seen, isMissing, nats }) => [
      `  ${value}`,
      isMissing ? 'missing' : String(seen),
      signedNats(nats),
      isMissing ? 'says nothing' : evidenceWords(nats),
    ]),
    ['  size of the segments', '', signedNats(size), evidenceWords(size)],
    ...(spread === 0 ? [] : [['  several kinds within', '', signedNats(spread), evidenceWords(spread)]]),
    ['  together', '', signedNats(difference), evidenceWords(difference)],
  ];
  return [
    `  Why ${segment} rather than ${runnerUp}, in nats (1 speaks for it, 3 strongly; the parts add up):`,
    printTable(tableColumns('  value', 'seen', '>nats', ''), rows),
  ];
}

const signedNats = (nats: number) => `${nats > 0 ? '+' : ''}${nats.toFixed(2)}`;
