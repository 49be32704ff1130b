/** Which of the five shades a share stands for, 0..1: nothing, under 5 %, under 25 %, under 60 %, more. */
export function shadeOf(share: number): number {
  return share <= 0 ? 0 : share < 0.05 ? 1 : share < 0.25 ? 2 : share < 0.6 ? 3 : 4;
}
