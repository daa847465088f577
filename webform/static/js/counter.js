// Says how many characters are left in a textarea with data-counter, counted as people count them: one accented letter or
// one emoji is one, a line break is one, and blanks around the text do not count. It never stops anyone from typing or
// pasting; the engine tells when a text is too long. A screen reader hears it in a pause, and only when little is left.

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null
const QUIET = 1000 // milliseconds without typing before a screen reader is told
const LITTLE = 0.2 // of the maximum

export function characters (typed) {
  const text = typed.trim().normalize('NFC')
  if (!segmenter) return [...text].length
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

function startCounter (textarea) {
  const maximum = Number(textarea.dataset.counter)
  const shown = document.getElementById(`${textarea.id}-count`)
  if (!shown || !Number.isFinite(maximum)) return
  const spoken = document.createElement('p')
  spoken.className = 'govuk-visually-hidden'
  spoken.setAttribute('role', 'status')
  const visible = document.createElement('p')
  visible.className = 'counter'
  visible.setAttribute('aria-hidden', 'true')
  shown.classList.add('govuk-visually-hidden') // stays the field's description
  shown.after(visible, spoken)

  let waiting
  function message () {
    const left = maximum - characters(textarea.value)
    const [one, more] = (left < 0 ? textarea.dataset.over : textarea.dataset.left).split('|')
    return (Math.abs(left) === 1 ? one : more).replace('{count}', Math.abs(left))
  }
  function show () {
    const over = characters(textarea.value) > maximum
    visible.textContent = message()
    visible.classList.toggle('counter--over', over)
    textarea.classList.toggle('govuk-textarea--error', over || textarea.getAttribute('aria-invalid') === 'true')
  }
  textarea.addEventListener('input', () => {
    show()
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      spoken.textContent = maximum - characters(textarea.value) <= LITTLE * maximum ? message() : ''
    }, QUIET)
  })
  window.addEventListener('pageshow', show) // the browser may have put text back
  show()
}

export function startCounters (root) {
  root.querySelectorAll('textarea[data-counter]').forEach(startCounter)
}
