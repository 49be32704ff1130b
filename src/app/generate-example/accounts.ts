import { dayText } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';
import { chance, pickOne } from './distributions.ts';
import { coreOn } from './subscription-book.ts';

/**
 * One row a company, as the customer system shows it on the as-of day. What people have to type in is often
 * missing, and the flag `crm_churned` is set by hand: it is late, and now and then wrong.
 */
export const accounts: ExampleTable = {
  name: 'accounts',
  columns: [
    'account_id',
    'name',
    'industry',
    'region',
    'employees',
    'cloud',
    'use_case',
    'adoption_style',
    'channel',
    'signed_up',
    'plan',
    'manager',
    'crm_churned',
  ],
  id: 'account_id',
  day: 'signed_up',
  *rows({ company, book, asOfDay }) {
    const random = company.random.fork('accounts');
    const known = <Value>(share: number, value: Value) => (chance(random, share) ? value : null);
    const small = company.employees < 12;
    const core = coreOn(book, asOfDay);
    const paid = book.filter((line) => !line.isTrial);
    const leftDays =
      core || paid.length === 0 ? null : asOfDay - Math.max(...paid.map((line) => line.endsOn!));
    yield [
      company.id,
      company.name,
      known(0.96, company.industry),
      known(0.985, company.region),
      known(small ? 0.87 : 0.96, company.employees),
      known(0.68, pickOne(random, ['AWS', 'Azure', 'Google Cloud', 'On premises'])),
      known(0.66, company.useCase),
      known(0.37, company.style),
      company.channel,
      dayText(company.signedUp),
      core?.plan ?? null,
      company.employees > 60 && core ? `Manager ${random.integer(1, 24)}` : null,
      chance(random, leftDays === null ? 0.004 : leftDays > 40 ? 0.95 : 0.55),
    ];
  },
};
