import { Box, Text } from 'ink'
import SelectInput from 'ink-select-input'
import { type ReactNode, useMemo } from 'react'
import { MARGIN } from '../app/margin.ts'
import { type Look, paint } from '../terminal/paint.ts'
import { type Line, span } from '../terminal/text.ts'

/**
 * A list of options with a cursor before one of them, drawn by ink-select-input. It hears no keys: the widget would act on
 * the cursor as it was when the screen was last drawn, and of two keys in quick succession the second would be lost.
 */
export function Menu(props: {
  readonly options: readonly (readonly Line[])[]
  readonly look: Look
  readonly cursor: number
}): ReactNode {
  const { options, look, cursor } = props
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
