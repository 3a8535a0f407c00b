import { Box, type Key, Text, useInput } from 'ink'
import SelectInput from 'ink-select-input'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { MARGIN } from '../app/app.ts'
import { type Look, paint } from '../terminal/paint.ts'
import { type Line, span } from '../terminal/text.ts'

/**
 * A list of options with a cursor, drawn by ink-select-input; it has the focus for as long as it is there. The keys are
 * heard here and not by the widget: it hears them through a closure that React renews after the frame, so that of two
 * keys in quick succession, as a slow line delivers them, the second one would still act on the cursor before the first.
 */
export function Menu(props: {
  readonly options: readonly (readonly Line[])[]
  readonly look: Look
  /** Where the cursor stands at first. */
  readonly at: number
  readonly onSelect: (option: number) => void
  readonly onHighlight: (option: number) => void
}): ReactNode {
  const { options, look, at } = props
  const [cursor, setCursor] = useState(at)
  // What the keys act on is read when they come, never as it was when the screen was last drawn.
  const now = useRef({ ...props, cursor: at })
  now.current = { ...props, cursor: Math.min(now.current.cursor, options.length - 1) }
  const hear = useCallback((input: string, key: Key) => {
    const { options, onSelect, onHighlight, cursor } = now.current
    const step = input === 'k' || key.upArrow ? -1 : input === 'j' || key.downArrow ? 1 : 0
    if (step !== 0) {
      const next = (cursor + step + options.length) % options.length
      now.current = { ...now.current, cursor: next }
      setCursor(next)
      onHighlight(next)
    } else if (key.return) onSelect(cursor)
    else if (/^[1-9]$/.test(input) && Number(input) <= options.length) onSelect(Number(input) - 1)
  }, [])
  useInput(hear)
  // A label carries its lines and both looks, since the widget hands its items nothing but a text.
  const items = useMemo(
    () => options.map((lines, value) => ({ label: labelOf(lines, look), value })),
    [options, look],
  )
  return (
    <Box paddingLeft={MARGIN} flexDirection="column">
      <SelectInput
        key={cursor}
        items={items}
        initialIndex={cursor}
        isFocused={false}
        indicatorComponent={({ isSelected = false }) => (
          <Text>{paint([span(isSelected ? '❯ ' : '  ', 'focus', true)], look)}</Text>
        )}
        itemComponent={({ isSelected = false, label }) => (
          <Text>{label.split('\u0000')[isSelected ? 1 : 0]}</Text>
        )}
      />
    </Box>
  )
}

function labelOf(lines: readonly Line[], look: Look): string {
  const plainLook = lines.map(line => paint(line, look)).join('\n')
  const focused = lines
    .map(line =>
      paint(
        line.map(part => ({ ...part, role: 'focus' as const })),
        look,
      ),
    )
    .join('\n')
  return `${plainLook}\u0000${focused}`
}
