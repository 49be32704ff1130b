import type { DraftAttribute, DraftBook, DraftEntity, DraftMetrics, DraftProject, Notes } from '../draft.ts';
import { flow, scalar, scalarAlone } from './scalar.ts';
import type { Line } from './lines.ts';
import { alignedLines, comment } from './lines.ts';

type Keys = readonly (readonly [key: string, text: string | null | false])[];

/** Keys of a definition one a line, each with its note; what is null or false is left out. */
function keyLines(keys: Keys, notes: Notes): readonly string[] {
  return alignedLines(
    keys.flatMap(([key, text]): Line[] =>
      text === null || text === false ? [] : [{ text: `${key}: ${text}`, note: notes[key] }],
    ),
  );
}

/** The one `kind: project`. */
export function projectText(project: DraftProject): readonly string[] {
  const { quarantinedShare, segments } = project;
  const limits = flow({
    quarantinedShare: quarantinedShare === null ? undefined : String(quarantinedShare),
    segments: segments === null ? undefined : flow({ from: String(segments.from), to: String(segments.to) }),
  });
  return keyLines(
    [
      ['kind', 'project'],
      ['title', scalarAlone(project.title)],
      ['currency', project.currency],
      ['timeZone', project.timeZone],
      ['primary', project.primary],
      ['limits', (quarantinedShare !== null || segments !== null) && limits],
    ],
    project.notes,
  );
}

/** Who is placed. */
export function entityText(entity: DraftEntity): readonly string[] {
  const { belongsTo } = entity;
  return [
    ...entity.above.flatMap((text) => comment(text)),
    ...keyLines(
      [
        ['kind', 'entity'],
        ['id', entity.id],
        ['source', entity.source],
        ['key', entity.key],
        ['belongsTo', belongsTo && flow(belongsTo)],
        ['churn', entity.churn],
        ['activeWhen', entity.activeWhen && scalarAlone(entity.activeWhen)],
        ['formerWhen', entity.formerWhen && scalarAlone(entity.formerWhen)],
        ['money', entity.money],
      ],
      entity.notes,
    ),
  ];
}

/** The subscription book. */
export function bookText(book: DraftBook): readonly string[] {
  return keyLines(
    [
      ['kind', 'book'],
      ['id', book.id],
      ['entity', book.entity],
      ['source', book.source],
      ['by', book.by],
      ['starts', book.starts],
      ['ends', book.ends],
      ['amount', book.amount],
      ['period', book.period],
      ['trial', book.trial],
      ['plan', book.plan],
      ['seats', book.seats],
    ],
    book.notes,
  );
}

/** Where the metrics come from. */
export function metricsText({ id, entity, period, blocks, notes }: DraftMetrics): readonly string[] {
  return keyLines(
    [
      ['kind', 'metrics'],
      ['id', id],
      ['entity', entity],
      ['period', period],
      ['book', blocks.book ?? null],
      ['nps', blocks.nps ?? null],
      ['revenue', blocks.revenue ?? null],
      ['deals', blocks.deals ?? null],
    ],
    notes,
  );
}

/** One fact of a customer. */
export function attributeText(attribute: DraftAttribute): readonly string[] {
  const { origin } = attribute;
  const made: Keys =
    origin.kind === 'from'
      ? [
          ['from', origin.column],
          ['by', origin.by],
        ]
      : origin.kind === 'value'
        ? [['value', scalarAlone(origin.text)]]
        : [[origin.kind, flow(origin.keys)]];
  return [
    ...attribute.above.flatMap((text) => comment(text)),
    ...keyLines(
      [
        ['kind', 'attribute'],
        ['id', attribute.id],
        ['entity', attribute.entity],
        ['title', attribute.title && scalarAlone(attribute.title)],
        ['basis', attribute.basis],
        ['unit', attribute.unit && scalar(attribute.unit)],
        ['sensitive', attribute.isSensitive && 'true'],
        ['history', attribute.isFixed && 'fixed'],
        ['means', attribute.saysChurned && 'churned'],
        ...made,
      ],
      attribute.notes,
    ),
  ];
}
