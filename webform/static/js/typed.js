// What was typed on a page and is not saved yet, in this browser's own storage, so that a lost connection or a closed tab
// loses nothing. It never leaves the browser, and goes: as soon as the page is saved, when the scan is sent, when somebody
// stops on this device, and after a day at the latest. Where a browser keeps nothing, nothing is kept.

const DAY = 24 * 60 * 60 * 1000
const TYPED = 'zelfscan typed '
const SENT = 'zelfscan sent'

// Storage may be switched off, or full: then there is just less comfort.
function attempt (work) {
  try { return work() } catch { return null }
}

function keys () {
  return attempt(() => Object.keys(localStorage).filter(key => key.startsWith(TYPED))) ?? []
}

// place: "response/page". typed: {basedOn, fields: {name: [value]}}
export function keep (place, typed) {
  attempt(() => localStorage.setItem(TYPED + place, JSON.stringify({ ...typed, at: Date.now() })))
}

export function kept (place) {
  const typed = attempt(() => JSON.parse(localStorage.getItem(TYPED + place)))
  return typed && typeof typed.fields === 'object' && isFresh(typed) ? typed : null
}

export function forget (place) {
  attempt(() => localStorage.removeItem(TYPED + place))
}

function forgetAll (response = '') {
  for (const key of keys()) {
    if (key.startsWith(TYPED + response)) attempt(() => localStorage.removeItem(key))
  }
}

function isFresh ({ at }) {
  return typeof at === 'number' && at <= Date.now() && Date.now() - at < DAY
}

// A page is on its way. Whether it arrived is told by the next page of this response: it was saved more often by then.
function mark (sending) {
  attempt(() => sessionStorage.setItem(SENT, JSON.stringify(sending)))
}

function arrived (root) {
  const was = attempt(() => JSON.parse(sessionStorage.getItem(SENT)))
  if (!was) return
  const page = root.querySelector('[data-saves]')
  if (was.response) {
    if (location.pathname.endsWith(`/r/${was.response}/profile`)) forgetAll(`${was.response}/`)
  } else if (root.querySelector('[data-unsaved]')) {
    // it stands on this page again, and is sent from here
  } else if (page && was.place.startsWith(`${page.dataset.response}/`)) {
    if (Number(page.dataset.saves) > was.saves) forget(was.place)
  } else if (location.pathname.endsWith(`/r/${was.place.split('/')[0]}/later`)) {
    forget(was.place) // it was saved by the button that stops
  } else {
    return // not a page that can tell
  }
  attempt(() => sessionStorage.removeItem(SENT))
}

// On every page: throw away what is no longer needed.
export function tidyUp (root) {
  for (const key of keys()) {
    if (!kept(key.slice(TYPED.length))) attempt(() => localStorage.removeItem(key))
  }
  arrived(root)
  root.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (defaultPrevented) return
    if ('forgetTyped' in target.dataset) forgetAll()
    const { place, saves, sending } = target.dataset
    if (place) mark({ place, saves: Number(saves) })
    if (sending) mark({ response: sending })
  })
}
