import { describe, expect, it } from 'vitest';
import { pairsOf } from '../../../test/support/pairs.ts';
import { assembleAttributes, whyNothingTold } from './assemble.ts';
import { orderEffect, shareEffect, SMALL_EFFECT } from './effect.ts';
import type { NumberProfile } from './profile.ts';

/** Two even groups of which the first wins about this share of pairs: where it is ahead by `by`, (1 - by)² / 2 are lost. */
function shifted(count: number, area: number) {
  const by = area >= 0.5 ? 1 - Math.sqrt(2 * (1 - area)) : Math.sqrt(2 * area) - 1;
  const even = Array.from({ length: count }, (_, index) => index / count);
  return pairsOf(
    even.map((value) => value + by),
    even,
  );
}

describe('effects', () => {
  it('have the words of Vargha and Delaney for areas of .56, .64 and .71', () => {
    const wordAt = (area: number) => orderEffect(shifted(400, area), 0).word;
    expect([0.5, 0.55, 0.57, 0.65, 0.72, 0.28, 0.43].map(wordAt)).toEqual([
      'negligible',
      'negligible',
      'small',
      'medium',
      'large',
      'large',
      'small',
    ]);
    expect(SMALL_EFFECT).toBeCloseTo(0.1124629160182849, 12);
  });

  it('have the words of Cohen for h of .2, .5 and .8, on the same scale', () => {
    const sharesApart = (h: number) => Math.sin(Math.asin(Math.sqrt(0.5)) + h / 2) ** 2;
    const wordAt = (h: number) =>
      shareEffect({ hits: Math.round(1e6 * sharesApart(h)), base: 1e6 }, { hits: 5e5, base: 1e6 }).word;
    expect([0.19, 0.21, 0.49, 0.51, 0.79, 0.81, -0.81].map(wordAt)).toEqual([
      'negligible',
      'small',
      'small',
      'medium',
      'medium',
      'large',
      'large',
    ]);
    expect(shareEffect({ hits: 0, base: 900 }, { hits: 500, base: 900 }).strength).toBeLessThan(-0.6);
  });

  it('are markers only where the whole interval is beyond a small effect', () => {
    const many = orderEffect(shifted(1500, 0.6), 0);
    const few = orderEffect(shifted(20, 0.6), 0);
    expect([many.isMarker, few.isMarker]).toEqual([true, false]);
    expect(shareEffect({ hits: 0, base: 11 }, { hits: 1295, base: 5163 }).isMarker).toBe(false);
  });
});

describe('assembleAttributes', () => {
  const summary = {
    known: 50,
    missing: 0,
    zeros: 0,
    mean: 3,
    deviation: 1,
    least: 0,
    greatest: 9,
    quartiles: null,
  } as const;
  const attribute = (id: string, area: number, formed = false): NumberProfile => {
    const effect = orderEffect(shifted(50, area), 0);
    return {
      kind: 'number',
      id,
      title: id,
      basis: 'value',
      unit: null,
      formed,
      everyone: summary,
      segments: [
        {
          ...summary,
          segment: 'one',
          index: null,
          meanDifference: null,
          effect: { ...effect, pValue: formed ? null : effect.pValue },
        },
      ],
    };
  };

  it('puts the strongest first and corrects p-values together, those of what formed the segments left out', () => {
    const all = [attribute('weak', 0.52), attribute('strong', 0.9), attribute('formed', 1, true)];
    const { attributes, tests } = assembleAttributes(all);
    expect(attributes.map(({ id }) => id)).toEqual(['formed', 'strong', 'weak']);
    expect(tests).toBe(2);
    const [formed, strong, weak] = attributes.map((one) =>
      one.kind === 'number' ? one.segments[0]?.effect : null,
    );
    expect(formed?.pValue).toBeNull();
    expect(formed?.isMarker).toBe(true);
    expect(strong?.pValue).toBeCloseTo(2 * (orderEffect(shifted(50, 0.9), 0).pValue ?? 1), 15);
    expect(weak?.isMarker).toBe(false);
  });

  it('marks nothing that chance explains once all comparisons are counted', () => {
    const alone = orderEffect(shifted(50, 0.7), 0);
    expect([alone.isMarker, (alone.pValue ?? 1) < 0.001]).toEqual([true, true]);
    const { attributes } = assembleAttributes(
      Array.from({ length: 3000 }, (_, index) => attribute(`a${index}`, index === 0 ? 0.7 : 0.5)),
    );
    const [first] = attributes;
    expect(first?.id).toBe('a0');
    expect(first?.kind === 'number' && first.segments[0]?.effect?.isMarker).toBe(false);
  });

  it('says why an attribute tells nobody apart', () => {
    const of = (everyone: Partial<NumberProfile['everyone']>) =>
      whyNothingTold({ ...attribute('x', 0.5), everyone: { ...summary, ...everyone } });
    expect(of({})).toBeNull();
    expect(of({ known: 0 })).toBe('is known of nobody');
    expect(of({ least: 4, greatest: 4 })).toBe('is the same for everybody it is known of');
  });
});
