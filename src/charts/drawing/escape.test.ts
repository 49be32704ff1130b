import { expect, it } from 'vitest';
import { escapeText, shown } from './escape.ts';

it('leaves no sign that markup would read', () => {
  expect(escapeText(`<a href="x" title='y'>&amp;`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
  );
});

it('replaces what cannot be shown and what turns a text around', () => {
  expect(shown('a\u0000b\u202ec\ud800d\u2028')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd');
  expect(shown('tab\tline\nänder 🚀')).toBe('tab\tline\nänder 🚀');
});
