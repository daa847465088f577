// Keeps what is typed on a question page until it is saved, puts it back when the page is opened again, and says so. Boxes
// for consent and confirmation are left out: those are ticked by a person who looks at them.
import { fields, putBack, same, state } from './form-state.js'
import { forget, keep, kept } from './typed.js'

const PAUSE = 300

export function startKeeping (form) {
  const { place, notKept } = form.dataset
  if (!('keep' in form.dataset)) return
  const leftOut = (notKept ?? '').split(' ')
  const wanted = (field) => !leftOut.includes(field.name.split('-')[0])
  const basedOn = form.elements.namedItem('based_on')
  const drawnOn = basedOn.value
  // What the page shows when nobody touches it: what the server drew, also in parts that came later.
  const drawn = () => state(form, true, wanted)
  const untouched = drawn()
  let waiting

  function keepNow () {
    clearTimeout(waiting)
    waiting = undefined
    const typed = state(form, false, wanted)
    if (same(typed, drawn())) forget(place) // only what a person changed counts as typed
    else keep(place, { fields: typed, basedOn: basedOn.value })
  }
  const keepSoon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(keepNow, PAUSE)
  }

  restore()
  form.addEventListener('input', keepSoon)
  form.addEventListener('change', keepSoon)
  document.addEventListener('visibilitychange', () => { if (document.hidden && waiting) keepNow() })
  window.addEventListener('pagehide', () => { if (waiting) keepNow() })
  form.addEventListener('submit', keepNow) // until it is known to be saved

  function restore () {
    const earlier = kept(place)
    if (!earlier || 'unsaved' in form.dataset) return
    if (same(earlier.fields, untouched)) return forget(place)
    if (!same(state(form, false, wanted), untouched)) return // somebody, or the browser, was quicker
    const only = Object.fromEntries(fields(form).filter(wanted).map(({ name }) => [name, earlier.fields[name]]))
    putBack(form, only)
    // What is put back was typed on what the page showed then, so that the server sees when something changed since.
    const then = typeof earlier.basedOn === 'string' ? earlier.basedOn.split(' ') : []
    const now = drawnOn.split(' ').filter(word => !then.some(each => each.split('.')[0] === word.split('.')[0]))
    basedOn.value = [...then, ...now].join(' ')
    const late = () => {
      const here = fields(form).filter(wanted).filter(({ name }) => !(name in only))
      const more = Object.fromEntries(here.map(({ name }) => [name, earlier.fields[name]]))
      Object.assign(only, more)
      putBack(form, more)
    }
    form.addEventListener('parts', late) // questions that appeared by what was put back
    tell(() => form.removeEventListener('parts', late))
  }

  function tell (stop) {
    const notice = document.getElementById('put-back')
    notice.append(document.getElementById('put-back-text').content.cloneNode(true))
    notice.querySelector('button').addEventListener('click', () => {
      stop()
      basedOn.value = drawnOn
      putBack(form, untouched)
      form.querySelectorAll('[data-part]').forEach(part => { if (part.hidden) putBack(part, state(part, true), false) })
      clearTimeout(waiting)
      forget(place)
      notice.textContent = notice.dataset.textUndone
      document.getElementById('main').focus({ preventScroll: true })
    })
  }
}
