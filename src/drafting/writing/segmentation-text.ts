import type { DraftSegment, DraftSegmentation } from '../draft.ts';
import { flow, quoted, scalar, scalarAlone } from './scalar.ts';
import type { Line } from './lines.ts';
import { alignedLines, comment } from './lines.ts';

/** A segmentation as a definition, its segments one a line. */
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
  const segments = segmentation.segments.map((segment): Line => ({
    text: `  - ${segmentText(segment)}`,
    note: segment.note,
  }));
  const last = flow({
    id: fallback.id,
    title: scalar(fallback.title),
    description: fallback.description === undefined ? undefined : scalar(fallback.description),
  });
  return [
    ...segmentation.above.flatMap((text) => comment(text)),
    ...alignedLines(head),
    ...alignedLines([{ text: 'segments:', note: notes['segments'] }, ...segments]),
    ...alignedLines([{ text: `fallback: ${last}`, note: notes['fallback'] }]),
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
