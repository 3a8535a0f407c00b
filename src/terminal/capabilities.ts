import { excerpt } from '../model/problem.ts'
import { depthOf, WANTED } from './colour-depth.ts'
import { isSet, synchronizes, unicodeOf } from './terminals.ts'
import type { Background, Capabilities, Environment, Found, LookFlags, OutputFacts } from './traits.ts'

/** What can be known of a terminal from the command line, the environment and its streams: flags first. */
export function detect(env: Environment, output: OutputFacts, flags: LookFlags): Capabilities {
  const [depth, ofDepth] = depthOf(env, output, flags)
  const [background, ofBackground] = backgroundOf(env, flags)
  const [unicode, ofUnicode] = unicodeOf(env, output, flags)
  const [synchronized, ofSynchronized] = synchronizes(env, output)
  const [linear, ofLinear] = linearOf(env, flags)
  const [motion, ofMotion] = motionOf(env, flags, linear)
  return {
    depth,
    background,
    unicode,
    synchronized,
    motion,
    linear,
    reasons: {
      depth: ofDepth,
      background: ofBackground,
      unicode: ofUnicode,
      synchronized: ofSynchronized,
      motion: ofMotion,
      linear: ofLinear,
    },
  }
}

function backgroundOf(env: Environment, { theme }: LookFlags): Found<Background> {
  if (theme === 'dark' || theme === 'light') return [theme, '--theme']
  const wanted = env['NETSPLIT_THEME']
  if (wanted === 'dark' || wanted === 'light') return [wanted, `NETSPLIT_THEME=${wanted}`]
  // rxvt's: the numbers of the foreground and the background, sometimes with a word between them.
  const said = env['COLORFGBG'] ?? ''
  const number = /;(\d{1,2})$/.exec(said)?.[1]
  if (number !== undefined && Number(number) < 16)
    return [Number(number) < 7 || Number(number) === 8 ? 'dark' : 'light', `COLORFGBG=${said}`]
  return ['unknown', 'neither --theme nor COLORFGBG says']
}

/** What variables of ours say that nothing understands, in a sentence each. */
export function misunderstood(env: Environment): readonly string[] {
  const known = { NETSPLIT_THEME: ['dark', 'light'], NETSPLIT_COLORS: Object.keys(WANTED) }
  return Object.entries(known).flatMap(([name, values]) => {
    const said = env[name] ?? ''
    if (said === '' || values.includes(said)) return []
    return [
      `${name}=${excerpt(said)} changes nothing: it can be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`,
    ]
  })
}

function linearOf(env: Environment, { linear = false }: LookFlags): Found<boolean> {
  if (linear) return [true, '--linear']
  for (const name of ['NETSPLIT_LINEAR', 'INK_SCREEN_READER'])
    if (isSet(env, name)) return [true, `${name}=${env[name]}`]
  // Without a cursor to move, on a terminal or before a pipe, unless somebody says no.
  if (env['TERM'] === 'dumb' && (env['NETSPLIT_LINEAR'] ?? '') === '') return [true, 'TERM=dumb']
  return [false, 'nothing asks for it']
}

function motionOf(env: Environment, { motion }: LookFlags, linear: boolean): Found<boolean> {
  if (!motion) return [false, '--no-motion']
  if (isSet(env, 'NETSPLIT_NO_MOTION')) return [false, `NETSPLIT_NO_MOTION=${env['NETSPLIT_NO_MOTION']}`]
  return linear ? [false, 'what is told in lines does not move'] : [true, 'nothing asks for stillness']
}
