import type { Micros } from '../model/time.ts'

/** Ways to bring what happened into slices of time of `everyUs`, from 0 to `lengthUs`: the values of a series. */
export function everySlice(everyUs: Micros, lengthUs: Micros) {
  const slices = Math.ceil(lengthUs / everyUs)
  return {
    /** How many there were, a second. */
    counted(times: readonly Micros[]): readonly number[] {
      const found = new Array<number>(slices).fill(0)
      for (const at of times) {
        const slice = Math.floor(at / everyUs)
        if (slice < slices) found[slice] = (found[slice] ?? 0) + 1
      }
      return found.map(count => (count * 1_000_000) / everyUs)
    },
    /** The greatest value in each slice; where nothing changed it, the one before stays. The first comes first. */
    greatest(changes: readonly { readonly at: Micros; readonly value: number }[]): readonly number[] {
      const found: number[] = []
      let place = 0
      let now = 0
      for (let slice = 0; slice < slices; slice += 1) {
        let most = now
        for (; (changes[place]?.at ?? Infinity) < (slice + 1) * everyUs; place += 1) {
          now = changes[place]?.value ?? now
          most = Math.max(most, now)
        }
        found.push(most)
      }
      return found
    },
  }
}
