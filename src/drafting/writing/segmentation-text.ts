import type { DraftSegment, DraftSegmentation } from '../draft.ts';
import { flow, quoted, scalar, scalarAlone } from './scalar.ts';
import type { Line } from './lines.ts';
import { alignedLines, comment, wrapped } from './lines.ts';

/** A segmentation as a definition. */
export function segmentationText(segmentation: DraftSegmentation): readonly string[] {
  const { notes, options, fallback, description } = segmentation;
  const head = Object.entries({
    kind: 'segmentation',
    id: segmentation.id,
    title: scalarAlone(segmentation.title),
    ...(description === null ? {} : { description: scalarAlone(description) }),
    entity: segmentation.entity,
    method: segmentation.method,
    ...options,
  }).map(([key, text]): Line => ({ text: `${key}: ${text}`, note: notes[key] }));
  const last = flow({
    id: fallback.id,
    title: scalar(fallback.title),
    description: fallback.description === undefined ? undefined : scalar(fallback.description),
  });
  return [
    ...segmentation.above.flatMap((text) => comment(text)),
    ...alignedLines(head),
    ...segmentLines(segmentation),
    ...alignedLines([{ text: `fallback: ${last}`, note: notes['fallback'] }]),
  ];
}

/** Segments one a line, or each over several where it has a typical customer. */
function segmentLines({ segments, notes }: DraftSegmentation): readonly string[] {
  const head: Line = { text: 'segments:', note: notes['segments'] };
  if (segments.every(({ like }) => like === undefined))
    return alignedLines([
      head,
      ...segments.map((segment): Line => ({ text: `  - ${segmentText(segment)}`, note: segment.note })),
    ]);
  return [
    ...alignedLines([head]),
    ...segments.flatMap(({ id, title, like = {}, note }) => [
      ...(note === undefined ? [] : comment(note, '  ')),
      `  - id: ${id}`,
      `    title: ${scalarAlone(title)}`,
      '    like:',
      ...wrapped(
        Object.entries(like).map(([name, value]) => `${name}: ${value}`),
        ['{ ', ' }'],
        '      ',
      ),
    ]),
  ];
}

function segmentText({ id, title, description, from, stated, when }: DraftSegment): string {
  return flow({
    id,
    title: scalar(title),
    description: description === undefined ? undefined : scalar(description),
    from: from === undefined || from === null ? undefined : String(from),
    stated: stated === undefined ? undefined : quoted(stated),
    when: when === undefined ? undefined : scalar(when),
  });
}
