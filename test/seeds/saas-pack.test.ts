import { appendFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/app/check.ts';
import type { AppContext } from '../../src/app/context.ts';
import { explain } from '../../src/app/explain.ts';
import { parseDefinitions } from '../../src/definitions/parse.ts';
import { readPacks } from '../../src/workspace/read-packs.ts';
import { testProject } from '../support/project.ts';
import { readFacts } from '../support/read-facts.ts';

/** The sources of attributes that seed 002 tables, each cell with the attributes of the pack that stand for it. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  'Product: logins': ['login_days_30d', 'people_30d'],
  'Product: features used': ['features_used_30d'],
  'Product: depth': ['depth_30d', 'actions_30d'],
  'Product: time': ['minutes_30d', 'minutes_ratio_30d'],
  'Billing: MRR': ['mrr', 'arr', 'mrr_change_90d'],
  'Billing: plan': ['current_plan'],
  'Billing: payment history': ['invoices_365d', 'late_invoices_365d', 'unpaid_amount'],
  'Support: tickets': ['tickets_90d', 'open_tickets'],
  'Support: NPS': ['nps_score'],
  'Support: sentiment': ['sentiment_180d'],
  'Sales: account type': ['account_type'],
  'Sales: close date': ['last_won_on', 'days_since_won', 'open_deals'],
  'Sales: notes': ['sales_notes_180d', 'last_sales_note'],
  'Marketing: email engagement': [
    ...['emails_sent_90d', 'emails_opened_90d', 'emails_clicked_90d'],
    'email_engagement_90d',
  ],
  'Marketing: event attendance': ['events_attended_365d', 'event_show_rate_365d'],
};

const PROJECT = `kind: project
title: Three accounts
include: [saas]
---
{ kind: source, id: accounts, file: accounts.csv, key: id, asOf: 2026-06-30, columns: { id: text, account_type: text } }
---
kind: source
id: usage
file: usage.csv
date: used_on
covers: { from: 2026-01-01, to: 2026-06-30 }
population: seen
columns: { id: text, contact_id: text, used_on: date, feature: text, actions: integer, minutes: integer }
---
kind: source
id: subscriptions
file: subscriptions.csv
population: every
columns:
  id: text
  plan: text
  amount: { type: decimal, scale: 2 }
  starts_on: date
  ends_on: date
  is_trial: boolean
---
kind: source
id: invoices
file: invoices.csv
date: issued_on
covers: { from: 2024-01-01, to: 2026-06-30 }
population: every
columns: { id: text, issued_on: date, amount: { type: decimal, scale: 2 }, paid_on: date }
---
kind: source
id: tickets
file: tickets.csv
date: opened_on
covers: { from: 2024-01-01, to: 2026-06-30 }
population: every
columns: { id: text, opened_on: date, closed_on: date, satisfaction: { type: integer, header: Stars } }
---
kind: source
id: nps
file: nps.csv
date: answered_on
covers: { from: 2024-01-01, to: 2026-06-30 }
columns: { id: text, answered_on: date, score: integer }
---
kind: source
id: deals
file: deals.csv
population: every
columns: { id: text, opened_on: date, closed_on: date, stage: text, amount: { type: decimal, scale: 2 } }
---
kind: source
id: sales_notes
file: notes.csv
date: written_on
covers: { from: 2024-01-01, to: 2026-06-30 }
population: every
columns: { id: text, written_on: date, note: text }
---
kind: source
id: email_events
file: emails.csv
date: happened_on
covers: { from: 2024-01-01, to: 2026-06-30 }
population: every
columns: { id: text, happened_on: date, message_id: text, event: text }
---
kind: source
id: event_attendance
file: events.csv
date: held_on
covers: { from: 2024-01-01, to: 2026-06-30 }
population: every
columns: { id: text, held_on: date, attended: boolean }
---
{ kind: entity, id: account, source: accounts, key: id }
---
kind: segmentation
id: rhythm
entity: account
method: rules
segments: [{ id: regular, when: login_days_30d >= 3 }]
fallback: { id: other }
`;

const FILES = {
  'clade.yaml': PROJECT,
  'accounts.csv': 'id,account_type\nann,partner\nbob,direct\ncy,\n',
  // Ann: 3 days, 2 people, 2 features in June; 20 minutes before. Cy is not tracked.
  'usage.csv': `id,contact_id,used_on,feature,actions,minutes
ann,p1,2026-06-01,plan,4,10
ann,p1,2026-06-02,plan,1,5
ann,p2,2026-06-02,chart,2,5
ann,p2,2026-06-30,chart,3,10
ann,p1,2026-05-31,share,9,20
bob,q1,2026-06-15,share,1,60
bob,q1,2026-07-01,plan,1,1
`,
  'subscriptions.csv': `id,plan,amount,starts_on,ends_on,is_trial
ann,team,100.00,2025-01-01,,false
ann,add_on,20.50,2026-06-01,,false
ann,zero,999.00,2026-06-01,,true
bob,solo,30.00,2025-01-01,2026-06-30,false
`,
  'invoices.csv': `id,issued_on,amount,paid_on
ann,2025-07-01,10.00,2025-07-31
ann,2026-01-01,10.00,2026-02-01
ann,2026-05-01,10.25,
ann,2026-06-20,10.25,
ann,2025-06-30,10.00,2025-12-31
`,
  'tickets.csv': `id,opened_on,closed_on,Stars
ann,2026-06-01,,4
ann,2026-04-02,2026-04-03,1
ann,2026-04-01,2026-07-02,
bob,2025-12-01,2025-12-02,5
`,
  'nps.csv': 'id,answered_on,score\nann,2026-01-01,3\nann,2026-02-01,9\nbob,2025-06-30,10\n',
  'deals.csv': `id,opened_on,closed_on,stage,amount
ann,2025-01-01,2025-02-01,won,1.00
ann,2026-01-01,2026-06-20,won,1.00
ann,2026-01-01,2026-06-25,lost,1.00
bob,2026-06-01,,open,1.00
`,
  'notes.csv': 'id,written_on,note\nann,2026-01-02,wants sso\nann,2025-12-31,has budget\n',
  'emails.csv': `id,happened_on,message_id,event
ann,2026-06-01,m1,sent
ann,2026-06-01,m1,opened
ann,2026-06-02,m1,opened
ann,2026-06-02,m1,clicked
ann,2026-06-10,m2,sent
ann,2026-03-01,m0,sent
`,
  'events.csv':
    'id,held_on,attended\nann,2026-05-01,true\nann,2026-05-02,false\nann,2025-07-01,true\nann,2025-06-30,true\n',
};

const NOTHING = {
  ...{ mrr: '0.000000', arr: '0.000000', mrr_change_90d: '0.000000', current_plan: null },
  ...{ invoices_365d: '0', late_invoices_365d: '0', unpaid_amount: '0.00', tickets_90d: '0' },
  ...{ open_tickets: '0', nps_score: null, sentiment_180d: null, account_type: null },
  ...{ last_won_on: null, days_since_won: null, open_deals: '0', sales_notes_180d: '0' },
  ...{ last_sales_note: null, emails_sent_90d: '0', emails_opened_90d: '0', emails_clicked_90d: '0' },
  ...{ email_engagement_90d: null, events_attended_365d: '0', event_show_rate_365d: null },
};

const EXPECTED = {
  ann: {
    ...{ login_days_30d: '3', people_30d: '2', features_used_30d: '2', depth_30d: 2 / 3 },
    ...{ actions_30d: '10', minutes_30d: '30', minutes_ratio_30d: 1.5 },
    ...{ mrr: '120.500000', arr: '1446.000000', mrr_change_90d: '20.500000', current_plan: 'add_on' },
    ...{ invoices_365d: '4', late_invoices_365d: '2', unpaid_amount: '20.50' },
    ...{ tickets_90d: '2', open_tickets: '2', nps_score: '9', sentiment_180d: 2.5 },
    ...{ account_type: 'partner', last_won_on: '2026-06-20', days_since_won: '10', open_deals: '0' },
    ...{ sales_notes_180d: '1', last_sales_note: 'wants sso' },
    ...{ emails_sent_90d: '2', emails_opened_90d: '1', emails_clicked_90d: '1', email_engagement_90d: 0.5 },
    ...{ events_attended_365d: '2', event_show_rate_365d: 2 / 3 },
  },
  bob: {
    ...NOTHING,
    ...{ login_days_30d: '1', people_30d: '1', features_used_30d: '1', depth_30d: 1 / 3 },
    ...{ actions_30d: '1', minutes_30d: '60', minutes_ratio_30d: null },
    ...{ mrr_change_90d: '-30.000000', account_type: 'direct', open_deals: '1' },
  },
  cy: {
    ...NOTHING,
    ...{ login_days_30d: null, people_30d: null, features_used_30d: null, depth_30d: null },
    ...{ actions_30d: null, minutes_30d: null, minutes_ratio_30d: null },
  },
};

const root = resolve(import.meta.dirname, '../..');

describe('the pack for software subscriptions', () => {
  it('has an attribute for every cell of the table, and none besides', async () => {
    expect(Object.keys(CELLS)).toHaveLength(15);
    expect(Object.values(CELLS).filter((ids) => ids.length === 0)).toEqual([]);
    const { definitions, findings } = parseDefinitions(await readPacks(root, ['saas']));
    expect(findings).toEqual([]);
    expect(definitions.attribute.map(({ data }) => data.id).toSorted()).toEqual(
      Object.values(CELLS).flat().toSorted(),
    );
  });

  it('gives every one of them its value, worked out by hand', async () => {
    const { clade, folder } = testProject(FILES);
    const { value, findings } = await clade.run({ asOf: '2026-06-30' });
    expect(findings.filter(({ code }) => code === 'pack-left-out')).toEqual([]);
    expect(value?.run.outcome).toBe('published');
    const facts = await readFacts(folder);
    for (const [account, expected] of Object.entries(EXPECTED)) {
      expect(Object.keys(expected).toSorted()).toEqual(Object.values(CELLS).flat().toSorted());
      for (const [id, wanted] of Object.entries(expected)) {
        const told = facts[account]?.[id] ?? null;
        if (typeof wanted === 'number') expect(told, `${account} ${id}`).toBeCloseTo(wanted, 12);
        else expect(told, `${account} ${id}`).toBe(wanted);
      }
    }
  });

  it('is not needed to explain what was placed by it', async () => {
    const { clade, folder } = testProject(FILES);
    await clade.run({ asOf: '2026-06-30' });
    const context: AppContext = {
      folder,
      packageFolder: join(folder, 'without-packs'),
      now: new Date(),
      engine: { name: 'duckdb', memory: '1GB', threads: 1 },
      signal: new AbortController().signal,
      onProgress: () => {},
      onStage: () => {},
      ask: ({ fallback }) => Promise.resolve(fallback),
    };
    const { value } = await explain.run({ customer: 'ann' }, context);
    expect(value?.placements).toMatchObject([{ segment: 'regular' }]);
    await expect(check.run({}, context)).rejects.toThrow('without-packs');
  });

  it('says what the example company lacks for it: campaigns, account types, notes, a date of invoices', async () => {
    const { clade, folder } = testProject({});
    cpSync(join(root, 'examples/saas'), folder, {
      recursive: true,
      filter: (path) => !/\.csv$|\.clade/.test(path),
    });
    const before = await clade.check();
    appendFileSync(join(folder, 'clade.yaml'), '\ninclude: [saas]\n');
    const { value, findings } = await clade.check();
    const told = findings.filter(({ code }) => code === 'pack-left-out').map(({ message }) => message);
    expect(told.map((message) => /source `(\w+)`/.exec(message)?.[1]).toSorted()).toEqual([
      'accounts',
      'email_events',
      'event_attendance',
      'invoices',
      'sales_notes',
    ]);
    expect(findings).toHaveLength(before.findings.length + told.length);
    const ready = Object.values(CELLS).flat().length - 11;
    expect(value?.counts.attributes).toBe((before.value?.counts.attributes ?? 0) + ready - OWN.length);
  });
});

/** Ids that the example defines itself. */
const OWN = ['mrr', 'arr', 'open_deals'];
