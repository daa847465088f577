// Parts of a page that depend on answers on that same page: questions that appear or go, options, sums. The server says which
// and draws them: it looks at the page as it is filled in and keeps nothing. Whatever goes wrong here, the page works as it
// does without: what is missing comes after the page is sent.
import { enhance } from './enhance.js'
import { putBack, state } from './form-state.js'

const PAUSE = 400 // milliseconds without typing before the server is asked
const PATIENCE = 8000

// Draws a part anew; what was typed in it, the focus and the caret stay where they were.
function draw (part, { html, look }) {
  const typed = state(part)
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  const { selectionStart: start, selectionEnd: end } = focused ?? {}
  part.innerHTML = html
  part.dataset.look = look
  putBack(part, typed, false)
  enhance(part)
  const again = focused?.id && part.querySelector(`#${CSS.escape(focused.id)}`)
  if (!again) return
  again.focus({ preventScroll: true })
  if (typeof start === 'number') again.setSelectionRange(start, end)
}

// Adds a word to a hidden field, for a question that it does not name yet.
function note (form, name, question, word = question) {
  const field = form.elements.namedItem(name)
  const named = field.value.split(' ').map(each => each.split('.')[0])
  if (!named.includes(question)) field.value = `${field.value} ${word}`.trim()
}

// doubt: called when the server could not be reached.
export function startParts (form, doubt) {
  const url = form.dataset.parts
  const causes = (form.dataset.causes ?? '').split(' ')
  const parts = [...form.querySelectorAll('[data-part]')]
  const status = document.getElementById('parts-status')
  if (!url || !status) return
  let latest = 0
  let asking = null
  let waiting = 0

  // data-asking: a reply is awaited, or soon will be
  async function ask () {
    clearTimeout(waiting)
    waiting = 0
    form.dataset.asking = ''
    const number = ++latest
    asking?.abort()
    const mine = asking = new AbortController()
    const patience = setTimeout(() => mine.abort(), PATIENCE)
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'error',
        signal: mine.signal
      })
      if (!answer.ok) return
      const drawn = await answer.json()
      if (number === latest) show(drawn.parts)
    } catch (error) {
      if (error.name === 'TypeError') doubt()
    } finally {
      clearTimeout(patience)
      if (number === latest && !waiting) delete form.dataset.asking
    }
  }

  function show (drawn) {
    const came = []
    const went = []
    for (const part of parts) {
      const now = drawn[part.dataset.part]
      if (!now) {
        if (part.hidden) continue
        if (part.contains(document.activeElement)) {
          part.addEventListener('focusout', () => setTimeout(ask), { once: true }) // not from under somebody's fingers
          continue
        }
        part.hidden = true
        if (part.dataset.label) went.push(part.dataset.label)
        continue
      }
      if (part.dataset.look !== now.look) draw(part, now)
      if (part.hidden && now.label) came.push(now.label)
      part.hidden = false
      part.dataset.label = now.label
      if (now.based_on) {
        note(form, 'asked', part.dataset.part)
        note(form, 'based_on', part.dataset.part, `${part.dataset.part}.${now.based_on}`)
      }
    }
    announce(came, went)
    form.dispatchEvent(new CustomEvent('parts', { detail: { came: came.length } }))
  }

  function announce (came, went) {
    const { textCame, textWent } = status.dataset
    const told = [
      came.length ? textCame.replace('{questions}', () => came.join('; ')) : '',
      went.length ? textWent.replace('{questions}', () => went.join('; ')) : ''
    ].filter(Boolean).join(' ')
    if (told) status.textContent = told
  }

  const decides = (field) => causes.includes((field.name ?? '').split('-')[0])
  form.addEventListener('change', ({ target }) => { if (decides(target)) ask() })
  form.addEventListener('input', ({ target, isComposing }) => {
    if (!decides(target) || isComposing || ['radio', 'checkbox'].includes(target.type) || target.tagName === 'SELECT') return
    clearTimeout(waiting)
    form.dataset.asking = ''
    waiting = setTimeout(ask, PAUSE)
  })
  // a browser may have put answers back that the server did not know when it drew the page
  window.addEventListener('pageshow', () => {
    if (JSON.stringify(state(form)) !== JSON.stringify(state(form, true))) ask()
  })
}
