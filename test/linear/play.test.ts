import { describe, expect, test } from 'vitest'
import { ledgerOf } from '../../src/lab/lab.ts'
import { tell } from '../../src/linear/tell.ts'
import { learner, readOnTo } from './teller.ts'

describe('lesson 3, by typed choices alone', () => {
  const { app, types, all } = learner()
  const labScreen = () => {
    const { screen } = app.state()
    if (screen.type !== 'lab') throw new Error(`not in the lab: ${screen.type}`)
    return screen
  }

  const toVerdict = () => {
    for (let step = 0; step < 40 && labScreen().phase === 'live'; step += 1) {
      const { focus } = labScreen()
      const told = types(focus ? 'go on' : 'on')
      // Where a stop asked nothing, going on tells at once what comes.
      if (focus) expect(told).toContain('the network is whole again')
    }
  }

  test('from the map to the lab, past its questions', () => {
    types('the split')
    expect(app.state().screen).toMatchObject({ type: 'page', lesson: 'the-split', page: 0 })
    for (let step = 0; step < 20 && app.state().screen.type === 'page'; step += 1) {
      const { screen } = app.state()
      if (screen.type !== 'page') break
      const choices = types('again')
      types(choices.includes('open the cluster') ? 'open' : screen.focus ? '1' : 'on')
    }
    expect(labScreen().run.scenario.id).toBe('split-bank')
  })

  test('each sentence of the run is told on the way, with its time, up to the question', () => {
    types('start')
    expect(types('on')).toContain('1.50 s, bad: the network is cut: n1 n2 n3 apart from n4 n5.')
    const asked = types('on')
    expect(asked).toContain('2.15 s, ok: Lyon hears: ok, withdraw 80.')
    expect(asked).toContain('Copies of account: n1 20, n2 20, n3 20, n4 100, n5 100.')
    expect(asked).toContain('Oslo waits for an answer to withdraw 80, asked at 1.80 s.')
    expect(asked).toContain('What should n4 do?')
    expect(asked).toMatch(/^1\. Consistency/m)
    expect(asked).toMatch(/^2\. Availability/m)
  })

  test('one choice to its verdict', () => {
    types('cons', '1')
    toVerdict()
    expect(all()).toContain('Oslo is told no: «withdraw 80» was refused.')
    const verdict = types('again')
    expect(verdict).toContain('ok: Linearizable')
    expect(verdict).toContain('available, as in CAP: no, a live replica refused')
  })

  test('the other choice from the same moment, and both futures', () => {
    expect(types('the same moment')).toMatch(/Back at 2\.21 s|chosen: availability/)
    if (labScreen().phase === 'predict') types('1')
    toVerdict()
    const verdict = types('again')
    expect(verdict).toContain('\nNot linearizable: no single copy could have said this')
    // The figure that is told is the one that is counted.
    const { run } = labScreen()
    const { moneyCreated } = ledgerOf(run.scenario, run.moment)
    expect(moneyCreated).toBeGreaterThan(0)
    expect(verdict).toContain(`money created: ${moneyCreated} (bad)`)
    const both = types('both')
    expect(both).toContain('every request was served: Consistency no, Availability yes')
  })

  test('back to the lesson, and out to the map, which says where one was', () => {
    types('on with the lesson')
    expect(app.state().screen).toMatchObject({ type: 'page', lesson: 'the-split' })
    expect(types('map')).toMatch(/The split: [^.]*\. \d+ min, page \d+\s+of \d+/)
  })
})

describe('an experiment', () => {
  const { app, types } = learner({ experiment: 'far-calls' })

  test('is predicted, broken and mended by choices, and its figures stand beside each other', () => {
    types('on')
    const asked = types('to the end', 'on')
    expect(asked).toMatch(/^1\. /m)
    types('1', 'to the end')
    expect(types('again')).toMatch(/page ready after: as built 20 ms, dial turned 6,000 ms \(worse\)/)
    const mended = types('on', 'on', 'on')
    expect(mended).toContain('with remedy')
  })

  test('then each dial is turned by name', () => {
    for (let step = 0; step < 6; step += 1) {
      const { screen } = app.state()
      if (screen.type === 'experiment' && screen.phase !== 'free') types('on')
    }
    expect(types('the server is in the same region')).toContain('Dial: the server is in the same region.')
    const { screen } = app.state()
    if (screen.type !== 'experiment') throw new Error(`not in the experiment: ${screen.type}`)
    const [dial] = screen.experiment.dials
    expect(dial?.values[screen.turned.dials[0] ?? 0]?.text).toBe('in the same region')
  })
})

