import { describe, expect, test } from 'vitest'
import { glossaryTerms, isMoving, keyLine } from '../../src/app/app.ts'
import { CTRL, keyPress } from '../../src/terminal/key-event.ts'
import { meaningOf } from '../../src/tui/key-meaning.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { memoryPage } from '../support/memory.ts'

function commandLine(): TestApp {
  const app = testApp({ scenario: 'sandbox' })
  app.press(':')
  return app
}

function memoryLine(): TestApp {
  const app = testApp()
  memoryPage(app)
  app.press('enter')
  return app
}

describe('the glossary', () => {
  test('lies over a running lab, stops its clock, and leaves it exactly as it was', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.send({ type: 'frame', elapsedMs: 500 })
    const before = app.state()
    app.press('d', 'down', 'q', 'enter', 'escape')
    expect(app.state()).toMatchObject({ glossary: { open: false }, leaving: false })
    app.press('escape')
    expect(app.state()).toEqual(before)
  })

  test('lies over an experiment that is played as well, and leaves it exactly as it was', () => {
    const app = testApp({ experiment: 'far-calls' })
    app.press('enter')
    app.send({ type: 'frame', elapsedMs: 500 })
    const before = app.state()
    app.press('d')
    expect(app.state().glossary).not.toBeNull()
    expect(isMoving(app.state())).toBe(false)
    app.press('m', 'enter', 'escape', 'escape')
    expect(app.state()).toEqual(before)
    expect(isMoving(before)).toBe(true)
  })

  test('lies over a question and over the help, and goes back to either', () => {
    const app = testApp({ scenario: 'split-bank' })
    const before = app.state()
    expect(before.screen).toMatchObject({ focus: true })
    app.press('d')
    expect(app.state().glossary).not.toBeNull()
    app.press('enter', 'escape', 'escape')
    expect(app.state()).toEqual(before)
    app.press('?', 'd')
    expect(app.state().glossary).not.toBeNull()
    app.press('escape')
    expect(app.state()).toMatchObject({ help: { scroll: 0 }, glossary: null })
  })

  test.each([
    ['a command', commandLine],
    ['a list from memory', memoryLine],
  ])('while %s is typed Ctrl-D brings it, keys go there, and the line stays as it was', (_, opened) => {
    const app = opened()
    app.send({ type: 'edited', text: 'late', cursor: 2 })
    const before = app.state()
    for (const event of [keyPress('d', CTRL), keyPress('q'), keyPress('enter'), keyPress('escape')]) {
      const meaning = meaningOf(app.state(), event)
      expect(meaning?.type).toBe('command')
      if (meaning !== null) app.send(meaning)
      expect(app.state().glossary).not.toBeNull()
    }
    app.press('escape')
    expect(app.state()).toEqual(before)
    expect(keyLine(before)).toContainEqual({ keys: 'Ctrl-D', says: 'words' })
  })

  test('the words of the screen come first, and a letter leads to the first word that begins with it', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.press('d')
    const terms = glossaryTerms(app.state()).map(({ term }) => term)
    expect(terms.indexOf('majority')).toBeLessThan(terms.lastIndexOf('accept'))
    app.press('q')
    expect(terms[app.state().glossary?.selected ?? -1]).toBe('quorum')
    const { selected } = app.state().glossary ?? { selected: -1 }
    app.press('x')
    expect(app.state().glossary?.selected).toBe(selected)
  })

  test('Enter shows where a word is brought, and o goes there', () => {
    const app = testApp()
    app.press('d', 'q', 'enter', 'o')
    expect(app.state()).toMatchObject({
      glossary: null,
      screen: { type: 'page', lesson: 'the-split', page: 1 },
    })
  })
})
