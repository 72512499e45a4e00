// Choosing on a ballot paper. Pure; the server decides what is a vote.

/** A press on an option: instead of the others, or with them up to `most`; abstaining stands alone. */
export function pressed(chosen: readonly string[], option: string, most: number): readonly string[] {
  if (chosen.includes(option)) return most > 1 ? chosen.filter((one) => one !== option) : chosen;
  if (most === 1 || option === 'abstain') return [option];
  const rest = chosen.filter((one) => one !== 'abstain');
  return rest.length < most ? [...rest, option] : rest;
}
