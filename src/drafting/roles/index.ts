import { answers } from './answers.ts';
import { deals } from './deals.ts';
import { departures } from './departures.ts';
import { events } from './events.ts';
import { members } from './members.ts';
import { orders } from './orders.ts';
import type { Role } from './role.ts';
import { subscriptions } from './subscriptions.ts';
import { tickets } from './tickets.ts';

/** What the rows of a file can be; the first that fits is taken, so the most particular come first. */
export const roles: readonly Role[] = [
  subscriptions,
  deals,
  answers,
  departures,
  members,
  tickets,
  orders,
  events,
];
