import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { flow, list, scalar, scalarAlone } from './scalar.ts';

describe('scalar', () => {
  it('is read again as the same text, in a flow and alone', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string(),
          fc.constantFrom('yes', 'No', 'null', "it's", 'a: b', 'x #y', '- z', '~', '1e3', '2026-01-01'),
        ),
        (text) => {
          const yaml = `${flow({ a: scalar(text), b: list([scalar(text)]) })}`;
          expect(parse(yaml)).toEqual({ a: text, b: [text] });
          expect(parse(`key: ${scalarAlone(text)}`)).toEqual({ key: text });
        },
      ),
    );
  });

  it('is plain where it can be', () => {
    expect(scalar("country = 'DE'")).toBe("country = 'DE'");
    expect(scalarAlone('days_between(a, as_of)')).toBe('days_between(a, as_of)');
    expect(scalar('days_between(a, as_of)')).toBe('"days_between(a, as_of)"');
  });
});
