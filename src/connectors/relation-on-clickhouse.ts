import { notRead } from './connector.ts';
import type { RelationReader } from './relation-reader.ts';

export const readOnClickhouse: RelationReader = () => Promise.resolve(notRead([]));
