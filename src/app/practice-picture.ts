import type { PracticeCase } from '../lab/lab.ts'
import { columns, type Line, span } from '../terminal/text.ts'

type Plan = PracticeCase['scene']['plan']

/** What stands between two sides: a cut, or one that lets through what comes from the right. */
const CUT = ['     ', '  ╎  ', '  ╎  '] as const
const ONE_WAY = ['     ', ' ─×▸ ', ' ◂── '] as const

/**
 * The replicas on their sides of the cut, each client above the one that it asks; three rows. A crashed replica has a
 * cross, one whose clock is off a tilde.
 */
export function practicePicture(plan: Plan): readonly Line[] {
  const gap = plan.features.includes('one-way') ? ONE_WAY : CUT
  const sides = plan.sides.map((side, index) => sideRows(plan, side, index))
  return [0, 1, 2].map((row): Line => {
    const parts = sides.flatMap((side, index) => [
      ...(index > 0 ? [span(gap[row as 0 | 1 | 2], 'bad')] : []),
      span(side[row] ?? '', row === 0 ? 'focus' : 'text'),
    ])
    return [span('  '), ...parts]
  })
}

/** Names, strokes and replicas of one side, all of one width. */
function sideRows(plan: Plan, side: readonly string[], index: number): readonly string[] {
  const client = plan.clients[index]
  const replicas = side.map(
    node => node + (plan.crash?.node === node ? '×' : plan.clock?.node === node ? '~' : ''),
  )
  const place = side.indexOf(client?.coordinator ?? '')
  const before = replicas.slice(0, place).reduce((sum, text) => sum + columns(text) + 2, 0)
  const rows = [' '.repeat(before) + (client?.name ?? ''), `${' '.repeat(before)}│`, replicas.join('──')]
  const width = Math.max(...rows.map(columns))
  return rows.map(row => row.padEnd(width))
}
