/** The words the example company uses of its customers, as they stand in the files. */
export type Industry =
  | 'Healthcare'
  | 'Finance'
  | 'Manufacturing'
  | 'Technology'
  | 'Professional Services'
  | 'Retail'
  | 'Education';

export type Region = 'North' | 'South' | 'East' | 'West';

export type Plan = 'Solo' | 'Team' | 'Business' | 'Enterprise';

export type Role = 'Executive' | 'IT Manager' | 'Operations Manager' | 'End User';

export type Channel = 'Website' | 'Partner' | 'Outbound' | 'Event' | 'Referral';

export type UseCase = 'Scheduling' | 'Reporting' | 'Compliance' | 'Automation';

export type AdoptionStyle = 'Innovator' | 'Early adopter' | 'Pragmatist' | 'Conservative' | 'Sceptic';

export type AddOn = 'Analytics' | 'Premium support' | 'Integrations';

/** What the product can do; nobody uses all of it. The first ones are found first. */
export const FEATURES = [
  'boards',
  'calendar',
  'tasks',
  'reports',
  'forms',
  'comments',
  'files',
  'dashboards',
  'automations',
  'approvals',
  'api',
  'time_sheets',
  'forecasts',
  'audit_log',
] as const;
