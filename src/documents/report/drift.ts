import { driftBars } from '../../charts/drift-bars.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import type { DriftBin, SubjectDrift } from '../../measures/drift/drift.ts';
import { mostMoved } from '../../measures/drift/drift.ts';
import { daysAgo } from '../age-words.ts';
import type { Block, Section } from '../document.ts';
import { figure, note, paragraph, table } from '../document.ts';
import { driftWords, VERDICT_WORDS } from '../drift-words.ts';
import type { ReportContent, ReportedAge } from './content.ts';

/** Steady ones that a picture shows beside what is told; the table has all. */
const SHOWN = 15;

/** How old everything is, and what is no longer as it was at the last review. */
export function driftSection(report: ReportContent): Section {
  const { drift, run, ages } = report;
  return {
    id: 'drift',
    title: 'Drift and age',
    isChapter: true,
    blocks: [
      agesTable(ages, report),
      ...(drift.length === 0
        ? [note(`Nothing is compared: ${run.asOf} is the first day of what is told here.`)]
        : driftBlocks(drift, report)),
    ],
  };
}

function agesTable(ages: readonly ReportedAge[], { writtenOn, run }: ReportContent): Block {
  return table({
    caption: `How old things are on ${writtenOn}, the day of writing. The run is as of ${run.asOf}.`,
    columns: chartColumns('What', 'Day', 'Age'),
    rows: ages.map(({ what, day }) => [
      what,
      day ?? 'it says no day',
      day === null ? '–' : daysAgo(day, writtenOn),
    ]),
  });
}

function driftBlocks(drifts: readonly SubjectDrift[], { project, run }: ReportContent): readonly Block[] {
  const told = drifts.filter(({ verdict }) => verdict === 'alarm' || verdict === 'notice');
  const { notice, alarm } = project.drift;
  return [
    paragraph(
      `Against the last review, ${driftWords(drifts)}. The index is 0 where shares are what they were; from ${notice} on it is told, from ${alarm} on it is an alarm, unless chance alone may have brought it to so few customers.`,
    ),
    ...(drifts.some(({ subject }) => subject.kind === 'fit')
      ? [
          note(
            'A fit is compared with the day it was learned: customers by how well they fit, in the tenths of those it was learned from.',
          ),
        ]
      : []),
    figure(
      driftBars,
      {
        notice,
        alarm,
        marks: drifts.slice(0, Math.max(SHOWN, told.length)).map((one) => ({
          title: titleOf(one),
          index: one.index,
          level: one.verdict,
          word: VERDICT_WORDS[one.verdict],
        })),
      },
      {
        id: 'drift-figure',
        title: 'What has moved since the last review',
        caption: `Customers as of ${run.asOf} against those of the last review; the furthest first.`,
        table: driftTable(drifts),
      },
    ),
    ...told.slice(0, SHOWN).map((one) => paragraph(movedSentence(one))),
  ];
}

const titleOf = ({ subject: { kind, title } }: SubjectDrift): string =>
  kind === 'attribute' ? title : `${title} (${kind === 'fit' ? 'fit' : 'segments'})`;

function driftTable(drifts: readonly SubjectDrift[]) {
  return {
    columns: chartColumns('What', '>Index', 'Verdict', 'Since', '>Customers then', '>Now'),
    rows: drifts.map((one) => [
      titleOf(one),
      one.index === null ? '–' : one.index.toFixed(3),
      VERDICT_WORDS[one.verdict],
      one.base.asOf,
      grouped(one.base.customers),
      grouped(one.now.customers),
    ]),
  };
}

function movedSentence(one: SubjectDrift): string {
  const { grew, shrank } = mostMoved(one);
  const shares = ({ label, before, after }: DriftBin) =>
    `${label}, from ${percentOf(before, one.base.customers)} to ${percentOf(after, one.now.customers)}`;
  const parts = [
    ...(grew ? [`${shares(grew)}, grew most`] : []),
    ...(shrank ? [`${shares(shrank)}, shrank most`] : []),
  ];
  return `${titleOf(one)}, since ${one.base.asOf}: ${parts.join('; ')}.`;
}
