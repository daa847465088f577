// What makes a part of a page better: on the whole page when it opens, and on what is put into it later.
import { Checkboxes, createAll } from '../vendor/govuk-frontend/govuk.js'
import { startAllocations } from './allocation.js'
import { startCounters } from './counter.js'
import { startPlaces } from './places.js'
import { startFoldings } from './folding.js'
import { startRankings } from './ranking.js'

export function enhance (root) {
  createAll(Checkboxes, undefined, root)
  startCounters(root)
  startAllocations(root)
  startPlaces(root)
  startRankings(root)
  startFoldings(root)
}
