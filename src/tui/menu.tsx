import { Box, Text } from 'ink'
import SelectInput from 'ink-select-input'
import { type ReactNode, useMemo } from 'react'
import { MARGIN } from '../app/app.ts'
import { type Look, paint } from '../terminal/paint.ts'
import { type Line, span } from '../terminal/text.ts'

/** A list of options with a cursor, drawn by ink-select-input; it has the focus for as long as it is there. */
export function Menu(props: {
  readonly options: readonly (readonly Line[])[]
  readonly look: Look
  /** Where the cursor stands at first. */
  readonly at: number
  readonly onSelect: (option: number) => void
  readonly onHighlight: (option: number) => void
}): ReactNode {
  const { options, look, at, onSelect, onHighlight } = props
  // A label carries its lines and both looks, since the widget hands its items nothing but a text.
  const items = useMemo(
    () => options.map((lines, value) => ({ label: labelOf(lines, look), value })),
    [options, look],
  )
  return (
    <Box paddingLeft={MARGIN} flexDirection="column">
      <SelectInput
        items={items}
        initialIndex={at}
        onSelect={({ value }) => onSelect(value)}
        onHighlight={({ value }) => onHighlight(value)}
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
