import { describe, expect, it } from 'vitest';
import { METRICS_PROJECT } from '../../../test/support/metrics-project.ts';
import { formatPlace } from '../../base/place.ts';
import { readDefinitions } from '../read-definitions.ts';

const read = (text: string) => readDefinitions([{ path: 'clade.yaml', text }]);

/** What is told once a piece of the definition is another: `line:column code: message`. */
function found(from: string, to: string): readonly string[] {
  expect(METRICS_PROJECT).toContain(from);
  return read(METRICS_PROJECT.replace(from, to)).findings.map(
    ({ code, message, place }) =>
      `${place ? formatPlace(place).replace('clade.yaml:', '') : '-'} ${code}: ${message}`,
  );
}

describe('metrics', () => {
  it('are read with their sources, and what is not said has its default', () => {
    const { project, findings } = read(METRICS_PROJECT);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [metrics] = project?.metrics ?? [];
    expect(metrics).toMatchObject({
      id: 'account_metrics',
      entity: 'account',
      period: { amount: 12, unit: 'm' },
      startWithin: { amount: 7, unit: 'd' },
      margin: '0.8',
      revenue: null,
    });
    expect(metrics?.book?.id).toBe('revenue');
    expect(metrics?.nps?.respondent?.name).toBe('person');
    expect(metrics?.deals?.won.text).toBe("stage = 'won'");
    expect(metrics?.spend?.by?.attribute.id).toBe('channel');
    expect(Object.isFrozen(metrics?.spend)).toBe(true);
  });

  it('change their hash with what they read, and with it that of the project', () => {
    const hashes = (text: string) => {
      const { project } = read(text);
      return [project?.metrics[0]?.hash, project?.segmentations[0]?.hash, project?.hash];
    };
    const before = hashes(METRICS_PROJECT);
    const [own, segmentation, all] = hashes(METRICS_PROJECT.replace('answered: date', 'answered: timestamp'));
    expect(own).not.toBe(before[0]);
    expect(segmentation).toBe(before[1]);
    expect(all).not.toBe(before[2]);
    expect(hashes(METRICS_PROJECT.replace('margin: 0.8', 'margin: 0.80'))).toEqual(before);
  });

  it('refuse what is not there or of another type, at its place', () => {
    expect(found('source: answers, by: account', 'source: anwsers, by: account')).toEqual([
      '79:16 unknown-reference: There is no source `anwsers`.',
    ]);
    expect(found('date: answered, score: score', 'date: person, score: answered')).toEqual([
      '79:64 metrics-column: `date` takes a date or a timestamp, and `person` is text.',
      '79:79 metrics-column: `score` takes a decimal or an integer, and `answered` is date.',
    ]);
    expect(found("won: stage = 'won'", 'won: stage = 1')[0]).toMatch(/^80:\d+ condition-/);
    expect(found('attribute: channel } }', 'attribute: mrr } }')).toEqual([
      '81:88 metrics-column: `attribute` takes a text, and `mrr` is decimal(30, 6).',
    ]);
    expect(found('margin: 0.8', 'margin: 80')[0]).toContain('78:9 ');
    expect(found('margin: 0.8', 'book: other')).toEqual([
      '78:7 unknown-reference: There is no subscription book `other`.',
    ]);
    expect(found('margin: 0.8', 'period: 12 months')[0]).toContain('78:9 ');
    expect(
      found('source: answers, by: account', 'source: answers, through: person, by: person')[0],
    ).toContain('There is no entity `person`.');
  });

  it('are one an entity', () => {
    const twice = `${METRICS_PROJECT}---\n{ kind: metrics, id: more, entity: account }\n`;
    expect(read(twice).findings.map(({ code, message }) => `${code}: ${message}`)).toContain(
      'metrics-repeated: The metrics of `account` are defined twice, first at clade.yaml:76:5.',
    );
  });

  it('ask which book where there are several', () => {
    const [, book = ''] = /(kind: book[^]*?)---/.exec(METRICS_PROJECT) ?? [];
    const two = `${METRICS_PROJECT}---\n${book.replace('id: revenue', 'id: add_ons')}`;
    expect(read(two).findings.map(({ code, hint }) => `${code}: ${hint}`)).toContain(
      'metrics-book: Name one of them: `book: revenue`.',
    );
    expect(read(two.replace('margin: 0.8', 'book: add_ons')).project?.metrics[0]?.book?.id).toBe('add_ons');
  });

  it('lead to customers through those who belong to them', () => {
    const through = METRICS_PROJECT.replace(
      'source: answers, by: account',
      'source: answers, through: person, by: person',
    ).concat(`---
{ kind: source, id: people, file: p.csv, key: person, columns: { person: text, account: text } }
---
{ kind: entity, id: person, source: people, key: person, belongsTo: { entity: account, column: account } }
`);
    const { project, findings } = read(through);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(project?.metrics[0]?.nps).toMatchObject({
      by: { name: 'person' },
      through: { entity: 'person', owner: { name: 'account' } },
    });
  });
});
