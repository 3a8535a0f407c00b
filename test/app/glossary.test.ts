import { describe, expect, test } from 'vitest'
import { glossaryTerms, isMoving } from '../../src/app/app.ts'
import { testApp } from '../support/app.ts'

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

  test('comes after the help where letters are typed, and goes back to it', () => {
    const app = testApp({ scenario: 'split-bank' })
    expect(app.state().screen).toMatchObject({ focus: true })
    app.press('d')
    expect(app.state().glossary).toBeNull()
    app.press('?', 'd')
    expect(app.state().glossary).not.toBeNull()
    app.press('escape')
    expect(app.state()).toMatchObject({ help: { scroll: 0 }, glossary: null })
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
