import type { Place } from '../base/place.ts';
import type { DefinitionName } from './definition-name.ts';

/** A definition whose own words are others than before; what it refers to does not count. */
export interface DefinitionChange extends DefinitionName {
  readonly is: 'added' | 'edited' | 'removed';
  /** Where it stands; of a removed one, where it stood. */
  readonly place: Place;
}