test('in the sandbox a command is typed behind a colon, and what it does is told', () => {
  const { types } = learner({ scenario: 'sandbox' })
  const cut = types(': cut n1 n2 | n3 n4 n5')
  expect(cut).toContain('0.00 s, bad: the network is cut: n1 n2 apart from n3 n4 n5.')
  expect(cut).toContain('ok: cut n1 n2 | n3 n4 n5')
  expect(types('command')).toMatch(/^\nType a command, or nothing to close the line\./)
  types('crash n4')
  expect(types('', 'again')).toMatch(/Broken now: nothing passes between n1 n2 and\s+n3 n4 n5, n4 is down\./)
  types(': restart n4')
  expect(types(': wobble')).toContain('Not done: There is no command «wobble».')
  types(': withdraw 30 n1')
  expect(types('on', 'on', 'on')).toMatch(/It is 3\.00 s/)
  expect(types('challenges')).toMatch(/A stale read: Have somebody read/)
})

test('on the list from memory what is typed is an answer, and only a few words are commands', () => {
  const own = learner()
  const { app, types } = own
  readOnTo(own, 'recall')
  types('begin')
  expect(app.state().screen.type).toBe('memory')
  expect(types('again')).toContain('map, glossary,')
  expect(types('glossary')).toContain('The words of the course.')
  types('back')
  expect(app.state()).toMatchObject({ glossary: null, screen: { type: 'memory', found: [] } })
  expect(types('the network is reliable')).toMatch(/ok: 1 +.*reliable|ok: 1/)
  expect(types('7')).toContain('I don’t recognise «7».')
  expect(types('give up')).toContain('missing')
})

test('what is not understood is said, and changes nothing; what is ambiguous is asked back', () => {
  const { app, types } = learner({ scenario: 'split-bank' })
  types('start')
  const before = app.state()
  expect(types('xyzzy')).toContain('«xyzzy» is none of the choices.')
  expect(types('st')).toBe('More than one begins so: step; step back.\n')
  expect(types('99')).toContain('none of the choices')
  expect(types('\u001b[2J')).not.toContain('\u001b')
  expect(app.state()).toBe(before)
})

test('what a screen says of its keys is said of an empty line, and that is what it does', () => {
  const { opening, types, app } = learner()
  expect(opening).toContain('a live cluster that you break yourself. An empty line begins.')
  expect(opening).toMatch(/Practice, on new cases, level 1 of 5\.$/m)
  expect(types('')).toContain('page 1 of')
  types('3', '')
  expect(types('again')).toContain('An empty line: charge the card.')
  expect(types('')).toContain('0.00 s: waiting\n')
  expect(app.state().screen.type).toBe('worlds')
  expect(types('on', 'on', '5', '1')).toContain('3.00 s: you: cancel the order')
})

test('a number is taken as the list has it, with its full stop', () => {
  const { app, types } = learner()
  types('3.')
  expect(app.state().screen).toMatchObject({ type: 'page', lesson: 'the-split' })
  types('map', '2)')
  expect(app.state().screen).toMatchObject({ type: 'page', lesson: 'fallacies' })
})

test('the glossary is a word that the help names; looked up and closed, one is where one was', () => {
  const { app, types } = learner()
  types('1')
  const { screen } = app.state()
  expect(types('help')).toMatch(/glossary, the words of\s+the course;/)
  expect(types('glossary')).toContain('The words of the course.')
  expect(types('quorum')).toMatch(/^quorum\./)
  expect(types('glossary')).toContain('The words of the course.')
  expect(types('back')).toContain('page 1 of')
  expect(app.state().screen).toBe(screen)
})

test('a drawing is told in its own words, and an option that is neither chosen nor right as such', () => {
  const { types } = learner()
  expect(types('the split')).toMatch(/^Lesson 3, The split: page 1 of/)
  const drawn = types('on')
  expect(drawn).toMatch(/^Drawing: The last change is at n1, n2 and n3\. The next one asks n3, n4 and n5:/m)
  expect(drawn).not.toContain('n1, n2: n3')
  const answered = learner().types('no answer', '1')
  expect(answered).toContain('\nnot so: An exception that says what went wrong over there.\n')
  expect(answered).toMatch(/^not ok: None\. The same outcomes, only slower\. \(your prediction\)$/m)
  expect(answered).toMatch(/^ok: Nothing\. It waits, and nothing comes back\. \(what/m)
})

test('every drawing that ships says in words what it shows, or is a table that can be read out', () => {
  const { course } = learner().app.state()
  const silent = course.lessons.flatMap(({ pages }) =>
    pages.flatMap(({ passages }) =>
      passages.flatMap(passage => (passage.kind === 'code' && passage.says === null ? passage.lines : [])),
    ),
  )
  // Of each line what stands in its columns, and nothing that is drawn.
  expect(silent.filter(line => !/^ *[\p{L} -]+ {2,}[\d.]+ +ms$/u.test(line))).toEqual([])
})

test('that a save failed is told once, and again once saving has worked between', () => {
  const { app } = learner()
  let before = app.state()
  const news = () => {
    const told = tell(before, app.state())
    before = app.state()
    return told
  }
  const failed = () => app.send({ type: 'not-saved', message: 'the disk is full' })
  failed()
  expect(news()).toEqual(['the disk is full'])
  failed()
  expect(news()).toEqual([])
  app.send({ type: 'saved', progress: app.state().progress, messages: [] })
  expect(news()).toEqual([])
  failed()
  expect(news()).toEqual(['the disk is full'])
})
