import { describe, expect, it } from 'vitest';
import { distinctIds, idOf, singular, wordsOf } from './words.ts';

describe('words', () => {
  it('are cut from headers however they are written', () => {
    expect(wordsOf('InvoiceDate')).toEqual(['invoice', 'date']);
    expect(wordsOf('Rechnungs-Nr.')).toEqual(['rechnungs', 'nr']);
    expect(wordsOf('HTTPStatus_code2')).toEqual(['http', 'status', 'code2']);
    expect(wordsOf('Größe (m²)')).toEqual(['groesse', 'm2']);
  });

  it('become ids that definitions allow', () => {
    expect(idOf('Straße & Ort', 'column')).toBe('strasse_ort');
    expect(idOf('2nd name', 'column')).toBe('column_2nd_name');
    expect(idOf('名前', 'column')).toBe('column');
    expect(['In', 'null', 'AND', 'No'].map((text) => idOf(text, 'group'))).toEqual([
      ...['group_in', 'group_null', 'group_and', 'group_no'],
    ]);
    expect(idOf('x'.repeat(90), 'column').length).toBeLessThanOrEqual(60);
  });

  it('make ids different, and never take one that is there', () => {
    expect(distinctIds(['a', 'a', 'b'], ['b'])).toEqual(['a', 'a_2', 'b_2']);
    expect(distinctIds(['a_2', 'a', 'a'])).toEqual(['a_2', 'a', 'a_3']);
  });

  it('know one of many', () => {
    expect(['customers', 'companies', 'boxes', 'status', 'class', 'visits'].map(singular)).toEqual([
      ...['customer', 'company', 'box', 'status', 'class', 'visit'],
    ]);
  });
});
