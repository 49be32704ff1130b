import { aggregate } from '../../sql/expression.ts';
import { INTEGER } from '../../sql/value-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** On how many calendar days anything happened. */
export const daysActive = defineEventFunction({
  id: 'days_active',
  summary: 'on how many days there was one',
  takes: ['window'],
  needsDate: true,
  ofNothing: 'zero',
  typeOf: () => INTEGER,
  valueOf: ({ day, rows }) => aggregate('distinct', day, INTEGER, rows),
});
