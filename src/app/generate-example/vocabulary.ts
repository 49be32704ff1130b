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

/**
 * What the product can do, in the order in which companies find it that bought it for one thing or another. Nobody uses
 * all of it, and the first are used most.
 */
export const FEATURES: Readonly<Record<UseCase, readonly string[]>> = {
  Scheduling: inOrder(
    'calendar boards tasks time_sheets comments files reports forms dashboards approvals automations api forecasts audit_log',
  ),
  Reporting: inOrder(
    'reports dashboards forecasts boards comments files tasks calendar forms time_sheets approvals api automations audit_log',
  ),
  Compliance: inOrder(
    'approvals audit_log forms files comments tasks reports boards calendar dashboards time_sheets automations api forecasts',
  ),
  Automation: inOrder(
    'automations api tasks forms boards dashboards comments files reports calendar approvals time_sheets forecasts audit_log',
  ),
};

function inOrder(features: string): readonly string[] {
  return features.split(' ');
}
