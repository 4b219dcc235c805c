/** What one agent did to another, beside what it gave to all. */
export interface Sanction {
  readonly from: string;
  readonly to: string;
  readonly kind: 'punish' | 'reward';
  /** What the sanction cost the one who used it, in units of the game, positive. */
  readonly amount: number;
}

/** One round of one agent: where it was, what it gave; `null` where the decision failed. */
export interface RoundOfAgent {
  readonly agent: string;
  /** Whether it chose the group in which one can be sanctioned. */
  readonly sanctioning: boolean | null;
  readonly contribution: number | null;
}

/** One round of a group with institutions to choose between. */
export interface InstitutionRound {
  readonly agents: readonly RoundOfAgent[];
  readonly sanctions: readonly Sanction[];
}

/** How institutions and sanctions were used in one run. */
export interface SanctionFinding {
  /** Choices of a group that were made, and that failed. */
  readonly made: number;
  readonly missing: number;
  /** Share of the choices that were for the sanctioning group; `null` of none. */
  readonly sanctioningShare: number | null;
  /** The same if all that failed had been against it, and for it. */
  readonly sanctioningBounds: { readonly low: number; readonly high: number } | null;
  /** The share of each round. */
  readonly byRound: readonly (number | null)[];
  /** Spent a round by each who was in the sanctioning group; `null` where nobody ever was. */
  readonly punishPerCapita: number | null;
  readonly rewardPerCapita: number | null;
  /** Punishments of somebody who gave at least as much as the punisher, as a share of those whose gifts are known. */
  readonly antisocialShare: number | null;
  /** Punishments of which both gifts are known. */
  readonly judged: number;
  /** Punishments of which one is not. */
  readonly unjudged: number;
}

/**
 * The share that chooses the group with sanctions, what is spent on punishing and on rewarding a head and round, and how much of
 * the punishing falls on those who gave as much as the punisher or more.
 *
 * Sources: Gürerk, Irlenbusch, Rockenbach 2006, Science 312:108, for the choice between institutions; Herrmann, Thöni,
 * Gächter 2008, Science 319:1362, figure 1, for antisocial punishment, there a deviation of 0 or more from the punisher.
 *
 * @param rounds Of one run.
 */
export function sanctionsIn(rounds: readonly InstitutionRound[]): SanctionFinding {
  const choices = rounds.flatMap(({ agents }) => agents.map(({ sanctioning }) => sanctioning));
  const made = choices.filter((choice) => choice !== null).length;
  const chosen = choices.filter((choice) => choice === true).length;
  const missing = choices.length - made;
  const spent = (kind: Sanction['kind']): number => sumOf(rounds.flatMap(({ sanctions }) => sanctions.filter((one) => one.kind === kind)).map(({ amount }) => amount)); // prettier-ignore
  const perHead = (kind: Sanction['kind']): number | null => (chosen === 0 ? null : spent(kind) / chosen);
  const verdicts = rounds.flatMap(antisocial);
  const judged = verdicts.filter((verdict) => verdict !== null).length;
  return {
    made,
    missing,
    sanctioningShare: shareOf(chosen, made),
    sanctioningBounds:
      choices.length === 0 ? null : { low: chosen / choices.length, high: (chosen + missing) / choices.length },
    byRound: rounds.map(({ agents }) => {
      const known = agents.filter(({ sanctioning }) => sanctioning !== null);
      return shareOf(known.filter(({ sanctioning }) => sanctioning === true).length, known.length);
    }),
    punishPerCapita: perHead('punish'),
    rewardPerCapita: perHead('reward'),
    antisocialShare: shareOf(verdicts.filter((verdict) => verdict === true).length, judged),
    judged,
    unjudged: verdicts.length - judged,
  };
}

/** Of each punishment whether it was antisocial; `null` where a gift is not known. */
function antisocial({ agents, sanctions }: InstitutionRound): readonly (boolean | null)[] {
  const gifts = new Map(agents.map(({ agent, contribution }) => [agent, contribution]));
  return sanctions.flatMap(({ from, to, kind }) => {
    if (kind !== 'punish') return [];
    const [own, other] = [gifts.get(from) ?? null, gifts.get(to) ?? null];
    return [own === null || other === null ? null : other >= own];
  });
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
