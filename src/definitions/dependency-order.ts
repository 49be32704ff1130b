/** Things after those they need, and the rings of things that need each other, each from its first member. */
export interface DependencyOrder<T> {
  readonly ordered: readonly T[];
  readonly rings: readonly (readonly T[])[];
}

/** Keeps the order of the items where nothing is needed. Members of a ring, and what needs one, are not ordered. */
export function dependencyOrder<T>(
  items: readonly T[],
  neededBy: (item: T) => readonly T[],
): DependencyOrder<T> {
  const ordered: T[] = [];
  const rings: (readonly T[])[] = [];
  const state = new Map<T, 'open' | 'sound' | 'lost'>();
  for (const start of items) {
    const path: { readonly item: T; readonly needs: readonly T[]; next: number; lost: boolean }[] = [];
    const enter = (item: T) => {
      state.set(item, 'open');
      path.push({ item, needs: neededBy(item), next: 0, lost: false });
    };
    if (!state.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const need = top.needs[top.next++];
      if (need === undefined) {
        state.set(top.item, top.lost ? 'lost' : 'sound');
        if (!top.lost) ordered.push(top.item);
        path.pop();
        const above = path.at(-1);
        if (above && top.lost) above.lost = true;
      } else if (!state.has(need)) enter(need);
      else if (state.get(need) === 'open') {
        const members = path.slice(path.findIndex(({ item }) => item === need));
        rings.push(members.map(({ item }) => item));
        for (const member of members) member.lost = true;
      } else if (state.get(need) === 'lost') top.lost = true;
    }
  }
  return { ordered, rings };
}
