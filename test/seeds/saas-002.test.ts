import { describe, expect, it } from 'vitest';
import { formatType } from '../../src/sql/value-type.ts';
import { columnNames } from '../../src/sql/walk.ts';
import { lintStated } from '../support/lint-stated.ts';
import { rulesOf, sketchProject } from '../support/sketch-project.ts';

describe('seed 002: segmentation of a SaaS business', () => {
  it('value ties at $10k alone: $1k and $50k are left out on one side', () => {
    const table = [
      ['self_serve', '<$1k ARR', null],
      ['smb', '$1-10k ARR', 1000],
      ['mid_market', '$10-50k ARR', 10_000],
      ['enterprise', '>$50k ARR', 50_000],
    ] as const;
    expect(lintStated('money', table)).toEqual([
      'stated-tie warning "$10-50k ARR" 10000..10000',
      'stated-edge-differs note ">$50k ARR" 50000',
    ]);
  });

  it('lifecycle ties at 30, 90 and 365 days of tenure', () => {
    const table = [
      ['onboarding', '0-30 days', 0],
      ['adopting', '30-90 days', 30],
      ['established', '90-365 days', 90],
      ['mature', '365+ days', 365],
    ] as const;
    expect(lintStated('integer', table)).toEqual([
      'stated-tie warning "30-90 days" 30..30',
      'stated-tie warning "90-365 days" 90..90',
      'stated-tie warning "365+ days" 365..365',
    ]);
  });

  it('health leaves nothing out of whole scores, and much out of finer ones', () => {
    const table = [
      ['critical', '0-19', 0],
      ['at_risk', '20-39', 20],
      ['neutral', '40-59', 40],
      ['healthy', '60-79', 60],
      ['champions', '80-100', 80],
    ] as const;
    expect(lintStated('integer', table)).toEqual([]);
    expect(lintStated('money', table)).toEqual([
      'stated-gap warning "20-39" 19.01..19.99',
      'stated-gap warning "40-59" 39.01..39.99',
      'stated-gap warning "60-79" 59.01..59.99',
      'stated-gap warning "80-100" 79.01..79.99',
    ]);
  });

  it('RFM codes leave two stretches out, read as numbers', () => {
    const table = [
      ['dormant', '111-222', 111],
      ['at_risk', '322-333', 322],
      ['promising', '433-443', 433],
      ['loyal', '444-554', 444],
      ['champions', '555', 555],
    ] as const;
    expect(lintStated('integer', table)).toEqual([
      'stated-gap warning "111-222" ..111',
      'stated-gap warning "322-333" 223..321',
      'stated-gap warning "433-443" 334..432',
      'stated-gap note "555" 555..',
    ]);
  });

  it('behaviour gives one range, and one share that is none', () => {
    const table = [
      ['new', '<30 days tenure', null],
      ['power', 'Top 20% by usage', 30],
    ] as const;
    expect(lintStated('integer', table)).toEqual(['stated-not-a-range warning "Top 20% by usage" ..']);
  });

  it('its three queries are conditions that are read and typed', () => {
    const { project, findings } = sketchProject(
      {
        logins_30d: 'integer',
        features_used: 'integer',
        depth_score: 'integer',
        health_score: 'integer value',
        tenure_days: 'integer lifecycle',
        churn_predicted: 'double value',
        usage_pct_of_limit: 'double',
        nps_score: 'integer needs',
      },
      rulesOf({
        power_users: 'logins_30d >= 20 AND features_used >= 5 AND depth_score >= 80',
        at_risk: 'health_score < 40 AND tenure_days > 90 AND churn_predicted > 0.5',
        expansion_ready: 'health_score >= 70 AND usage_pct_of_limit >= 80 AND nps_score >= 8',
      }),
    );
    expect(findings).toEqual([]);
    const rules = project.segmentations[0]?.rules ?? [];
    expect(rules.map(({ when }) => formatType(when.type))).toEqual(['boolean', 'boolean', 'boolean']);
    expect(rules.map(({ when }) => columnNames(when))).toEqual([
      ['logins_30d', 'features_used', 'depth_score'],
      ['health_score', 'tenure_days', 'churn_predicted'],
      ['health_score', 'usage_pct_of_limit', 'nps_score'],
    ]);
  });
});
