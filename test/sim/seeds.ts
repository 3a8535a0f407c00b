/** The first seed of the random tests, and how many: NETSPLIT_SEED repeats a failure, NETSPLIT_SEEDS makes it a soak test. */
export const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
export const SEEDS = Number(process.env['NETSPLIT_SEEDS'] ?? 500)

/** The seeds of one test that is to take this share of all. */
export function seedsOf(share: number): readonly number[] {
  return Array.from({ length: Math.max(1, Math.round(SEEDS * share)) }, (_, index) => SEED + index)
}

/** Whether there are enough seeds to say how often something happens. */
export const CAN_COUNT = SEEDS >= 500

export function repeatWith(seed: number): string {
  return `repeat with NETSPLIT_SEED=${seed} NETSPLIT_SEEDS=1`
}

/** Adds up the figures of many runs. */
export class Sums {
  readonly sums: Record<string, number> = {}

  add(figures: Readonly<Record<string, number | boolean | string | null>>): void {
    for (const [name, figure] of Object.entries(figures)) {
      const amount = typeof figure === 'number' ? figure : figure === true ? 1 : 0
      this.sums[name] = (this.sums[name] ?? 0) + amount
    }
  }

  of(name: string): number {
    return this.sums[name] ?? 0
  }
}
