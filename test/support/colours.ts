/** Red, green and blue in linear light, from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** A colour written as `#1a2b3c` or `1a2b3c`, in linear light (sRGB, IEC 61966-2-1). */
export function linear(hex: string): Rgb {
  const from = hex.startsWith('#') ? 1 : 0
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => {
    const share = Number.parseInt(hex.slice(from + at, from + at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return [red, green, blue]
}

/** The relative luminance (WCAG 2.2). */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [one, other].map(hex => luminance(linear(hex))).sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/**
 * How colours look to somebody who lacks one kind of cones, in linear light: Machado, Oliveira and Fernandes, “A
 * Physiologically-based Model for Simulation of Color Vision Deficiency”, 2009, at severity 1.0.
 */
const DEFICIENCIES = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

export type Sight = keyof typeof DEFICIENCIES

export const SIGHTS = Object.keys(DEFICIENCIES) as readonly Sight[]

export function seenBy(sight: Sight, [red, green, blue]: Rgb): Rgb {
  const row = (at: number) => {
    const [r = 0, g = 0, b = 0] = DEFICIENCIES[sight].slice(at, at + 3)
    return Math.min(1, Math.max(0, r * red + g * green + b * blue))
  }
  return [row(0), row(3), row(6)]
}

/** How far two colours are apart: ΔE of CIE 1976, where 2.3 can just be seen and 100 is black to white. */
export function deltaE(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)]
  return Math.hypot(...a.map((part, i) => part - (b[i] ?? 0)))
}

/** CIE L*a*b* under D65. */
function lab(rgb: Rgb): readonly number[] {
  const [red, green, blue] = rgb
  const root = (part: number) =>
    part > 216 / 24389 ? Math.cbrt(part) : (24389 / 27) * part * (1 / 116) + 16 / 116
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
  const y = root(luminance(rgb))
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
