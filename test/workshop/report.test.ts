import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labMenu } from '../../src/app/app.ts'
import { attend } from '../../src/workshop/attend.ts'
import { createLocalBus } from '../../src/workshop/bus.ts'
import type { RoomEvent, Telling } from '../../src/workshop/events.ts'
import { workshopReport } from '../../src/workshop/report.ts'
import { keepReport } from '../../src/workshop/report-files.ts'
import { EMPTY_ROOM, updateRoom } from '../../src/workshop/room.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { temporaryFolder } from '../support/folder.ts'

const shipped = shippedCourse()
const content = {
  course: shipped.course,
  scenarios: new Map(shipped.scenarios.map(known => [known.id, known])),
  experiments: new Map(shipped.experiments.map(known => [known.id, known])),
}

test('a report counts what was predicted, missed and chosen, takes the median of times, and names nobody', () => {
  let n = 0
  const told = (learner: string, at: number, telling: Telling): RoomEvent => {
    n += 1
    return { from: 'session', stamp: { at, by: learner, n }, learner, session: learner, telling }
  }
  const page = (place: number): Telling => ({
    type: 'at',
    where: { screen: 'page', lesson: 'no-answer', page: place, live: null },
  })
  const events = ['ada', 'bob', 'cyril'].flatMap((name, place) => [
    told(name, 0, { type: 'joined', name }),
    told(name, 0, page(0)),
    told(name, 10_000 * (place + 1), page(1)),
    told(name, 50_000, {
      type: 'answered',
      item: 'quiz/timeout-means',
      option: place === 0 ? '1' : '0',
      right: false,
    }),
    told(name, 60_000, {
      type: 'ended',
      run: {
        scenario: 'split-bank',
        seed: 7,
        choices: [place === 0 ? 'consistency' : 'availability'],
        figures: { moneyCreated: place === 0 ? 0 : 80 },
        verdict: place === 0 ? 'linearizable' : 'violation',
        held: null,
      },
    }),
  ])
  const room = events.reduce((known, event) => updateRoom(known, event)[0], EMPTY_ROOM)
  const files = new Map(workshopReport(room, content).map(({ name, text }) => [name, text]))
  expect(files.get('pages.csv')).toBe(
    'lesson,page,heading,learners,median seconds\r\nno-answer,1,1.1 A call leaves home,3,20\r\n',
  )
  expect(files.get('questions.csv')).toMatch(/^quiz\/timeout-means,[^\n]*,2,67,no\r$/m)
  expect(files.get('choices.csv')).toContain('split-bank,availability,2,0,moneyCreated,80\r\n')
  expect(files.get('workshop.md')).toContain('- 2 of 3: Which sentence is true?')
  expect([...files.values()].join('')).not.toMatch(/\b(?:ada|bob|cyril)\b/)
})

/** Takes the option of the lab's menu that does it, such as the n-th of a choice, and watches what comes of it. */
function play(app: TestApp, does: string, nth = 0): void {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error('no lab')
  const places = (labMenu(screen)?.options ?? []).flatMap((option, place) =>
    option.does.type === does ? [place] : [],
  )
  app.take(places[nth] ?? -1)
  app.watch()
}

test('what several learners did in their sessions is what the report counts: predicted, missed, chosen, and nobody named', () => {
  let now = 1_000_000
  const bus = createLocalBus()
  // Each takes an option of the first page's question, and one of the lab's choice.
  const class_ = [
    { name: 'ada', option: 0, choice: 0 },
    { name: 'bob', option: 0, choice: 1 },
    { name: 'cyril', option: 2, choice: 1 },
    { name: 'dora', option: 3, choice: 1 },
  ]
  for (const { name, option, choice } of class_) {
    const app = testApp({ inRoom: true })
    const options = { learner: name, name, session: name, store: app.store, bus }
    const { leave } = attend({ ...options, now: () => now, later: () => () => {} })
    app.press('enter')
    now += 20_000
    app.take(option)
    app.press('right')
    app.send({
      type: 'room',
      news: { type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 0 },
    })
    play(app, 'start')
    play(app, 'choose', choice)
    play(app, 'predict')
    play(app, 'go-on')
    leave()
  }
  const files = new Map(workshopReport(bus.snapshot(), content).map(({ name, text }) => [name, text]))
  const lines = (name: string, start: string) =>
    (files.get(name) ?? '').split('\r\n').filter(line => line.startsWith(start))
  // Two of the three who said something missed it; the fourth only watched.
  const predicted = lines('questions.csv', 'page/new-outcome,').map(line => line.split(',').slice(-3).join())
  expect(predicted).toEqual(['2,67,no', '0,0,no', '1,33,yes'])
  const report = files.get('workshop.md') ?? ''
  expect(report).toContain('4 learners. Nobody is named here.')
  expect(report).toMatch(
    /^(1970-01-01|1969-12-31); from the first page that was opened to the last 1 min\.$/m,
  )
  expect(report).toMatch(/^- 2 of 3: Which outcome can the caller see now/m)
  expect(report).toContain('3 answered, and 1 would rather watch.')
  expect(lines('choices.csv', 'split-bank,consistency,')[0]).toMatch(/^split-bank,consistency,1,1,/)
  expect(lines('choices.csv', 'split-bank,availability,')[0]).toMatch(/^split-bank,availability,3,0,/)
  expect(lines('pages.csv', 'no-answer,1,')).toEqual(['no-answer,1,1.1 A call leaves home,4,20'])
  // The runs themselves say which prediction held.
  expect(report).toMatch(/^\| 1 of 1 \| ✓ \| Lyon is paid/m)
  expect(lines('questions.csv', 'lab/split-bank/consistency,').map(line => line.split(',').at(-1))).toEqual([
    'yes',
    'no',
    'no',
  ])
  expect(report).toMatch(/^\| as if there were one copy \| 0 of 3 \| 1 of 1 \|$/m)
  expect(report).toMatch(/^\| 1\.2 .* \| under 1 s \|$/m)
  expect([...files.values()].join('')).not.toMatch(/\b(?:ada|bob|cyril|dora)\b/)
})

test('a report is never written over: each next one gets a folder of its own', async () => {
  const folder = join(temporaryFolder(), 'reports')
  const keep = (text: string) => keepReport(folder, [{ name: 'workshop.md', text }])
  mkdirSync(join(folder, '3'), { recursive: true })
  const places = [await keep('first'), ...(await Promise.all([keep('second'), keep('third')]))]
  expect(places.sort()).toEqual([folder, join(folder, '2'), join(folder, '4')])
  const texts = places.map(place => readFileSync(join(place, 'workshop.md'), 'utf8'))
  expect([texts[0], texts.slice(1).sort()]).toEqual(['first', ['second', 'third']])
})
