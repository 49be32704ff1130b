import * as z from 'zod';
import { defineMethod } from './method.ts';
import type { Rule } from './method.ts';

/** Conditions in order; the first that is true places the customer, unknown falls through. */
export const rules = defineMethod({
  id: 'rules',
  title: 'Rules',
  source: 'Seed 002, segment queries; decision lists: Rivest 1987',
  summary: 'Ordered conditions; the first that is true places the customer.',
  segmentSchema: z.strictObject({
    when: z.string().describe('Condition over attributes; true places the customer in this segment.'),
  }),
  optionsSchema: z.strictObject({}),
  read(segments, _options, scope) {
    const readings = segments.map(({ segment, own, path }) => ({
      segment,
      reading: scope.condition([...path, 'when'], own.when),
      place: scope.placeOf([...path, 'when']),
    }));
    return {
      rules: readings.flatMap(({ segment, reading, place }): Rule[] =>
        reading.written
          ? [{ segment: segment.id, when: reading.written.expression, written: reading.written, place }]
          : [],
      ),
      findings: readings.flatMap(({ reading }) => reading.findings),
    };
  },
});
